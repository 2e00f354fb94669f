import type { Text } from '#science/refusal.ts'
import type { Renamed } from '#record/templates/migrate-content.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { Task } from '#platform/jobs/task.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { BATCH, countOf, openTally, recordsAfter } from './check-records.ts'
import { tablesDrawing } from './tables-drawing.ts'
import { undoMigrated } from './undo-migrated.ts'
import { hashesOf, RECORD_COLUMNS, writeRevision } from './write-revision.ts'
import type { RecordRow, Writing } from './write-revision.ts'

const MOVING: Text = { en: 'Moving records', ko: '기록을 이전하는 중' }
const UNDOING: Text = { en: 'Writing back what the records said before', ko: '기록의 이전 내용을 되돌려 쓰는 중' }

/**
 * The job `migrate`: gives each record that converts a revision under the later version, or takes that back.
 *
 * Revisions, report and state are one transaction, so a job that is stopped or killed leaves nothing, and one that runs
 * again after it was done does nothing.
 */
export function migrateTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { migration: id, undo = false } = payload as { migration: string; undo?: boolean }
    const { db, now } = at()
    const row = await db.selectFrom('template_migration').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (row.state === (undo ? 'undone' : 'done')) return { migration: id }
    progress(0, undo ? UNDOING : MOVING)
    await db.transaction().execute(async (trx) => {
      // Nobody revises a record, or adds a process to the lineage, between its check and its revision.
      await lockHub(trx, row.hub)
      const templates = await templatesOf(trx, row.hub)
      const from = templateNamed(templates, `${row.template}@${row.from_version}`)
      const to = templateNamed(templates, `${row.template}@${row.to_version}`)
      const at = now()
      const common = { hub: row.hub, at, progress, signal }
      if (undo) {
        const reason = `${templateKey(to)} → ${templateKey(from)} (undo)`
        const undone = await undoMigrated(trx, id, from, { ...common, author: row.undone_by ?? row.created_by, reason })
        await trx
          .updateTable('template_migration').set({ state: 'undone', undo_report: JSON.stringify(undone), undone_at: at }).where('id', '=', id).execute()
      } else {
        const reason = [`${templateKey(from)} → ${templateKey(to)}`, row.reason].filter(Boolean).join(': ')
        const report = await moveRecords(trx, id, { from, to, renamed: row.renamed }, { ...common, author: row.created_by, reason })
        await trx
          .updateTable('template_migration').set({ state: 'done', report: JSON.stringify(report), finished_at: at }).where('id', '=', id).execute()
      }
    })
    progress(1)
    return { migration: id }
  }
}

async function moveRecords(
  trx: Transacted, migration: string, { from, to, renamed }: { from: Template; to: Template; renamed: Renamed }, by: Writing,
) {
  const move = { hub: by.hub, from, to, renamed }
  const tally = openTally(move)
  const total = await countOf(trx, move)
  let last: string | null = null
  for (;;) {
    by.signal.throwIfAborted()
    const batch: RecordRow[] = await recordsAfter(trx, move, last).select(RECORD_COLUMNS).limit(BATCH).forUpdate().execute()
    const hashes = await hashesOf(trx, by.hub, batch)
    const moved: { hub: string; migration: string; record: string; revision: number }[] = []
    for (const record of batch) {
      by.signal.throwIfAborted()
      const content = tally.look(record)
      if (!content) continue
      await writeRevision(trx, record, content, to, hashes.get(record.id)!, by)
      moved.push({ hub: by.hub, migration, record: record.id, revision: record.revision + 1 })
      by.progress(tally.lookedAt() / total)
    }
    if (moved.length > 0) await trx.insertInto('migrated_record').values(moved).execute()
    if (batch.length < BATCH) break
    last = batch.at(-1)!.id
  }
  return tally.report(total, await tablesDrawing(trx, move))
}
