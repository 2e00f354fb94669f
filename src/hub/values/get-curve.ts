import type { z } from 'zod'
import type { getCurve as operation } from '#contract/operations/curve.ts'
import type { DrawnCurveSchema } from '#contract/schemas/curve.ts'
import { thin } from '#record/curves/thin.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { readableRecord } from '../records/get-record.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { refuseDeletedFile } from '../erasure/delete-file.ts'
import { curvePoints } from './curve-points.ts'

type Asked = z.output<NonNullable<typeof operation.query>>

/** Points of a curve in the newest revision of a record that the actor may read, thinned for drawing. */
export async function getCurve(
  at: Installation, actor: Actor, id: string, name: string, { of, from = -Infinity, to = Infinity, most }: Asked,
): Promise<z.infer<typeof DrawnCurveSchema>> {
  const { hub } = await readableRecord(at, actor, id)
  const { content } = await at.db
    .selectFrom('record_with_content').select('content').where('hub', '=', hub).where('id', '=', id).executeTakeFirstOrThrow()
  const value = (of === 'planned' && content.kind === 'process' ? content.planned : content.values)[name]
  if (value?.type !== 'curve') throw noSuch('curve', name)
  const template = templateNamed(await templatesOf(at.db, hub), content.template)
  const field = template.fields.find((each) => each.name === name)!
  await refuseDeletedFile(at.db, hub, value.data!)
  const columns = await curvePoints(at.files, field, value.axes, value.data!)
  const kept = thin(columns, most, from === -Infinity && to === Infinity ? null : [from, to])
  return {
    axes: value.axes.map(({ name: axis, unit }, k) => ({
      name: axis, unit, values: Array.from(kept[k]!, (each) => (Number.isNaN(each) ? null : each)),
    })),
    points: columns[0]!.length,
    drawn: kept[0]!.length,
  }
}
