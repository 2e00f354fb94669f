import { sql } from 'kysely'
import type { NeededFields } from '#record/tables/needed-fields.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'

/**
 * Ids of the records that speak, or may speak, for rows of a template, ascending; the rows themselves included.
 * With `only`, of no other rows than these.
 *
 * Which of them do is decided by `voicesFor` alone. This is a superset of what it visits: all materials upwards of the
 * rows' materials, representative pieces of these (and of pieces), the processes that made or sampled them, and their
 * measurements. Both walks go along edges, each of them once; `offset 0` keeps the planner from joining the hub's
 * whole lineage at every step.
 */
export async function neededRecords(
  db: Reader, hub: string, templates: readonly Template[], rows: string, fields: NeededFields,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  // Only such processes may have representative pieces (checkEvent); in a hub without them nothing is looked for.
  const sampling = await recorded(db, hub, namesOf(templates.filter(({ event }) => event === 'split' || event === 'dismantle')))
  const measuring = namesOf(
    templates.filter(({ kind, template }) => kind === 'measurement' && (fields === 'types' || fields.has(template))),
  )
  const found = await sql<{ id: string }>`
    with recursive chosen as (
      select id, case kind when 'material' then id when 'measurement' then of_material else (
        select material from edge where edge.hub = ${hub} and edge.process = record.id and direction = 'output' and position = 0
      ) end as base
      from record where hub = ${hub} and template = ${rows} and state = 'done' ${only ? sql`and id = any(${[...only]}::uuid[])` : sql``}
    ), up (material, process) as (
      select base, null::uuid from chosen where base is not null
      union
      select step.material, step.process from up cross join lateral (
        select input.material, output.process from edge as output
        left join edge as input on input.hub = output.hub and input.process = output.process and input.direction = 'input'
        where output.hub = ${hub} and output.material = up.material and output.direction = 'output' offset 0
      ) as step
    ), piece (material, process) as (
      select distinct material, null::uuid from up where material is not null
      union
      select step.material, step.process from piece cross join lateral (
        select (output->>'material')::uuid as material, sampling.id as process from edge as input
        join record_with_content as sampling on sampling.hub = input.hub and sampling.id = input.process
        cross join lateral jsonb_array_elements(sampling.content->'outputs') as output
        where ${sampling.length > 0} and input.hub = ${hub} and input.material = piece.material and input.direction = 'input'
          and sampling.template = any(${sampling}::text[]) and (output->>'representative')::boolean offset 0
      ) as step
    ), heard as (
      select distinct material as id from piece
    )
    select id from chosen
    union select id from heard
    union select process from up where process is not null
    union select process from piece where process is not null
    union select test.id from heard cross join lateral (
      select id from record
      where hub = ${hub} and of_material = heard.id and template = any(${measuring}::text[]) offset 0
    ) as test
    order by 1`.execute(db)
  return found.rows.map(({ id }) => id)
}

/** Those of the templates that the hub has records of. */
async function recorded(db: Reader, hub: string, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select asked.name from unnest(${names}::text[]) as asked (name)
    where exists (select from record where hub = ${hub} and template = asked.name)`.execute(db)
  return rows.map(({ name }) => name)
}

function namesOf(templates: readonly Template[]): string[] {
  return [...new Set(templates.map(({ template }) => template))]
}
