import { sql } from 'kysely'
import type { z } from 'zod'
import type { LineageSchema } from '#contract/schemas/record.ts'
import { resultsThatHold } from '#record/lineage/results-that-hold.ts'
import type { Participation } from '#record/records/record.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { readableRecord } from './get-record.ts'
import { templatesOf } from './templates-of.ts'

type Lineage = z.infer<typeof LineageSchema>

/** Records beyond this many are not drawn; `cut` says so. */
const MOST = 400

/**
 * What a record was made from and what became of it, `depth` processes each way, with every measurement on the way.
 *
 * Upwards only ancestors are followed and downwards only descendants, so sisters made from the same lot stay out.
 */
export async function getLineage(at: Installation, actor: Actor, id: string, depth: number): Promise<Lineage> {
  const { hub } = await readableRecord(at, actor, id)
  const { rows: steps } = await sql<{ id: string; step: number }>`
    with recursive start as (
      select coalesce(of_material, id) as id from record where hub = ${hub} and id = ${id}
    ), up as (
      select id, 0 as step from start
      union
      select other.id, up.step - 1 from up, lateral (
        select process as id from edge where hub = ${hub} and material = up.id and direction = 'output'
        union all select material from edge where hub = ${hub} and process = up.id and direction = 'input'
      ) as other where up.step > ${-2 * depth}::int
    ), down as (
      select id, 0 as step from start
      union
      select other.id, down.step + 1 from down, lateral (
        select process as id from edge where hub = ${hub} and material = down.id and direction = 'input'
        union all select material from edge where hub = ${hub} and process = down.id and direction = 'output'
      ) as other where down.step < ${2 * depth}::int
    ), walked as (
      select id, step from up union all select id, step from down
    ), nearest as (
      select distinct on (id) id, step from walked order by id, abs(step)
    )
    select id, step from nearest
    union all select measurement.id, nearest.step from nearest join record as measurement
      on measurement.hub = ${hub} and measurement.of_material = nearest.id
    order by 2, 1 limit ${MOST + 1}`.execute(at.db)
  const kept = steps.slice(0, MOST)
  const step = new Map(kept.map((row) => [row.id, row.step]))
  const ids = [...new Set([...step.keys(), id])]
  const templates = await templatesOf(at.db, hub)
  const records = await at.db
    .selectFrom('record_with_content')
    .select([
      'id', 'kind', 'stage', 'template', 'template_version', 'name', 'state', 'origin', 'content',
    ])
    .where('hub', '=', hub)
    .where('id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const templateOf = (record: (typeof records)[number]) => (
    templates.get(templateKey({ template: record.template, version: record.template_version }))!
  )
  const held = resultsThatHold(
    id, records.map((record) => ({ id: record.id, content: record.content, template: templateOf(record) })),
  )
  const drawn = new Set<string>(ids)
  return {
    root: id,
    cut: steps.length > MOST,
    nodes: records.map((record) => {
      const { id: node, kind, stage, template, name, state, origin } = record
      const { label, event } = templateOf(record)
      const holding = kind === 'measurement' ? held?.get(node) : undefined
      return {
        id: node, kind, stage, template, label, name, state, origin, step: step.get(node) ?? 0,
        ...(event && { event }), ...(holding && { speaks: [...holding] }),
      }
    }),
    edges: records.flatMap(({ id: node, content }): Lineage['edges'] => {
      if (content.kind === 'material') return []
      if (content.kind === 'measurement') {
        return step.has(content.of) ? [{ from: content.of, to: node, kind: 'of' }] : []
      }
      const { inputs, outputs } = content
      return [
        ...inputs.map(({ material, ...part }) => ({ ...partOf(part), from: material, to: node, kind: 'input' as const })),
        ...outputs.map(({ material, ...part }) => ({ ...partOf(part), from: node, to: material, kind: 'output' as const })),
      ].filter(({ from, to }) => drawn.has(from) && drawn.has(to))
    }),
  }
}

function partOf({ role, amount }: Pick<Participation, 'role' | 'amount'>) {
  return { ...(role !== undefined && { role }), ...(amount && { amount }) }
}
