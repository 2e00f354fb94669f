import { sql } from 'kysely'
import type pg from 'pg'
import { finishJob, requeueJobs } from './job-record.ts'
import type { Executor } from './job-record.ts'

// A job that takes its process down with it is tried this often, then given up.
const maxAttempts = 3

/** First number of the advisory locks that show which workers live; the second is made from the worker's name. */
const livingWorkers = 0x50_4a_42

/**
 * Puts a job into graphile-worker's queue, by its id. With a key for which a job is already waiting or running,
 * nothing is added and that job's id comes back, unless it is to `replace` that job.
 */
export async function addToQueue(
  db: Executor, kind: string, id: string, key: string | null,
  mode: 'replace' | 'unsafe_dedupe' = key === null ? 'replace' : 'unsafe_dedupe',
): Promise<string> {
  const { rows } = await sql<{ job: string }>`
    select added.payload->>'job' as job from graphile_worker.add_job(
      ${kind}::text, json_build_object('job', ${id}::text), max_attempts := ${maxAttempts}::integer,
      job_key := ${key}::text, job_key_mode := ${mode}::text) as added`.execute(db)
  const job = rows[0]?.job
  if (job === undefined) throw new Error('graphile-worker did not say which job it added')
  // While this transaction held the waiting job, a worker that was told of it passed it over and would look again only
  // in a minute.
  if (job !== id) await sql`select pg_notify('jobs:insert', '')`.execute(db)
  return job
}

/** Declares `worker` alive as long as `session` lasts; a killed process ends it with its connection. */
export async function declareAlive(session: pg.PoolClient, worker: string): Promise<void> {
  await session.query('select pg_advisory_lock($1::integer, hashtext($2))', [livingWorkers, worker])
}

/**
 * Gives jobs of dead workers back to the queue, and fails those that have been tried too often.
 * graphile-worker itself would wait four hours, since it cannot know who lives.
 */
export async function releaseJobsOfTheDead(db: Executor): Promise<void> {
  await db.transaction().execute(async within => {
    const { rows } = await sql<{ locked_by: string }>`
      select locked_by from (select distinct locked_by from graphile_worker.jobs where locked_by is not null) as busy
      where pg_try_advisory_xact_lock(${livingWorkers}::integer, hashtext(locked_by))`.execute(within)
    const dead = rows.map(row => row.locked_by)
    if (dead.length > 0) {
      await requeueJobs(within, (await heldBy(within, dead)).map(({ job }) => job))
      await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(within)
    }
    const hopeless = await hopelessJobs(within)
    for (const { job } of hopeless) await finishJob(within, job, { error: gaveUp })
    await sql`select graphile_worker.complete_jobs(${hopeless.map(({ id }) => id)}::bigint[])`.execute(within)
  })
}

/** Gives back what `worker` holds when it is stopped in order: ready at once, the attempt not counted. */
export async function giveBack(db: Executor, worker: string): Promise<void> {
  await db.transaction().execute(async within => {
    const held = await heldBy(within, [worker])
    await requeueJobs(within, held.map(({ job }) => job))
    await sql`select graphile_worker.force_unlock_workers(${[worker]}::text[])`.execute(within)
    await sql`select graphile_worker.reschedule_jobs(
      ${held.map(({ id }) => id)}::bigint[], run_at := now(), attempts := 0::smallint)`.execute(within)
  })
}

const gaveUp = {
  code: 'job.gave_up',
  text: {
    en: `The server ended ${maxAttempts} times while this job ran, so it is not tried again. ` +
      'It may need more memory than the machine has; the log says more.',
    ko: `이 작업 실행 중 서버가 ${maxAttempts}번 종료되어 다시 시도하지 않습니다. ` +
      '메모리가 부족할 수 있으니 로그를 확인하세요.',
  },
}

type Queued = { readonly id: string; readonly job: string }

// The payload is only in graphile-worker's private table (0.18); its public view leaves it out.
async function heldBy(db: Executor, workers: readonly string[]): Promise<Queued[]> {
  const { rows } = await sql<Queued>`select id::text, payload->>'job' as job
    from graphile_worker._private_jobs where locked_by = any(${workers}::text[])`.execute(db)
  return rows
}

async function hopelessJobs(db: Executor): Promise<Queued[]> {
  const { rows } = await sql<Queued>`select id::text, payload->>'job' as job
    from graphile_worker._private_jobs where locked_by is null and attempts >= max_attempts`.execute(db)
  return rows
}
