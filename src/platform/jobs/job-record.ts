import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { databaseFailure } from '../storage/database-failure.ts'
import type { JobChange, JobError } from './task.ts'

/** The channel on which every change of a job is announced, as JSON of a `JobChange`. */
export const jobChannel = 'sojae_job'

/** Any typed database or transaction: the statements here name their own columns. */
export type Executor = Kysely<any>

type Begun = { readonly payload: unknown; readonly hub: string | null }

const announced = sql`pg_notify(${sql.lit(jobChannel)}, json_build_object(
  'id', id, 'hub', hub, 'kind', kind, 'state', state, 'progress', progress)::text)`

/** Marks the job as running and returns what it needs; undefined if it is over (cancelled, or done before a crash). */
export async function beginJob(db: Executor, id: string): Promise<Begun | undefined> {
  const { rows } = await sql<Begun>`
    with changed as (
      update job set state = 'running', started_at = now(), progress = 0, message = null, error = null
      where id = ${id} and state in ('queued', 'running') returning *)
    select payload, hub, ${announced} from changed`.execute(db)
  return rows[0]
}

export async function recordProgress(db: Executor, id: string, fraction: number, message?: Text): Promise<void> {
  await sql`
    with changed as (
      update job set progress = ${fraction}, message = coalesce(${asJson(message)}::jsonb, message)
      where id = ${id} and state = 'running' returning *)
    select ${announced} from changed`.execute(db)
}

type End = { readonly result: unknown } | { readonly error: JobError }

/** Writes the end of a job that still runs; a cancellation that came first stays. */
export async function finishJob(db: Executor, id: string, end: End): Promise<void> {
  const failed = 'error' in end
  await sql`
    with changed as (
      update job set state = ${failed ? 'failed' : 'done'}, finished_at = now(),
        progress = case when ${failed} then progress else 1 end,
        result = ${asJson(failed ? undefined : end.result)}::jsonb,
        error = ${asJson(failed ? end.error : undefined)}::jsonb
      where id = ${id} and state in ('queued', 'running') returning *)
    select ${announced} from changed`.execute(db)
}

/** Puts running jobs back into the queue, from the start. */
export async function requeueJobs(db: Executor, ids: readonly string[]): Promise<void> {
  await sql`
    with changed as (
      update job set state = 'queued', started_at = null, progress = 0, message = null
      where id = any(${ids}::uuid[]) and state = 'running' returning *)
    select ${announced} from changed`.execute(db)
}

/** Cancels a job that is not over; false when it is, or does not exist. */
export async function cancelJob(db: Executor, id: string): Promise<boolean> {
  const { rows } = await sql`
    with changed as (
      update job set state = 'cancelled', finished_at = now()
      where id = ${id} and state in ('queued', 'running') returning *)
    select ${announced} from changed`.execute(db)
  return rows.length > 0
}

/** Whether a job has come to its end, of whatever kind. */
export async function isOver(db: Executor, id: string): Promise<boolean> {
  const { rows } = await sql`select from job where id = ${id} and state in ('queued', 'running')`.execute(db)
  return rows.length === 0
}

export function parseJobChange(text: string): JobChange {
  return JSON.parse(text) as JobChange
}

/** A refusal keeps its code and sentence; anything else is a defect, whose message is passed on as it is. */
export function jobErrorFrom(failure: unknown): JobError {
  const error = databaseFailure(failure)
  if (error instanceof Refusal) return { code: error.code, text: error.text, details: error.details }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'job.defect',
    text: {
      en: `The job failed by a defect of Sojae: ${message}. Please report it; the server's log says more.`,
      ko: `Sojae의 결함으로 작업이 실패했습니다: ${message}. 서버 로그와 함께 신고해 주세요.`,
    },
  }
}

function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
