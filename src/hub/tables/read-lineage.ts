import { sql } from 'kysely'
import type { LineageContent, LineageRecord } from '#record/lineage/graph.ts'
import type { Participation, ProcessContent, Source } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import type { NeededFields } from '#record/tables/needed-fields.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { anyOf } from './needed-records.ts'

/** A record with when it was first written, in seconds since 1970: to the microsecond, which a Date would round. */
export type ReadRecord = { readonly made: number; readonly record: LineageRecord }

/**
 * Reads records of a hub by their ids, with no more than a table over the template `rows` needs of them. What is read is
 * told apart from what it says, so that the database can be asked for more in between.
 */
export function recordReader(
  db: Reader, hub: string, templates: ReadonlyMap<string, Template>, rows: string, fields: NeededFields,
): { readonly read: (ids: readonly string[]) => Promise<readonly Row[]>; readonly recordOf: (row: Row) => ReadRecord } {
  // A record can say nothing but fields of its version of the template (checkContent), so their types are those of its values.
  const plain = fields === 'types' ? [...templates].filter(([, template]) => isPlain(template)).map(([key]) => key) : []
  const isInArrays = sql<boolean>`template || '@' || template_version = any(${plain}::text[])`
  const said = fields === 'types'
    ? sql`case when ${isInArrays} then array_to_json(number_fields || term_fields)::text
        else (select jsonb_object_agg(key, value->'type') from jsonb_each(content->'values'))::text end`
    : chosenValues(fields)
  // Of what stands in arrays no revision is opened. Else both are sought by the ids: one pass along each index, where a join
  // alone would begin anew for each record.
  const revisions = (asked: ReturnType<typeof anyOf>) => fields === 'types'
    ? sql`left join lateral (
        select content from revision where hub = record.hub and record = record.id and n = record.revision and not ${isInArrays} offset 0
      ) as revision on true where true`
    : sql`join revision on revision.hub = record.hub and revision.record = record.id and revision.n = record.revision
      where revision.hub = ${hub} and revision.record = ${asked}`
  return {
    read: async (ids) => {
      const asked = anyOf(ids)
      return (await sql<Row>`
        select id, template || '@' || template_version as key, date_part('epoch', created_at) as made,
          case when kind <> 'material' then state end as state, of_material as of,
          case when kind = 'process' then '[' || (content->'inputs')::text || ',' || (content->'outputs')::text || ']' end as parts,
          ${said} as said,
          case when template = ${rows} then name end as name, case when template = ${rows} then source::text end as source
        from record ${revisions(asked)} and record.hub = ${hub} and id = ${asked}`.execute(db)).rows
    },
    recordOf: (row) => {
      const template = templates.get(row.key)!
      return { made: row.made, record: { id: row.id, template, content: contentOf(row, template, fields) } }
    },
  }
}

type Row = {
  readonly id: string
  /** `name@version` of the template. */
  readonly key: string
  readonly made: number
  readonly state: ProcessContent['state'] | null
  readonly of: string | null
  /** JSON: inputs and outputs of a process. */
  readonly parts: string | null
  /** JSON: values in the order of the template's needed fields, or types by field. */
  readonly said: string | null
  /** Of rows alone. */
  readonly name: string | null
  readonly source: string | null
}

/** The needed values of a record as an array: half the text of an object, which would repeat the fields' names. */
function chosenValues(fields: ReadonlyMap<string, readonly string[]>) {
  const cases = [...fields].filter(([, names]) => names.length > 0).map(([template, names]) => {
    const values = names.map((name) => sql`coalesce((content #> array['values', ${name}])::text, 'null')`)
    return sql`when ${template} then '[' || ${sql.join(values, sql` || ',' || `)} || ']'`
  })
  return cases.length === 0 ? sql`null` : sql`case template ${sql.join(cases, sql` `)} end`
}

function contentOf(row: Row, template: Template, fields: NeededFields): LineageContent {
  const values = fields === 'types' ? typesOf(row, template) : valuesOf(row.said, fields.get(template.template))
  const { kind } = template
  const told = row.name === null ? {} : {
    name: row.name, source: readOnce(sources, row.source!, (text) => JSON.parse(text) as Source),
  }
  if (kind === 'material') return { kind, values, ...told }
  if (kind === 'measurement') return { kind, state: row.state!, of: row.of!, values, ...told }
  const [inputs, outputs] = JSON.parse(row.parts!) as [Participation[], Participation[]]
  // Of what is only planned no table tells.
  return { kind, state: row.state!, planned: NOTHING, values, inputs, outputs, ...told }
}

const NOTHING: Values = {}

function valuesOf(said: string | null, names: readonly string[] | undefined): Values {
  if (said === null) return NOTHING
  const values = JSON.parse(said) as (Value | null)[]
  const known: Record<string, Value> = {}
  for (let at = 0; at < values.length; at++) if (values[at] !== null) known[names![at]!] = values[at]!
  return known
}

/** Whether what a record of the template says is all found in the arrays that searches read, without opening its content. */
function isPlain({ kind, fields }: Template): boolean {
  return kind !== 'process' && fields.every(({ type }) => type === 'quantity' || type === 'terms' || type === 'boolean')
}

/** Values of which nothing but the type is known: right for whoever asks only whether there is one. */
function typesOf({ key, said }: Row, { fields }: Template): Values {
  if (said === null) return NOTHING
  return readOnce(typed, `${key} ${said}`, () => {
    const read = JSON.parse(said) as readonly string[] | Record<string, Value['type']>
    const types = Array.isArray(read)
      // In the order that PostgreSQL keeps the members of an object in.
      ? [...new Set(read as string[])].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
        .map((name) => [name, fields.find((field) => field.name === name)!.type] as const)
      : Object.entries(read as Record<string, Value['type']>)
    return Object.fromEntries(types.map(([field, type]) => [field, { type } as Value]))
  })
}

const sources = new Map<string, Source>()
const typed = new Map<string, Values>()
const MOST_READ = 10_000

/** What `reader` makes of a text, shared by all records on which it stands: these are many, and the texts few. */
function readOnce<T>(read: Map<string, T>, text: string, reader: (text: string) => T): T {
  const known = read.get(text)
  if (known !== undefined) return known
  const made = reader(text)
  if (read.size >= MOST_READ) read.clear()
  read.set(text, made)
  return made
}
