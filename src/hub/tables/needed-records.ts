import { sql } from 'kysely'
import type { NeededFields } from '#record/tables/needed-fields.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'

/** A process that made a material or took a representative piece of it, and what it leads to: an input, or a piece. */
export type StepFound = { readonly process: string; readonly material: string | null }

/** The questions by which the records that speak, or may speak, for rows of a template are found; each goes along an index. */
export type Finder = {
  /** Ids of the template's records, ascending. */
  readonly rows: () => Promise<string[]>
  readonly steps: (materials: readonly string[]) => Promise<StepFound[]>
  /** Measurements of materials, of templates that the fields are read from. */
  readonly tests: (materials: readonly string[]) => Promise<string[]>
}

/** Finds records of a hub for rows of a template; with `only`, for no other rows than these. */
export async function recordFinder(
  db: Reader, hub: string, templates: readonly Template[], rows: string, fields: NeededFields, only?: ReadonlySet<string>,
): Promise<Finder> {
  // Only such processes may have representative pieces (checkEvent); in a hub without them nothing is looked for.
  const sampling = await recorded(db, hub, namesOf(templates.filter(({ event }) => event === 'split' || event === 'dismantle')))
  const measuring = namesOf(
    templates.filter(({ kind, template }) => kind === 'measurement' && (fields === 'types' || fields.has(template))),
  )
  const idsOf = ({ rows: found }: { rows: readonly { id: string }[] }) => found.map(({ id }) => id)
  return {
    rows: async () => idsOf(await sql<{ id: string }>`select id from record
      where hub = ${hub} and deleted_at is null and template = ${rows} ${only ? sql`and id = ${anyOf([...only])}` : sql``} order by id`.execute(db)),
    steps: async (materials) => (await sql<StepFound>`
      select output.process, input.material from edge as output
      left join edge as input on input.hub = output.hub and input.process = output.process and input.direction = 'input'
      where output.hub = ${hub} and output.material = ${anyOf(materials)} and output.direction = 'output'
      ${sampling.length === 0 ? sql`` : sql`union all
        select sampling.id, (output->>'material')::uuid from edge as input
        join record_with_content as sampling on sampling.hub = input.hub and sampling.id = input.process
        cross join lateral jsonb_array_elements(sampling.content->'outputs') as output
        where input.hub = ${hub} and input.material = ${anyOf(materials)} and input.direction = 'input'
          and sampling.template = any(${sampling}::text[]) and (output->>'representative')::boolean`}`.execute(db)).rows,
    tests: async (materials) => measuring.length === 0 ? [] : idsOf(await sql<{ id: string }>`
      select id from record where hub = ${hub} and deleted_at is null and of_material = ${anyOf(materials)} and template = any(${measuring}::text[])`.execute(db)),
  }
}

/** One of these ids, given as the text of an array: no sign in them needs the quotes that the driver would see to. */
export function anyOf(ids: readonly string[]) {
  return sql`any(${`{${ids.join()}}`}::uuid[])`
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
