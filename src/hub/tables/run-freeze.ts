import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import { describedColumns, recordsBehind, sourcesOf } from '#stewardship/exchange/table-manifest.ts'
import type { RevisionRef, TableManifest } from '#stewardship/exchange/table-manifest.ts'
import { layoutOf, writeTableParquet } from '#stewardship/exchange/table-parquet.ts'
import type { Task } from '#platform/jobs/task.ts'
import { jobErrorFrom } from '#platform/jobs/job-record.ts'
import { hubById, noSuch } from '../actor.ts'
import type { HubRow } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { holdFile } from '../values/hold-file.ts'
import { buildFromHub } from './build-from-hub.ts'

const READING: Text = { en: 'Building the table along the lineage', ko: '계보를 따라 표를 만드는 중' }
const NAMING: Text = { en: 'Noting the revision behind every cell', ko: '각 셀의 출처 개정본을 기록하는 중' }
const WRITING: Text = { en: 'Writing the files', ko: '파일을 쓰는 중' }
/** Revisions looked up per statement. */
const BATCH = 10_000

/** The job `freeze`: builds the table in one state of the hub and keeps it as two files that never change. */
export function freezeTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { frozen: id } = payload as { frozen: string }
    const here = at()
    try {
      const row = await here.db
        .selectFrom('frozen_table')
        .innerJoin('table_definition', 'table_definition.id', 'frozen_table.table_definition')
        .innerJoin('account', 'account.id', 'frozen_table.created_by')
        .select([
          'frozen_table.hub', 'frozen_table.n', 'frozen_table.state', 'frozen_table.created_at', 'frozen_table.created_by',
          'table_definition.id', 'table_definition.version', 'table_definition.definition', 'account.name as by',
        ])
        .where('frozen_table.id', '=', id)
        .executeTakeFirstOrThrow()
      if (row.state === 'ready') return { frozen: id }
      const hub = await hubById(here.db, { account: row.created_by, name: row.by }, row.hub, 'learn')
      if (!hub) throw noSuch('table', row.id)
      progress(0, READING)
      const definition = row.definition as TableDefinition
      const { built, templates, records } = await here.db
        .transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (trx) => {
          const read = await buildFromHub(trx, row.hub, definition)
          if (read.built.rows.length === 0) throw nothingToFreeze(definition)
          progress(0.4, NAMING)
          return { ...read, records: await revisionsOf(trx, row.hub, recordsBehind(read.built)) }
        })
      signal.throwIfAborted()
      progress(0.6, WRITING)
      const layout = layoutOf(built)
      const columns = describedColumns(built, definition, templates)
      const notes = columns.map(({ name, label, unit, iri, methods, stage, template, path }) => (
        { name, label_en: label.en, label_ko: label.ko, unit, iri, methods, stage, template, path }
      ))
      const about = { hub: hub.slug, table: definition.name, version: row.version, title: definition.title }
      const holding = { ...here, hub: row.hub, author: row.created_by }
      const parquet = await holdFile(holding, writeTableParquet(built, layout, about, notes), { mediaType: 'application/vnd.apache.parquet' })
      const manifest: TableManifest = {
        format: 'sojae-frozen-table/1',
        hub: hubIn(hub),
        table: { id: row.id, version: row.version, definition },
        frozen: { id, n: row.n, at: row.created_at.toISOString(), by: row.by },
        parquet: { ...parquet, rows: built.rows.length, record: layout.record, name: layout.name },
        columns: columns.map((column, k) => ({ ...column, parquet: layout.columns[k]! })),
        records,
        rows: sourcesOf(built, records.map((record) => record.id)),
      }
      const noted = await holdFile(holding, Buffer.from(JSON.stringify(manifest)), { mediaType: 'application/json' })
      await here.db
        .updateTable('frozen_table')
        .set({
          state: 'ready', rows: built.rows.length, columns: built.columns.length, problem: null,
          parquet: parquet.sha256, parquet_size: parquet.size, manifest: noted.sha256, manifest_size: noted.size,
        })
        .where('id', '=', id)
        .where('state', '=', 'freezing')
        .execute()
      return { frozen: id }
    } catch (error) {
      if (!signal.aborted) {
        const text = error instanceof Refusal ? error.text : jobErrorFrom(error).text
        await here.db
          .updateTable('frozen_table').set({ state: 'failed', problem: JSON.stringify(text) })
          .where('id', '=', id).where('state', '=', 'freezing').execute()
      }
      throw error
    }
  }
}

async function revisionsOf(db: Reader, hub: string, ids: readonly string[]): Promise<RevisionRef[]> {
  const found = new Map<string, RevisionRef>()
  for (let start = 0; start < ids.length; start += BATCH) {
    const { rows } = await sql<RevisionRef>`
      select record.id, record.revision, revision.hash from record
      join revision on revision.hub = record.hub and revision.record = record.id and revision.n = record.revision
      where record.hub = ${hub} and record.id = any(${ids.slice(start, start + BATCH)}::uuid[])`.execute(db)
    for (const row of rows) found.set(row.id, row)
  }
  return ids.map((id) => found.get(id)!)
}

function hubIn({ id, slug, title }: HubRow) {
  return { id, slug, title }
}

function nothingToFreeze({ name }: TableDefinition): Refusal {
  return new Refusal(
    'table.nothing_to_freeze',
    {
      en: `Table “${name}” has no rows; freeze it once there are records for it.`,
      ko: `표 “${name}”에 행이 없습니다. 기록이 생긴 뒤 동결하십시오.`,
    },
    { table: name },
  )
}
