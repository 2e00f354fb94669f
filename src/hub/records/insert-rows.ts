import { sql } from 'kysely'
import type { Transacted } from '../installation.ts'
import type { rowsOf } from './record-rows.ts'

type Rows = ReturnType<typeof rowsOf>

/** Rows per statement: one JSON parameter each, so the limit is memory, not PostgreSQL's 65,535 parameters. */
const CHUNK = 2_000

/** Stores new records; the caller's transaction makes all of them visible together. */
export async function insertRecords(trx: Transacted, all: readonly Rows[]): Promise<void> {
  await insertMany(trx, 'record', all.map((rows) => rows.record))
  await insertMany(trx, 'revision', all.map((rows) => rows.revision))
  await insertDerived(trx, all)
}

/**
 * Tells the planner what a bulk write has changed, before anyone asks: without it the first searches after an import
 * took up to a minute on 7,000 records, until PostgreSQL looked by itself.
 */
export async function refreshStatistics(trx: Transacted): Promise<void> {
  await sql`analyze record, quantity, term, edge`.execute(trx)
}

/** Stores a further revision of one record and replaces what was derived from the one before. */
export async function insertRevision(trx: Transacted, rows: Rows): Promise<void> {
  const { hub, id, created_at: _made, import: _import, owner: _owner, ...changed } = rows.record
  await trx.updateTable('record').set(changed).where('hub', '=', hub).where('id', '=', id).execute()
  await sql`update record set changed_xid = pg_current_xact_id() where hub = ${hub} and id = ${id}`.execute(trx)
  await insertMany(trx, 'revision', [rows.revision])
  for (const table of ['quantity', 'term'] as const) {
    await trx.deleteFrom(table).where('hub', '=', hub).where('record', '=', id).execute()
  }
  await trx.deleteFrom('edge').where('hub', '=', hub).where('process', '=', id).execute()
  await insertDerived(trx, [rows])
}

async function insertDerived(trx: Transacted, all: readonly Rows[]): Promise<void> {
  await insertMany(trx, 'quantity', all.flatMap((rows) => rows.quantities))
  await insertMany(trx, 'term', all.flatMap((rows) => rows.terms))
  await insertMany(trx, 'edge', all.flatMap((rows) => rows.edges))
}

/**
 * Inserts rows through `json_populate_recordset`, which takes each column's type from the table.
 *
 * The type is named with its schema, because `record` alone is PostgreSQL's word for any row. JSON columns arrive as
 * text inside the parameter, so they are spliced in as they stand.
 */
async function insertMany(trx: Transacted, table: string, rows: readonly object[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = `[${rows.slice(start, start + CHUNK).map(rowJson).join(',')}]`
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(`public.${table}`)}, ${json}::json)`.execute(trx)
  }
}

const JSON_COLUMNS = new Set(['content', 'source', 'amount'])

function rowJson(row: object): string {
  const members = Object.entries(row).map(([column, value]) => {
    const text = JSON_COLUMNS.has(column) && typeof value === 'string' ? value : JSON.stringify(value)
    return `${JSON.stringify(column)}:${text}`
  })
  return `{${members.join(',')}}`
}
