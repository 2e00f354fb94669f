import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** Where a reader of the change sequence stands: a PostgreSQL snapshot, `xmin:xmax:those under way`. */
export type Position = string

/** What no text of ours can be: the mark of NULL in the files, distinct from an empty text. */
export const NULL_MARK = '\\N'

/**
 * Records and numbers of which one file of each kind is written. A first build makes long runs of each field's values, some 500
 * MB in a file; what follows is taken in with people at work and must fit beside them (docs/decisions/0012-explore-index.md).
 */
const FIRST_PART = 8_000_000
const PART = 1_000_000

/** The records of a hub that have changed, from one id to another. */
export type Part = { readonly hub: string; readonly first: string; readonly last: string; readonly records: number }

/** Whether anything has changed since `position`. */
export async function anyChange(pool: pg.Pool, position: Position): Promise<boolean> {
  const { rowCount } = await pool.query(`
    (select from record where ${changedSince(position)} limit 1) union all (select from withdrawal where ${changedSince(position, 'withdrawal')} limit 1)`)
  return rowCount !== 0
}

/** The records that have left since `position` and have not come back, or were deleted. */
export async function withdrawnSince(client: pg.ClientBase, position: Position | null): Promise<string[]> {
  if (position === null) return []
  const { rows } = await client.query<{ record: string }>(
    `select record from withdrawal where restored_at is null and ${changedSince(position, 'withdrawal')}
      union all select id from record where deleted_at is not null and ${changedSince(position)}`,
  )
  return rows.map(({ record }) => record)
}

/**
 * The parts of what has changed since `position` (null: everything), as seen by the transaction of `client`.
 *
 * A record has changed when the transaction that last wrote it could not be seen from `position` and can be seen now.
 * Sequence numbers would miss one that was drawn early and committed late.
 */
export async function changedParts(client: pg.ClientBase, position: Position | null): Promise<Part[]> {
  const { rows } = await client.query<{ hub: string; first: string; last: string; records: string }>(`
    select hub, min(id::text) as first, max(id::text) as last, count(*) as records from (
      select hub, id, (sum(1 + cardinality(numbers)) over (partition by hub order by id)::bigint - 1) / ${position === null ? FIRST_PART : PART} as part
      from record where deleted_at is null and ${changedSince(position)}) as changed
    group by hub, part order by hub, part`)
  return rows.map(({ records, ...part }) => ({ ...part, records: Number(records) }))
}

/** Writes one file for each kind of row of a part into `folder`, as CSV without a header. */
export async function writePart(client: pg.ClientBase, position: Position | null, part: Part, folder: string): Promise<void> {
  const changed = `${within(part, 'record', 'id')} and record.deleted_at is null and ${changedSince(position)}`
  const of = (table: string, id: string) => {
    const rows = within(part, table, id)
    if (position === null) return `${table} where ${rows}`
    return `${table} join record on record.hub = ${table}.hub and record.id = ${table}.${id} where ${rows} and ${changed}`
  }
  // Bounds of both: from those of the one the planner does not see those of the other, and would read every revision.
  const stated = `record join revision on revision.hub = record.hub and revision.record = record.id and revision.n = record.revision
    and ${within(part, 'revision', 'record')}`
  const queries: Record<string, string> = {
    record: `select id, hub, kind, stage, template, template || '@' || template_version, origin, state, name, source_key,
      ${milliseconds('created_at')}, elements::text, team, owner, provider, level, ${milliseconds('embargo_until')}, pledge
      from record where ${changed}`,
    quantity: `select id, said.field, said.number, said.high, said.bound from record,
      unnest(number_fields, numbers, number_highs, number_bounds) as said (field, number, high, bound) where ${changed}`,
    term: `select id, said.field, said.term from record, unnest(term_fields, terms) as said (field, term) where ${changed}`,
    other: `select record.id, said.field, said.value ->> 'type', said.value ->> 'text' from ${stated}, ${SAID}
      where ${changed} and ${HAS_OTHER} and said.value ->> 'type' not in (${IN_ARRAYS})`,
    fraction: `select record.id, said.field, part.element, part.fraction from ${stated}, ${SAID},
      jsonb_each_text(said.value -> 'fractions') as part (element, fraction)
      where ${changed} and ${HAS_OTHER} and said.value ->> 'type' = 'composition'`,
    edge: `select process, direction, material from ${of('edge', 'process')}
      union all select id, 'of', of_material from record where of_material is not null and ${changed}
      union all select record.id, 'piece', (output.value ->> 'material')::uuid from ${stated}, jsonb_array_elements(revision.content -> 'outputs') as output
      where ${changed} and ${TAKES_PIECES} and (output.value ->> 'representative')::boolean`,
  }
  for (const [name, query] of Object.entries(queries)) {
    const stream = client.query(copyTo(`copy (${query}) to stdout (format csv, null '${NULL_MARK}')`))
    await pipeline(stream, createWriteStream(join(folder, `${name}.csv`)))
  }
}

/** Types of values that stand in arrays of the record's own. */
const IN_ARRAYS = `'quantity', 'terms', 'boolean'`

/** As `shownValues` of records: what was done, or what a process still to be done plans. */
const SAID = `jsonb_each(case when record.kind = 'process' and record.state = 'planned'
  then revision.content -> 'planned' else revision.content -> 'values' end) as said (field, value)`

/** Made under a template that has a field of another type: only these records' documents are opened. */
const HAS_OTHER = `(record.hub, record.template, record.template_version) in (
  select template.hub, template.name, template.version from template, jsonb_array_elements(template.document -> 'fields') as field (document)
  where field.document ->> 'type' not in (${IN_ARRAYS}))`

/** Made under a template of an event that may take representative pieces out of a material. */
const TAKES_PIECES = `(record.hub, record.template, record.template_version) in (
  select template.hub, template.name, template.version from template where template.document ->> 'event' in ('split', 'dismantle'))`

function milliseconds(column: string): string {
  return `floor(extract(epoch from ${column}) * 1000)::bigint`
}

/**
 * SQL: whether a row of `record` (or `withdrawal`) has changed since `position` (null: since ever).
 *
 * Every write marks its record with its transaction, and a snapshot knows exactly which transactions it saw, so one
 * that began earlier and committed later is found as well.
 */
export function changedSince(position: Position | null, table: 'record' | 'withdrawal' = 'record'): string {
  if (position === null) return 'true'
  const [, xmin] = /^(\d+):\d+:[\d,]*$/.exec(position) ?? []
  if (xmin === undefined) throw new Error(`${position} is no snapshot`)
  // The bound is spelt out so that the planner sees how little has changed.
  return `${table}.changed_xid >= '${xmin}' and not pg_visible_in_snapshot(${table}.changed_xid, '${position}')`
}

/** One hub and plain bounds: of rows compared as pairs the planner expects a single one, and then joins them in loops. */
function within({ hub, first, last }: Part, table: string, id: string): string {
  for (const text of [hub, first, last]) if (!/^[0-9a-f-]{36}$/.test(text)) throw new Error(`${text} is no id`)
  return `${table}.hub = '${hub}' and ${table}.${id} >= '${first}' and ${table}.${id} <= '${last}'`
}
