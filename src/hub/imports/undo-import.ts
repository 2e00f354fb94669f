import { sql } from 'kysely'
import type { z } from 'zod'
import type { UndoReportSchema } from '#contract/schemas/import.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Task, TaskInput } from '#platform/jobs/task.ts'
import { throughOutages } from '#platform/storage/through-outages.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { queueCheck } from '../quality/queue-check.ts'
import type { Writing } from '../records/store-record.ts'
import { nameLeaving, withdrawLeaving } from '../records/withdraw.ts'
import { writeBack } from '../records/write-back.ts'
import { getImport } from './imports.ts'
import type { Import } from './imports.ts'

export type UndoReport = z.infer<typeof UndoReportSchema>

const UNDOING: Text = { en: 'Undoing the import', ko: '가져오기를 되돌리는 중' }
const MOST_FINDINGS = 1_000
const SHARE_OF_WRITING_BACK = 0.5
const SHARE_OF_LOOKING = 0.2

/** What undoing an import would do, by doing it in a transaction that is rolled back. */
export async function checkUndo(at: Installation, actor: Actor, id: string): Promise<UndoReport> {
  const { hub } = await undoable(at, actor, id)
  const rollback = new Error('a dry run')
  let report: UndoReport | undefined
  await at.db.transaction().execute(async (trx) => {
    const by = { hub, author: actor.account, at: at.now(), reason: 'dry run', files: at.files }
    report = await undo(trx, id, by, { progress: () => {}, signal: new AbortController().signal })
    throw rollback
  }).catch((error: unknown) => {
    if (error !== rollback) throw error
  })
  return report!
}

/** Starts to undo an import; one that is being undone already is answered as it is. */
export async function startUndo(at: Installation, actor: Actor, id: string, reason: string): Promise<Import> {
  const { hub } = await undoable(at, actor, id)
  await at.db.transaction().execute(async (trx) => {
    const job = await at.jobs.enqueue('undo', { import: id }, { hub, within: trx, jobKey: `undo ${id}` })
    await trx
      .updateTable('import').set({ undo_job: job, undone_by: actor.account, undo_reason: reason }).where('id', '=', id).where('state', '=', 'done')
      .execute()
  })
  return getImport(at, actor, id)
}

/** The job `undo`: takes an import back whole, in one transaction with its report. */
export function undoTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { import: id } = payload as { import: string }
    const { db, files, now } = at()
    const row = await db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (row.state === 'undone') return { import: id }
    progress(0, UNDOING)
    await db.transaction().execute(async (trx) => {
      const by = { hub: row.hub, author: row.undone_by!, at: now(), reason: `${row.recipe_name}: ${row.file_name} (undo): ${row.undo_reason}`, files, undoes: id }
      const report = await undo(trx, id, by, { progress, signal })
      await trx
        .updateTable('import').set({ state: 'undone', undone_at: by.at, undo_report: JSON.stringify(report) }).where('id', '=', id).execute()
    })
    await throughOutages(db, signal, () => queueCheck(at(), row.hub))
    progress(1)
    return { import: id }
  }
}

async function undoable(at: Installation, actor: Actor, id: string): Promise<{ hub: string }> {
  const row = await at.db.selectFrom('import').select(['hub', 'state', 'created_by']).where('id', '=', id).executeTakeFirst()
  const hub = row && (await hubById(at.db, actor, row.hub, 'import'))
  if (!row || !hub) throw noSuch('import', id)
  if (row.created_by !== actor.account) await hubById(at.db, actor, row.hub, 'review')
  if (row.state !== 'done') {
    throw new Refusal('import.not_done', {
      en: `Only an import that is done can be undone; this one is ${row.state}.`,
      ko: `완료된 가져오기만 되돌릴 수 있습니다. 현재 상태: ${STATES[row.state]}.`,
    }, { state: row.state })
  }
  return row
}

const STATES = { queued: '대기', running: '진행 중', done: '완료', failed: '실패', undone: '되돌림' }

async function undo(trx: Transacted, id: string, by: Writing, { progress, signal }: Pick<TaskInput, 'progress' | 'signal'>): Promise<UndoReport> {
  await lockHub(trx, by.hub)
  const report: UndoReport = { withdrawn: 0, written_back: 0, stay: 0, findings: [] }
  const stays = (record: { id: string; name: string }, why: UndoReport['findings'][number]['why'], text: Text | null = null) => {
    report.stay++
    if (report.findings.length < MOST_FINDINGS) report.findings.push({ record, why, text })
  }
  // First, since what an existing record says again may no longer refer to what the import made.
  const revised = await revisedBy(trx, id)
  const writtenBack = await writeBack(trx, by, revised, stays, { progress: (share) => progress(SHARE_OF_WRITING_BACK * share), signal })
  report.written_back = writtenBack.length
  // What the same file says of them is news again.
  await sql`update import_identity set content_hash = '' where hub = ${by.hub} and record = any(${writtenBack})`.execute(trx)
  await nameLeaving(trx, sql`
    select record.id from revision join record on record.hub = revision.hub and record.id = revision.record and record.revision = revision.n
    where revision.import = ${id} and revision.n = 1`)
  await sql`create temp table if not exists made (id uuid primary key) on commit drop`.execute(trx)
  await sql`insert into made select record from revision join record on record.hub = revision.hub and record.id = revision.record
    where revision.import = ${id} and n = 1`.execute(trx)
  await keepWhatIsHungOn(trx, by.hub)
  const { rows } = await sql<{ id: string; name: string; revised: boolean }>`
    select record.id, name, revision > 1 as revised from made join record on record.hub = ${by.hub} and record.id = made.id
    where made.id not in (select id from leaving) order by record.id`.execute(trx)
  for (const { revised: isRevised, ...record } of rows) stays(record, isRevised ? 'revised' : 'in_use')
  signal.throwIfAborted()
  const { rows: [leaving] } = await sql<{ n: string }>`select count(*) as n from leaving`.execute(trx)
  const before = SHARE_OF_WRITING_BACK + SHARE_OF_LOOKING
  progress(before)
  report.withdrawn = await withdrawLeaving(trx, { hub: by.hub, by: by.author, at: by.at, reason: by.reason }, (gone) => {
    signal.throwIfAborted()
    progress(before + (1 - before) * gone / Number(leaving!.n))
  })
  return report
}

/** Records that were there before and that the import revised, with what each said before. */
async function revisedBy(trx: Transacted, id: string) {
  return trx
    .selectFrom('revision')
    .innerJoin('record', (join) => join.onRef('record.hub', '=', 'revision.hub').onRef('record.id', '=', 'revision.record'))
    .innerJoin('revision as earlier', (join) => join
      .onRef('earlier.hub', '=', 'revision.hub').onRef('earlier.record', '=', 'revision.record').on('earlier.n', '=', sql<number>`revision.n - 1`))
    .select(['record.id', 'record.name', 'revision.n', 'record.revision as newest', 'earlier.content as before'])
    .where('revision.import', '=', id)
    .where('revision.n', '>', 1)
    .orderBy('record.id')
    .execute()
}

/**
 * Lets nothing leave that something else hangs on: a material that is measured or processed by what stays, and a process of
 * which a piece stays that the import made. Again and again, since each that stays may hold others.
 */
async function keepWhatIsHungOn(trx: Transacted, hub: string): Promise<void> {
  for (;;) {
    await sql`analyze leaving, made`.execute(trx)
    const kept = await sql`
      delete from leaving where id in (
        select of_material from record where hub = ${hub} and of_material in (select id from leaving) and id not in (select id from leaving)
        union select material from edge where hub = ${hub} and material in (select id from leaving) and process not in (select id from leaving)
        union select process from edge join made on made.id = edge.material
          where hub = ${hub} and direction = 'output' and process in (select id from leaving) and material not in (select id from leaving))`.execute(trx)
    if (Number(kept.numAffectedRows ?? 0) === 0) return
  }
}
