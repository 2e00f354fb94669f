import type { z } from 'zod'
import type { DrawnCurveSchema, getCurve as operation } from '#contract/operations/curve.ts'
import type { Columns } from '#record/curves/columns.ts'
import { thin } from '#record/curves/thin.ts'
import type { CurveAxis, CurveValue } from '#record/records/value.ts'
import type { Field } from '#record/templates/template.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { readableRecord } from '../records/get-record.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { curvePoints } from './curve-points.ts'

export type DrawnCurve = z.infer<typeof DrawnCurveSchema>
type Part = z.output<NonNullable<typeof operation.query>>

/** Points of a curve in the newest revision of a record that the actor may read, thinned for drawing. */
export async function getCurve(
  at: Installation, actor: Actor, id: string, name: string, { of, ...part }: Part,
): Promise<DrawnCurve> {
  const { hub } = await readableRecord(at, actor, id)
  const { content } = await at.db
    .selectFrom('record').select('content').where('hub', '=', hub).where('id', '=', id).executeTakeFirstOrThrow()
  const value = (of === 'planned' && content.kind === 'process' ? content.planned : content.values)[name]
  if (value?.type !== 'curve') throw noSuch('curve', name)
  const template = templateNamed(await templatesOf(at.db, hub), content.template)
  const field = template.fields.find((each) => each.name === name)!
  return drawn(value.axes, await pointsOf(at, field, value), part)
}

/** The points of a stored curve. */
export async function pointsOf(at: Installation, field: Field, { axes, data }: CurveValue): Promise<Columns> {
  return curvePoints(at.files, field, axes, data!)
}

/** A curve as an answer holds it. */
export function drawn(axes: readonly CurveAxis[], columns: Columns, part: Omit<Part, 'of'>): DrawnCurve {
  const { from = -Infinity, to = Infinity, most } = part
  const kept = thin(columns, most, from === -Infinity && to === Infinity ? null : [from, to])
  return {
    axes: axes.map(({ name, unit }, k) => ({
      name, unit, values: Array.from(kept[k]!, (value) => (Number.isNaN(value) ? null : value)),
    })),
    points: columns[0]!.length,
    drawn: kept[0]!.length,
  }
}
