import { sql } from 'kysely'
import { copyRows, RowsToCopy } from '#platform/storage/copy-rows.ts'
import type { Transacted } from '../installation.ts'
import type { rowsOf } from './record-rows.ts'

type Rows = ReturnType<typeof rowsOf>

/** New records written out for the database, table by table, those first that the others refer to. */
export class RecordsToInsert {
  readonly #record = new RowsToCopy('record')
  readonly #revision = new RowsToCopy('revision')
  readonly #edge = new RowsToCopy('edge')

  add({ record, revision, edges }: Rows): void {
    this.#record.add(record)
    this.#revision.add(revision)
    for (const row of edges) this.#edge.add(row)
  }

  /** Stores them; the caller's transaction makes all of them visible together. */
  async insert(trx: Transacted): Promise<void> {
    for (const rows of [this.#record, this.#revision, this.#edge]) await copyRows(trx, rows)
  }
}

/** Stores new records; the caller's transaction makes all of them visible together. */
export async function insertRecords(trx: Transacted, all: readonly Rows[]): Promise<void> {
  const records = new RecordsToInsert()
  for (const rows of all) records.add(rows)
  await records.insert(trx)
}

/**
 * Tells the planner what a bulk write has changed, before anyone asks: without it the first searches after an import
 * took up to a minute on 7,000 records, until PostgreSQL looked by itself.
 */
export async function refreshStatistics(trx: Transacted): Promise<void> {
  await sql`analyze record, revision, edge`.execute(trx)
}

/** Stores a further revision of one record and replaces what was derived from the one before. */
export async function insertRevision(trx: Transacted, rows: Rows): Promise<void> {
  const { hub, id, created_at: _made, import: _import, owner: _owner, ...changed } = rows.record
  await trx.updateTable('record').set(changed).where('hub', '=', hub).where('id', '=', id).execute()
  await trx.deleteFrom('edge').where('hub', '=', hub).where('process', '=', id).execute()
  await copyRows(trx, new RowsToCopy('revision', [rows.revision]))
  await copyRows(trx, new RowsToCopy('edge', rows.edges))
}
