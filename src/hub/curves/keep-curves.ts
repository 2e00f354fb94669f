import { Refusal } from '#science/refusal.ts'
import { checkCurve } from '#record/curves/check-curve.ts'
import { checkPoints } from '#record/curves/check-points.ts'
import { columnsGiven, keptCurve } from '#record/curves/columns.ts'
import type { Columns } from '#record/curves/columns.ts'
import { writeCurveCsv } from '#record/curves/curve-csv.ts'
import { withoutSummaries, withSummaries } from '#record/curves/fill-summaries.ts'
import { summariesOf } from '#record/curves/summaries.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { CurveAxis, CurveValue, QuantityValue, Value, Values } from '#record/records/value.ts'
import type { Problem } from '#record/templates/problem.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { noSuch } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { curvePoints } from './curve-points.ts'

/** Where curves are kept: the files of one hub, and who adds to them. */
export type Keeping = {
  readonly db: Reader
  readonly files: Installation['files']
  readonly hub: string
  readonly author: string
}

/**
 * The content with its curves as they are stored: points in the file store, summaries filled in. Do this before the content
 * is checked against its template, which may require what a curve gives.
 *
 * Refuses what `checkCurve`, `checkPoints` and `readCurveCsv` find, and `file.not_found` for points in a file that this hub
 * does not hold. Files of a write that comes to nothing stay; no record names them.
 */
export async function keepCurves(keeping: Keeping, content: RecordContent, template: Template): Promise<RecordContent> {
  const values = await keptValues(keeping, content.values, template)
  const kept = values === content.values ? content : { ...content, values }
  if (kept.kind !== 'process') return kept
  const planned = await keptValues(keeping, kept.planned, template)
  return planned === kept.planned ? kept : { ...kept, planned }
}

async function keptValues(keeping: Keeping, given: Values, template: Template): Promise<Values> {
  const values = withoutSummaries(given)
  const curves = template.fields.flatMap((field) => {
    const value = field.type === 'curve' ? values[field.name] : undefined
    return value?.type === 'curve' ? [{ field, value }] : []
  })
  if (curves.length === 0) return values
  const kept: Record<string, Value> = { ...values }
  const summaries: { name: string; value: QuantityValue }[] = []
  for (const { field, value } of curves) {
    refuseFirst(checkCurve(field, value))
    const axes = value.axes.map(({ name, unit }) => ({ name, unit }))
    const columns = columnsGiven(value) ?? (await pointsOf(keeping, field, value))
    refuseFirst(checkPoints(field, axes, columns))
    kept[field.name] = keptCurve(axes, columns, value.data ?? (await keep(keeping, axes, columns)))
    summaries.push(...summariesOf(field, template.fields, axes, columns))
  }
  return withSummaries(kept, summaries)
}

async function pointsOf({ db, files, hub }: Keeping, field: Field, { axes, data }: CurveValue): Promise<Columns> {
  const held = await db
    .selectFrom('file').select('sha256').where('hub', '=', hub).where('sha256', '=', data!).executeTakeFirst()
  if (!held) throw noSuch('file', data!)
  return curvePoints(files, field, axes, data!)
}

async function keep({ db, files, hub, author }: Keeping, axes: readonly CurveAxis[], columns: Columns): Promise<string> {
  const { sha256, size } = await files.put(bytes(writeCurveCsv(axes, columns)))
  await db
    .insertInto('file')
    .values({ hub, sha256, size, media_type: 'text/csv', created_by: author })
    .onConflict((conflict) => conflict.columns(['hub', 'sha256']).doNothing())
    .execute()
  return sha256
}

async function* bytes(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const piece of pieces) yield encoder.encode(piece)
}

function refuseFirst([problem]: readonly Problem[]): void {
  if (problem) throw new Refusal(problem.code, problem.text, { ...problem.details, field: problem.field })
}
