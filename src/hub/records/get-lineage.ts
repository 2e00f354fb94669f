import { sql } from 'kysely'
import type { z } from 'zod'
import type { LineageSchema } from '#contract/schemas/record.ts'
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
    .selectFrom('record')
    .select(['id', 'kind', 'stage', 'template', 'template_version', 'name', 'state', 'origin', 'of_material'])
    .where('hub', '=', hub)
    .where('id', 'in', ids)
    .execute()
  const edges = await at.db
    .selectFrom('edge')
    .select(['process', 'material', 'direction', 'role'])
    .where('hub', '=', hub)
    .where('process', 'in', ids)
    .where('material', 'in', ids)
    .execute()
  return {
    root: id,
    cut: steps.length > MOST,
    nodes: records.map(({ of_material: _, template_version, ...record }) => ({
      ...record,
      label: templates.get(templateKey({ template: record.template, version: template_version }))!.label,
      step: step.get(record.id) ?? 0,
    })),
    edges: [
      ...edges.map(({ process, material, direction, role }) => ({
        ...(direction === 'input' ? { from: material, to: process } : { from: process, to: material }),
        kind: direction, ...(role === null ? {} : { role }),
      })),
      ...records.flatMap((record) =>
        record.of_material !== null && step.has(record.of_material)
          ? [{ from: record.of_material, to: record.id, kind: 'of' as const }]
          : [],
      ),
    ],
  }
}
