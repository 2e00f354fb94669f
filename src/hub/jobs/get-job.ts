import type { z } from 'zod'
import type { JobSchema } from '#contract/schemas/job.ts'
import type { Action } from '#stewardship/access/may.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'

export type Job = z.infer<typeof JobSchema>

/** A job of a hub that the actor may read. */
export async function getJob(at: Installation, actor: Actor, id: string): Promise<Job> {
  const row = await jobRows(at.db).where('id', '=', id).executeTakeFirst()
  if (!row?.hub || !(await hubById(at.db, actor, row.hub, 'read'))) throw noSuch('job', id)
  return asJob(row)
}

/** What somebody must be allowed to do who stops a job of others. */
const TO_STOP: Partial<Record<string, Action>> = { edit: 'review', migrate: 'template' }

/**
 * Stops a job that is not over; one that is over is answered as it ended. A change to many records is stopped by who started it, a
 * curator or a lead; a move of records to another template, by a curator or a lead.
 */
export async function cancelJob(at: Installation, actor: Actor, id: string): Promise<Job> {
  const row = await jobRows(at.db).where('id', '=', id).executeTakeFirst()
  if (!row?.hub || !(await hubById(at.db, actor, row.hub, 'read'))) throw noSuch('job', id)
  const isOwn = row.kind === 'edit' && (await startedEdit(at.db, actor, id))
  await hubById(at.db, actor, row.hub, isOwn ? 'read' : TO_STOP[row.kind] ?? 'learn')
  await at.jobs.cancel(id)
  await at.db
    .updateTable('model')
    .set({ state: 'cancelled' })
    .where('job', '=', id)
    .where('state', '=', 'training')
    .where((eb) => eb.exists(eb.selectFrom('job').select('id').where('id', '=', id).where('state', '=', 'cancelled')))
    .execute()
  return getJob(at, actor, id)
}

/** Jobs of a hub that wait or run. */
export async function openJobs(db: Reader, hub: string): Promise<Job[]> {
  const rows = await jobRows(db)
    .where('hub', '=', hub)
    .where('state', 'in', ['queued', 'running'])
    .orderBy('created_at')
    .execute()
  return rows.map(asJob)
}

async function startedEdit(db: Reader, { account }: Actor, job: string): Promise<boolean> {
  const row = await db
    .selectFrom('bulk_edit').select('id')
    .where((either) => either.or([
      either.and([either('job', '=', job), either('started_by', '=', account)]), either.and([either('undo_job', '=', job), either('undone_by', '=', account)]),
    ]))
    .executeTakeFirst()
  return row !== undefined
}

function jobRows(db: Reader) {
  return db.selectFrom('job').select([
    'id', 'hub', 'kind', 'state', 'progress', 'message', 'error', 'created_at', 'finished_at',
  ])
}

type Row = Awaited<ReturnType<ReturnType<typeof jobRows>['executeTakeFirstOrThrow']>>

function asJob({ hub: _, ...row }: Row): Job {
  return {
    ...row, kind: row.kind as Job['kind'], error: row.error?.text ?? null,
    created_at: row.created_at.toISOString(), finished_at: row.finished_at?.toISOString() ?? null,
  }
}
