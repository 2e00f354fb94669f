import type { z } from 'zod'
import { sql } from 'kysely'
import type { UndoReportSchema } from '#contract/schemas/import.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Change } from '#record/edits/change.ts'
import { changeText, editContent } from '#record/edits/edit-content.ts'
import type { Task, TaskInput } from '#platform/jobs/task.ts'
import { throughOutages } from '#platform/storage/through-outages.ts'
import { revisedByDrafts } from '../drafts/revised-by-drafts.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { queueCheck } from '../quality/queue-check.ts'
import { addRevision } from '../records/store-record.ts'
import type { Writing } from '../records/store-record.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { writeBack } from '../records/write-back.ts'
import type { Revised } from '../records/write-back.ts'
import { openEditTally, reasonKey } from './edit-tally.ts'
import type { EditReport } from './edit-tally.ts'
import { IN_DRAFT, revisedMeanwhile, WITHDRAWN } from './why-it-stays.ts'

type UndoReport = z.infer<typeof UndoReportSchema>
type Running = Pick<TaskInput, 'progress' | 'signal'>

const EDITING: Text = { en: 'Revising records', ko: '기록을 개정하는 중' }
const UNDOING: Text = { en: 'Writing back what the records said before', ko: '기록의 이전 내용을 되돌려 쓰는 중' }
const BATCH = 1_000
const MOST_FINDINGS = 1_000

/**
 * The job `edit`: makes a change to the records that its dry run saw, or takes that back; revisions, report and state are
 * one transaction, and a job that runs again after it was done does nothing.
 */
export function editTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { edit: id, undo = false } = payload as { edit: string; undo?: boolean }
    const { db, files, now } = at()
    const row = await db.selectFrom('bulk_edit').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (row.state === (undo ? 'undone' : 'done')) return { edit: id }
    progress(0, undo ? UNDOING : EDITING)
    await db.transaction().execute(async (trx) => {
      await lockHub(trx, row.hub)
      const by = { hub: row.hub, at: now(), files }
      const said = changeText(row.change)
      if (undo) {
        const reason = `${said} (undo): ${row.undo_reason}`
        const undone = await undoEdited(trx, id, { ...by, author: row.undone_by!, reason }, { progress, signal })
        await trx
          .updateTable('bulk_edit').set({ state: 'undone', undo_report: JSON.stringify(undone), undone_at: by.at }).where('id', '=', id).execute()
      } else {
        const reason = (records: number) => `${said} (× ${records}): ${row.reason}`
        const report = await editRecords(trx, id, row.change, { ...by, author: row.started_by!, reason }, { progress, signal })
        const { unchanged, ...before } = row.report as EditReport
        const done = { ...report, records: before.records, unchanged: unchanged + report.unchanged, ...alsoStay(before, report) }
        await trx
          .updateTable('bulk_edit').set({ state: 'done', report: JSON.stringify(done), finished_at: by.at }).where('id', '=', id).execute()
      }
    })
    await throughOutages(db, signal, () => queueCheck(at(), row.hub))
    progress(1)
    return { edit: id }
  }
}

/** Those that stay from the dry run on, and those that stay since. */
function alsoStay(before: Pick<EditReport, 'stay' | 'reasons' | 'findings'>, now: EditReport) {
  const reasons = new Map<string, EditReport['reasons'][number]>()
  for (const reason of [...before.reasons, ...now.reasons]) {
    const known = reasons.get(reasonKey(reason))
    reasons.set(reasonKey(reason), known ? { ...known, records: known.records + reason.records } : reason)
  }
  return {
    stay: before.stay + now.stay, reasons: [...reasons.values()].sort((a, b) => b.records - a.records),
    findings: [...now.findings, ...before.findings].slice(0, MOST_FINDINGS),
  }
}

type EditWriting = Omit<Writing, 'reason'> & { readonly reason: (records: number) => string }

async function editRecords(trx: Transacted, id: string, change: Change, by: EditWriting, { progress, signal }: Running): Promise<EditReport> {
  const seen = await trx.selectFrom('edited_record').select(['record', 'upon']).where('edit', '=', id).orderBy('record').execute()
  const writing = { ...by, reason: by.reason(seen.length) }
  const tally = openEditTally(change)
  const [templates, drafted] = [await templatesOf(trx, by.hub), await revisedByDrafts(trx, by.hub)]
  for (let start = 0; start < seen.length; start += BATCH) {
    const part = seen.slice(start, start + BATCH)
    const rows = await trx
      .selectFrom('record_with_content').select(['id', 'name', 'revision', 'content']).where('hub', '=', by.hub)
      .where('deleted_at', 'is', null).where('id', 'in', part.map(({ record }) => record)).execute()
    const byId = new Map(rows.map((row) => [row.id as string, row]))
    for (const [place, { record, upon }] of part.entries()) {
      signal.throwIfAborted()
      const row = byId.get(record)
      if (!row) tally.stay({ id: record, name: await lastName(trx, by.hub, record) }, WITHDRAWN)
      else if (row.revision !== upon) tally.stay(row, revisedMeanwhile(upon, row.revision))
      else if (drafted.has(record)) tally.stay(row, IN_DRAFT)
      else {
        const edited = editContent(row.content, templateNamed(templates, row.content.template), change)
        if (edited.is === 'unchanged') tally.leave()
        else if (edited.is === 'refused') tally.stay(row, edited.problem)
        else {
          try {
            await addRevision(trx, writing, record, upon, edited.content)
            tally.change(row, row.content, edited.content)
            await trx.updateTable('edited_record').set({ revision: upon + 1 }).where('edit', '=', id).where('record', '=', record).execute()
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            tally.stay(row, error)
          }
        }
      }
      progress((start + place + 1) / seen.length)
    }
  }
  return tally.report()
}

async function undoEdited(trx: Transacted, id: string, by: Writing, running: Running): Promise<UndoReport> {
  const report: UndoReport = { withdrawn: 0, written_back: 0, stay: 0, findings: [] }
  const stays = (record: { id: string; name: string }, why: 'revised' | 'refused', text: Text | null = null) => {
    report.stay++
    if (report.findings.length < MOST_FINDINGS) report.findings.push({ record, why, text })
  }
  const { rows } = await sql<Revised & { gone: boolean }>`
    select edited.record as id, coalesce(record.name, '') as name, edited.revision as n, record.revision as newest, earlier.content as before,
      record.id is null as gone
    from edited_record as edited
    join revision as earlier on earlier.hub = ${by.hub} and earlier.record = edited.record and earlier.n = edited.revision - 1
    left join record on record.hub = ${by.hub} and record.id = edited.record and record.deleted_at is null
    where edited.edit = ${id} and edited.revision is not null order by edited.record`.execute(trx)
  for (const { id: record } of rows.filter(({ gone }) => gone)) {
    stays({ id: record, name: await lastName(trx, by.hub, record) }, 'refused', WITHDRAWN.text)
  }
  report.written_back = (await writeBack(trx, by, rows.filter(({ gone }) => !gone), stays, running)).length
  return report
}

/** How a record that is not in the hub any more was called. */
async function lastName(trx: Transacted, hub: string, record: string): Promise<string> {
  const row = await trx
    .selectFrom('withdrawal').select('kept').where('hub', '=', hub).where('record', '=', record).orderBy('n', 'desc').executeTakeFirst()
  return row?.kept.name ?? record
}
