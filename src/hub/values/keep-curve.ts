import { createHash } from 'node:crypto'
import { checkCurve } from '#record/curves/check-curve.ts'
import { checkPoints } from '#record/curves/check-points.ts'
import { columnsGiven, keptCurve } from '#record/curves/columns.ts'
import type { Columns } from '#record/curves/columns.ts'
import { writeCurveCsv } from '#record/curves/curve-csv.ts'
import { summariesOf } from '#record/curves/summaries.ts'
import type { CurveAxis, CurveValue } from '#record/records/value.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { curvePoints } from './curve-points.ts'
import { heldFile } from './held-file.ts'
import { holdFile } from './hold-file.ts'
import { refuseFirst } from './keeping.ts'
import type { Keeping } from './keeping.ts'

type Summaries = ReturnType<typeof summariesOf>

/** A curve with its points in the file store, and the summaries that it gives. */
export async function keepCurve(
  keeping: Keeping, template: Template, field: Field, value: CurveValue,
): Promise<{ value: CurveValue; summaries: Summaries }> {
  refuseFirst(checkCurve(field, value))
  const axes = value.axes.map(({ name, unit }) => ({ name, unit }))
  const columns = columnsGiven(value) ?? (await pointsHeld(keeping, field, value))
  refuseFirst(checkPoints(field, axes, columns))
  const data = value.data ?? (await keepPoints(keeping, axes, columns))
  return { value: keptCurve(axes, columns, data), summaries: summariesOf(field, template.fields, axes, columns) }
}

async function pointsHeld(keeping: Keeping, field: Field, { axes, data }: CurveValue): Promise<Columns> {
  await heldFile(keeping, data!)
  return curvePoints(keeping.files, field, axes, data!)
}

async function keepPoints(keeping: Keeping, axes: readonly CurveAxis[], columns: Columns): Promise<string> {
  if (keeping.tell) return hashOf(writeCurveCsv(axes, columns))
  return (await holdFile(keeping, bytes(writeCurveCsv(axes, columns)), { mediaType: 'text/csv' })).sha256
}

/** The name that the points would have in the file store. */
function hashOf(pieces: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

async function* bytes(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const piece of pieces) yield encoder.encode(piece)
}
