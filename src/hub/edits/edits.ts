import { sql } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { BulkEditSchema } from '#contract/schemas/bulk-edit.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import type { EditReport } from './edit-tally.ts'

export type BulkEdit = z.infer<typeof BulkEditSchema>

/** Starts what a dry run said; one that was started already is answered as it is. */
export async function startEdit(at: Installation, actor: Actor, id: string, reason: string): Promise<BulkEdit> {
  const row = await reviewable(at, actor, id)
  if (row.state === 'checked') {
    await at.db.transaction().execute(async (trx) => {
      const job = await at.jobs.enqueue('edit', { edit: id }, { hub: row.hub, jobKey: `edit ${id}`, within: trx })
      await trx
        .updateTable('bulk_edit').set({ state: 'queued', job, reason, started_by: actor.account }).where('id', '=', id).where('state', '=', 'checked').execute()
    })
  }
  return getEdit(at, actor, id)
}

/** Starts to take an edit back; one that is being taken back already is answered as it is. */
export async function undoEdit(at: Installation, actor: Actor, id: string, reason: string): Promise<BulkEdit> {
  const row = await reviewable(at, actor, id)
  if (row.state !== 'done') throw notDone(row.state)
  await at.db.transaction().execute(async (trx) => {
    const undo_job = await at.jobs.enqueue('edit', { edit: id, undo: true }, { hub: row.hub, jobKey: `undo ${id}`, within: trx })
    await trx
      .updateTable('bulk_edit').set({ undo_job, undone_by: actor.account, undo_reason: reason }).where('id', '=', id).where('state', '=', 'done').execute()
  })
  return getEdit(at, actor, id)
}

/** A change to many records with its report. */
export async function getEdit(at: Installation, actor: Actor, id: string): Promise<BulkEdit> {
  const row = await editRows(at).where('edit.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'review'))) throw noSuch('edit', id)
  return asEdit(row, row.state === 'done' ? await revisedSince(at, row.hub_id, id) : 0)
}

/** Changes that were started, newest first, without their lists of records. */
export async function listEdits(
  at: Installation, actor: Actor, slug: string, asked: PageAsked,
): Promise<{ edits: BulkEdit[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'review')
  const { rows, next } = await readPage('edits', asked, (after, most) => editRows(at)
    .where('edit.hub', '=', hub.id).where('edit.state', '<>', 'checked')
    .$if(after !== null, (query) => query.where('edit.id', '<', after!))
    .orderBy('edit.id', 'desc').limit(most).execute())
  const edits = rows.map((row) => asEdit(row, 0)).map(({ report, undo, ...one }) => ({
    ...one, report: { ...report, changes: [], findings: [] }, undo: undo && { ...undo, report: undo.report && { ...undo.report, findings: [] } },
  }))
  return { edits, next }
}

async function reviewable(at: Installation, actor: Actor, id: string) {
  const row = await at.db.selectFrom('bulk_edit').select(['hub', 'state']).where('id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, 'review'))) throw noSuch('edit', id)
  return row
}

/** How many records are not any more as the edit left them. */
async function revisedSince(at: Installation, hub: string, id: string): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`select count(*)::int as n from edited_record as edited
    left join record on record.hub = ${hub} and record.id = edited.record and record.revision = edited.revision
    where edited.edit = ${id} and edited.revision is not null and record.id is null`.execute(at.db)
  return row!.n
}

function editRows(at: Installation) {
  return at.db
    .selectFrom('bulk_edit as edit')
    .innerJoin('hub', 'hub.id', 'edit.hub')
    .innerJoin('account', (join) => join.on('account.id', '=', sql`coalesce(edit.started_by, edit.created_by)`))
    .leftJoin('account as undoer', 'undoer.id', 'edit.undone_by')
    .leftJoin('job', (join) => join.on('job.id', '=', sql`coalesce(edit.undo_job, edit.job)`))
    .select([
      'edit.id', 'hub.slug as hub', 'hub.id as hub_id', 'edit.asked', 'edit.change', 'edit.state', 'edit.report', 'edit.reason', 'edit.created_at',
      'edit.undo_job', 'edit.undo_reason', 'edit.undo_report', 'edit.undone_at', 'undoer.name as undone_by', 'account.name as created_by',
      'job.id as job', 'job.state as job_state', 'job.error as job_error',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof editRows>['executeTakeFirstOrThrow']>>

const STOPPED: Text = { en: 'It was stopped; nothing of it was kept.', ko: '중지되었습니다. 남은 결과는 없습니다.' }

function asEdit(row: Row, revised_since: number): BulkEdit {
  const isOver = row.job_state === 'failed' || row.job_state === 'cancelled'
  const isTakenBack = row.state === 'undone' || (row.undo_job !== null && !isOver)
  return {
    id: row.id, hub: row.hub, asked: row.asked as BulkEdit['asked'], change: row.change, state: stateOf(row, isOver), job: row.job,
    report: row.report as EditReport, reason: row.reason, problem: isOver ? (row.job_error?.text ?? STOPPED) : null,
    created_at: row.created_at.toISOString(), created_by: row.created_by, revised_since,
    undo: !isTakenBack ? null : {
      by: row.undone_by!, at: row.state === 'undone' ? row.undone_at!.toISOString() : null, reason: row.undo_reason!,
      report: row.undo_report as NonNullable<BulkEdit['undo']>['report'],
    },
  }
}

/** A row knows what was written; its job, what is under way. An undo that failed leaves the edit done. */
function stateOf({ state, undo_job, job_state }: Row, isOver: boolean): BulkEdit['state'] {
  if (state === 'queued') return isOver ? 'failed' : job_state === 'running' ? 'running' : 'queued'
  return state === 'done' && undo_job !== null && !isOver ? 'undoing' : state
}

function notDone(state: 'checked' | 'queued' | 'undone'): Refusal {
  return new Refusal(
    'edit.not_done',
    state === 'undone'
      ? { en: 'This edit has been undone already; nothing is left to take back.', ko: '이미 되돌린 편집입니다. 더 되돌릴 것이 없습니다.' }
      : { en: 'This edit has written nothing, so there is nothing to undo.', ko: '이 편집은 아직 아무것도 쓰지 않았으므로 되돌릴 것이 없습니다.' },
    { state },
  )
}
