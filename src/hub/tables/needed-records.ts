import { sql } from 'kysely'
import type { NeededFields } from '#record/tables/needed-fields.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'

/**
 * Ids of the records that speak, or may speak, for rows of a template, oldest first; the rows themselves included.
 *
 * Which of them do is decided by `voicesFor` alone. This is a superset of what it visits: all materials upwards of the
 * rows' materials, representative pieces of these (and of pieces), the processes that made or sampled them, and their
 * measurements. `offset 0` keeps the planner from joining the hub's whole lineage at every step up.
 */
export async function neededRecords(
  db: Reader, hub: string, templates: readonly Template[], rows: string, fields: NeededFields,
): Promise<string[]> {
  // Only such processes may have representative pieces (checkEvent); in a hub without them nothing is looked for.
  const sampling = namesOf(templates.filter(({ event }) => event === 'split' || event === 'dismantle'))
  const measuring = namesOf(
    templates.filter(({ kind, template }) => kind === 'measurement' && (fields === 'all' || fields.has(template))),
  )
  const sampled = sql`edge as taken
    join record as sampling on sampling.hub = taken.hub and sampling.id = taken.process
    cross join lateral jsonb_array_elements(sampling.content->'outputs') as output
    where ${sampling.length > 0} and taken.hub = ${hub} and taken.material = heard.id and taken.direction = 'input'
      and sampling.template = any(${sampling}::text[]) and (output->>'representative')::boolean`
  const found = await sql<{ id: string }>`
    with recursive chosen as (
      select id, case kind when 'material' then id when 'measurement' then of_material else (
        select material from edge where edge.hub = ${hub} and edge.process = record.id and direction = 'output' and position = 0
      ) end as base
      from record where hub = ${hub} and template = ${rows} and state = 'done'
    ), up as (
      select base as id from chosen where base is not null
      union
      select made.id from up cross join lateral (
        select input.material as id from edge as output
        join edge as input on input.hub = output.hub and input.process = output.process and input.direction = 'input'
        where output.hub = ${hub} and output.material = up.id and output.direction = 'output' offset 0
      ) as made
    ), heard as (
      select id from up
      union
      select piece.id from heard cross join lateral (
        select (output->>'material')::uuid as id from ${sampled} offset 0
      ) as piece
    ), needed as (
      select id from chosen
      union select id from heard
      union select maker.process from up cross join lateral (
        select process from edge where hub = ${hub} and material = up.id and direction = 'output' offset 0
      ) as maker
      union select sampler.id from heard cross join lateral (select sampling.id from ${sampled} offset 0) as sampler
      union select test.id from heard cross join lateral (
        select id from record
        where hub = ${hub} and of_material = heard.id and template = any(${measuring}::text[]) offset 0
      ) as test
    )
    select placed.id from needed cross join lateral (
      select id, created_at from record where hub = ${hub} and id = needed.id offset 0
    ) as placed
    order by placed.created_at, placed.id`.execute(db)
  return found.rows.map(({ id }) => id)
}

function namesOf(templates: readonly Template[]): string[] {
  return [...new Set(templates.map(({ template }) => template))]
}
