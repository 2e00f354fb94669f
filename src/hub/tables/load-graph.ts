import { sql } from 'kysely'
import type { Participation, RecordContent } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import { lineageGraph } from '#record/lineage/graph.ts'
import type { LineageGraph, LineageRecord } from '#record/lineage/graph.ts'
import type { NeededFields } from '#record/tables/needed-fields.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { neededRecords } from './needed-records.ts'

/** Records read per statement: some 2 MB of text, so that other readers have their turn in between. */
const BATCH = 5_000

/**
 * The part of a hub's lineage that a table with one row per record of `rows` can draw from, oldest records first.
 *
 * With `only`, the rows are no others than these. It holds all that `voicesFor` visits from any row, with no values but those of `fields` (with `types`, with no more of
 * any value than its type); measurements of templates that have none of these are left out. Memory grows with the rows
 * and their histories, not with the hub.
 */
export async function loadGraph(
  db: Reader, hub: string, templates: ReadonlyMap<string, Template>, rows: string, fields: NeededFields,
  only?: ReadonlySet<string>,
): Promise<LineageGraph> {
  const ids = await neededRecords(db, hub, [...templates.values()], rows, fields, only)
  const read = (start: number) => readBatch(db, hub, ids.slice(start, start + BATCH), fields)
  const records: { made: number; record: LineageRecord }[] = []
  // The database reads the next batch while this one is taken in.
  let reading = read(0)
  for (let start = BATCH; start < ids.length + BATCH; start += BATCH) {
    const batch = await reading
    if (start < ids.length) reading = read(start)
    for (const row of batch) {
      const key = templateKey({ template: row.template, version: row.template_version })
      const template = templates.get(key)!
      records.push({ made: row.made, record: { id: row.id, template, content: contentOf(row, template, key, fields) } })
    }
  }
  records.sort((a, b) => a.made - b.made || (a.record.id < b.record.id ? -1 : 1))
  return lineageGraph(records.map(({ record }) => record))
}

type Row = {
  id: string; template: string; template_version: number; name: string
  origin: RecordContent['origin']; state: 'planned' | 'done' | 'failed' | 'aborted'
  /** JSON: a few sources stand on all records, so they are not read again for each. */
  source: string
  /** Microseconds since 1970: what the database keeps and a Date would round. */
  made: number
  of_material: string | null; inputs: Participation[] | null; outputs: Participation[] | null
  /** Values in the order of the template's needed fields; or the JSON text of types by field. */
  said: (Value | null)[] | string | null
}

async function readBatch(db: Reader, hub: string, ids: readonly string[], fields: NeededFields): Promise<Row[]> {
  const said = fields === 'types'
    ? sql`(select jsonb_object_agg(key, value->'type') from jsonb_each(content->'values'))::text`
    : chosenValues(fields)
  const { rows } = await sql<Row>`
    select id, template, template_version, name, origin, state, source::text as source, of_material,
      (extract(epoch from created_at) * 1000000)::float8 as made,
      content->'inputs' as inputs, content->'outputs' as outputs, ${said} as said
    from record_with_content where hub = ${hub} and id = any(${ids}::uuid[]) order by id`.execute(db)
  return rows
}

/** The needed values of a record as an array: half the text of an object, which would repeat the fields' names. */
function chosenValues(fields: ReadonlyMap<string, readonly string[]>) {
  const cases = [...fields].filter(([, names]) => names.length > 0).map(([template, names]) => sql`
    when ${template} then jsonb_build_array(${sql.join(names.map((name) => sql`content->'values'->${name}`))})`)
  return cases.length === 0 ? sql`null` : sql`case template ${sql.join(cases, sql` `)} end`
}

function contentOf(row: Row, { kind }: Template, template: string, fields: NeededFields): RecordContent {
  const { name, origin, state } = row
  const source = readOnce(sources, row.source, (text) => JSON.parse(text) as RecordContent['source'])
  const common = { template, name, origin, source }
  const values = valuesOf(row, fields)
  if (kind === 'material') return { kind, ...common, values }
  if (kind === 'measurement') return { kind, ...common, state, of: row.of_material!, values }
  // Of what is only planned no table tells.
  return { kind, ...common, state, planned: {}, values, inputs: row.inputs ?? [], outputs: row.outputs ?? [] }
}

function valuesOf({ said, template }: Row, fields: NeededFields): Values {
  if (said === null) return {}
  if (typeof said === 'string') return typedOnly(said)
  const names = fields === 'types' ? [] : fields.get(template)!
  const known: Record<string, Value> = {}
  for (const [at, value] of said.entries()) if (value !== null) known[names[at]!] = value
  return known
}

/** Values of which nothing but the type is known: right for whoever asks only whether there is one. */
function typedOnly(types: string): Values {
  return readOnce(typed, types, (text) => Object.fromEntries(
    Object.entries(JSON.parse(text) as Record<string, Value['type']>).map(([field, type]) => [field, { type } as Value]),
  ))
}

const sources = new Map<string, RecordContent['source']>()
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
