import type { z } from 'zod'
import type { MigrationSchema } from '#contract/schemas/template-change.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Template } from '#record/templates/template.ts'
import type { Transacted } from '../installation.ts'
import { BATCH } from './check-records.ts'
import { hashesOf, RECORD_COLUMNS, writeRevision } from './write-revision.ts'
import type { RecordRow, Writing } from './write-revision.ts'

type UndoReport = NonNullable<z.infer<typeof MigrationSchema>['undo_report']>

const MOST_FINDINGS = 1_000

/**
 * Writes back, as a further revision, what each migrated record said before its migration.
 *
 * A record that says something else by now was revised since, and is left and listed.
 */
export async function undoMigrated(trx: Transacted, migration: string, from: Template, by: Writing): Promise<UndoReport> {
  const report = { written_back: 0, left: 0, findings: [] as UndoReport['findings'] }
  const moved = await trx
    .selectFrom('migrated_record').select(['record', 'revision']).where('migration', '=', migration).orderBy('record').execute()
  for (let start = 0; start < moved.length; start += BATCH) {
    const part = moved.slice(start, start + BATCH)
    const ids = part.map(({ record }) => record)
    const rows: RecordRow[] = await trx
      .selectFrom('record_with_content').select(RECORD_COLUMNS).where('hub', '=', by.hub).where('id', 'in', ids).forUpdate().execute()
    const records = new Map(rows.map((row) => [row.id, row]))
    const hashes = await hashesOf(trx, by.hub, rows)
    const contents = await contentsAround(trx, by.hub, part)
    for (const { record: id, revision } of part) {
      by.signal.throwIfAborted()
      const record = records.get(id)!
      const [before, after] = [contents.get(`${id} ${revision - 1}`)!, contents.get(`${id} ${revision}`)!]
      if (canonicalJson(record.content) === canonicalJson(after)) {
        await writeRevision(trx, record, before, from, hashes.get(id)!, by)
        report.written_back++
      } else {
        report.left++
        if (report.findings.length < MOST_FINDINGS) report.findings.push({ record: { id, name: record.name }, revision: record.revision })
      }
      by.progress((report.written_back + report.left) / moved.length)
    }
  }
  return report
}

/** What each record said before and after its migration, by `id revision`. */
async function contentsAround(
  trx: Transacted, hub: string, part: readonly { record: string; revision: number }[],
): Promise<ReadonlyMap<string, RecordContent>> {
  const wanted = new Set(part.flatMap(({ record, revision }) => [`${record} ${revision - 1}`, `${record} ${revision}`]))
  const rows = await trx
    .selectFrom('revision').select(['record', 'n', 'content']).where('hub', '=', hub).where('record', 'in', part.map(({ record }) => record))
    .execute()
  return new Map(rows.map(({ record, n, content }) => [`${record} ${n}`, content] as const).filter(([key]) => wanted.has(key)))
}
