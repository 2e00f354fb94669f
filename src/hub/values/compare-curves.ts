import type { z } from 'zod'
import type { compareCurves as operation } from '#contract/operations/curve.ts'
import { MOST_COMPARED } from '#contract/schemas/curve.ts'
import { convert, isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { thin } from '#record/curves/thin.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { CurveValue } from '#record/records/value.ts'
import type { Axis, Field, Template } from '#record/templates/template.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { refuseDeletedFile } from '../erasure/delete-file.ts'
import { curvePoints } from './curve-points.ts'

type Answer = z.infer<typeof operation.answer>
type Asked = z.output<NonNullable<typeof operation.query>>

/** Curves of one field from several records of a hub, in the units of its newest template; one that does not fit is left out and named. */
export async function compareCurves(at: Installation, actor: Actor, slug: string, asked: Asked): Promise<Answer> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const templates = await templatesOf(at.db, hub.id)
  const { axes, label } = curveField(asked.field, templates.values())
  const ids = [...new Set(asked.records.split(',').map((id) => id.trim().toLowerCase()).filter(Boolean))]
  if (ids.length > MOST_COMPARED) throw tooMany(ids.length)
  const found = await recordsOf(at, hub.id, ids.filter((id) => UUID.test(id)))
  const answer: Answer = { label, axes: axes.map(({ name, label: said, unit }) => ({ name, label: said, unit })), curves: [], left_out: [] }
  for (const id of ids) {
    const content = found.get(id)
    const value = content?.values[asked.field]
    if (content && value?.type === 'curve') {
      const field = templateNamed(templates, content.template).fields.find(({ name }) => name === asked.field)!
      const other = otherAxis(value, axes)
      if (!other) answer.curves.push({ record: id, name: content.name, ...(await drawnIn(at, hub.id, axes, field, value, asked)) })
      else answer.left_out.push({ record: id, name: content.name, reason: other })
    } else answer.left_out.push({ record: id, name: content?.name ?? null, reason: content ? NO_CURVE : NO_RECORD })
  }
  return answer
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NO_RECORD: Text = { en: 'There is no such record in this hub.', ko: '이 허브에 그런 기록이 없습니다.' }
const NO_CURVE: Text = { en: 'It has no such curve.', ko: '이 기록에는 해당 곡선이 없습니다.' }

async function recordsOf(at: Installation, hub: string, ids: readonly string[]): Promise<Map<string, RecordContent>> {
  if (ids.length === 0) return new Map()
  const rows = await at.db
    .selectFrom('record_with_content').select(['id', 'content']).where('hub', '=', hub).where('id', 'in', [...ids]).execute()
  return new Map(rows.map(({ id, content }) => [id, content]))
}

/** The field as the newest template that has such a curve declares it. */
function curveField(name: string, templates: Iterable<Template>): { axes: readonly Axis[]; label: Text } {
  const names = new Set<string>()
  for (const template of templates) {
    for (const field of template.fields) {
      if (field.type !== 'curve') continue
      if (field.name === name) return { axes: field.axes!, label: field.label }
      names.add(field.name)
    }
  }
  const choices = [...names].sort().join(', ') || '–'
  throw new Refusal('field.unknown', {
    en: `No template of this hub has a curve “${name}”; there are: ${choices}.`,
    ko: `이 허브의 템플릿에 곡선 “${name}”이(가) 없습니다. 있는 곡선: ${choices}.`,
  }, { field: name, known: [...names] })
}

/** Why a curve cannot be drawn on these axes; null where it can. */
function otherAxis(value: CurveValue, axes: readonly Axis[]): Text | null {
  for (const { name, unit } of value.axes) {
    const axis = axes.find((each) => each.name === name)
    if (axis && isCompatible(parseUnit(unit), parseUnit(axis.unit))) continue
    return axis
      ? { en: `Its ${axis.label.en} is in ${unit}, which is not converted to ${axis.unit}.`, ko: `${axis.label.ko} 단위가 ${unit}이므로 ${axis.unit}(으)로 환산할 수 없습니다.` }
      : { en: `It has an axis “${name}” that the others do not have.`, ko: `다른 곡선에 없는 축 “${name}”이(가) 있습니다.` }
  }
  return null
}

async function drawnIn(
  at: Installation, hub: string, axes: readonly Axis[], field: Field, value: CurveValue, { from = -Infinity, to = Infinity, most }: Asked,
): Promise<Pick<Answer['curves'][number], 'points' | 'axes'>> {
  await refuseDeletedFile(at.db, hub, value.data!)
  const own = await curvePoints(at.files, field, value.axes, value.data!)
  const changes = value.axes.map(({ name, unit }) => linear(unit, axes.find((axis) => axis.name === name)!.unit))
  const columns = own.map((column, k) => column.map(changes[k]!))
  const kept = thin(columns, most, from === -Infinity && to === Infinity ? null : [from, to])
  return {
    points: own[0]!.length,
    axes: Object.fromEntries(value.axes.map(({ name, low, high }, k) => [name, {
      low: low === undefined ? null : changes[k]!(low), high: high === undefined ? null : changes[k]!(high),
      values: Array.from(kept[k]!, (each) => (Number.isNaN(each) ? null : each)),
    }])),
  }
}

/** A conversion for drawing: units differ by a factor and an offset, and a picture does not show the last digit. */
function linear(from: string, to: string): (value: number) => number {
  if (from === to) return (value) => value
  const zero = convert(0, parseUnit(from), parseUnit(to))
  const one = convert(1, parseUnit(from), parseUnit(to))
  return (value) => zero + value * (one - zero)
}

function tooMany(curves: number): Refusal {
  return new Refusal('curves.too_many', {
    en: `${curves} curves were asked for; at most ${MOST_COMPARED} are shown together.`,
    ko: `곡선 ${curves}개를 요청했습니다. 함께 볼 수 있는 것은 최대 ${MOST_COMPARED}개입니다.`,
  }, { curves, most: MOST_COMPARED })
}
