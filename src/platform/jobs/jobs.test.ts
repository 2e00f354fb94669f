import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '../storage/connect.ts'
import { openTrialDatabase } from '../storage/trial-database.ts'
import type { TrialDatabase } from '../storage/trial-database.ts'
import { startJobs } from './jobs.ts'
import type { Jobs } from './jobs.ts'
import type { JobChange, TaskInput } from './task.ts'

// As in the first migration, without its reference to a hub.
const jobTable = `create table job (
  id uuid primary key, hub uuid, kind text not null, state text not null, progress real not null default 0,
  message jsonb, payload jsonb not null default '{}', result jsonb, error jsonb,
  created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz)`

type Row = { state: string; progress: number; message: unknown; result: unknown; error: { code: string } | null }

let trial: TrialDatabase<unknown>
before(async () => {
  trial = await openTrialDatabase()
  await trial.pool.query(jobTable)
})
after(() => trial.close())

async function row(id: string): Promise<Row> {
  return (await trial.pool.query<Row>('select * from job where id = $1', [id])).rows[0]!
}

function ended(jobs: Jobs, id: string): Promise<JobChange> {
  return new Promise(resolve => {
    const stop = jobs.watch(change => {
      if (change.id !== id || change.state === 'queued' || change.state === 'running') return
      stop()
      resolve(change)
    })
  })
}

/** Enqueues and waits for the end, watching from before the job exists. */
async function outcome(jobs: Jobs, kind: string, payload: unknown = {}): Promise<{ row: Row; seen: JobChange[] }> {
  const seen: JobChange[] = []
  const stop = jobs.watch(change => seen.push(change))
  const id = await jobs.enqueue(kind, payload)
  while (!['done', 'failed', 'cancelled'].includes((await row(id)).state)) await pause(20)
  await pause(50)
  stop()
  return { row: await row(id), seen: seen.filter(change => change.id === id) }
}

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** A task that lasts until it is told to end or its signal is aborted. */
function patientTask(): { task: (input: TaskInput) => Promise<unknown>; begun: () => number; finish(): void } {
  let begun = 0
  let finish = (): void => {}
  return {
    begun: () => begun,
    finish: () => finish(),
    task: ({ signal }) => new Promise((resolve, reject) => {
      begun++
      finish = () => resolve('finished')
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      if (signal.aborted) reject(signal.reason)
    }),
  }
}

describe('jobs', () => {
  test('a job reports its progress and leaves its result', async () => {
    const jobs = await startJobs({
      pool: trial.pool,
      tasks: {
        double: async ({ payload, progress }) => {
          progress(0.5, { en: 'half', ko: '절반' })
          await pause(60)
          return { twice: (payload as { n: number }).n * 2 }
        },
      },
    })
    const { row: end, seen } = await outcome(jobs, 'double', { n: 21 })
    assert.deepEqual([end.state, end.progress, end.result, end.error], ['done', 1, { twice: 42 }, null])
    assert.deepEqual(end.message, { en: 'half', ko: '절반' })
    assert.ok(seen.some(change => change.state === 'running' && change.progress === 0.5), 'progress was announced')
    assert.equal(seen.at(-1)?.state, 'done')
    await jobs.stop()
  })

  test('a refused job keeps the code and both sentences; a defect is called one', async () => {
    const refusal = new Refusal('table.constant', { en: 'The target is constant', ko: '목표값이 일정합니다' }, { n: 3 })
    const jobs = await startJobs({
      pool: trial.pool,
      tasks: { refuse: async () => { throw refusal }, fail: async () => { throw new TypeError('x is undefined') } },
    })
    const { row: refused } = await outcome(jobs, 'refuse')
    const { code, text, details } = refusal
    assert.deepEqual([refused.state, refused.error], ['failed', { code, text, details }])
    const { row: failed } = await outcome(jobs, 'fail')
    assert.deepEqual([failed.state, failed.error?.code], ['failed', 'job.defect'])
    await jobs.stop()
  })

  test('a job enqueued within a transaction that rolls back never was', async () => {
    let ran = 0
    const jobs = await startJobs({ pool: trial.pool, tasks: { count: async () => { ran++ } } })
    await assert.rejects(trial.db.transaction().execute(async within => {
      await jobs.enqueue('count', {}, { within })
      throw new Error('changed my mind')
    }), /changed my mind/)
    await outcome(jobs, 'count')
    assert.equal(ran, 1)
    await jobs.stop()
  })

  test('a key admits one job that is not over, and another once it is', async () => {
    const patient = patientTask()
    const jobs = await startJobs({ pool: trial.pool, tasks: { patient: patient.task } })
    const first = await jobs.enqueue('patient', {}, { jobKey: 'train' })
    assert.equal(await jobs.enqueue('patient', {}, { jobKey: 'train' }), first)
    while (patient.begun() === 0) await pause(5)
    assert.equal(await jobs.enqueue('patient', {}, { jobKey: 'train' }), first)
    const end = ended(jobs, first)
    patient.finish()
    assert.equal((await end).state, 'done')
    await pause(50)
    const second = await jobs.enqueue('patient', {}, { jobKey: 'train' })
    assert.notEqual(second, first)
    await jobs.cancel(second)
    await jobs.stop()
  })

  test('a job that was cancelled does not swallow the next of its key, whether it ran or waited', async () => {
    const patient = patientTask()
    const jobs = await startJobs({ pool: trial.pool, tasks: { patient: patient.task }, concurrency: 1 })
    const running = await jobs.enqueue('patient', {}, { jobKey: 'again' })
    while (patient.begun() === 0) await pause(5)
    await jobs.cancel(running)
    const waiting = await jobs.enqueue('patient', {}, { jobKey: 'again' })
    await jobs.cancel(waiting)
    const last = await jobs.enqueue('patient', {}, { jobKey: 'again' })
    assert.equal(new Set([running, waiting, last]).size, 3)
    // Its row says `running` a moment before the task has begun, and only one that has begun can be told to finish.
    while (patient.begun() === 1) await pause(5)
    const end = ended(jobs, last)
    patient.finish()
    assert.equal((await end).state, 'done')
    await jobs.stop()
  })

  test('cancelling aborts a running job and never starts a waiting one', async () => {
    const patient = patientTask()
    const jobs = await startJobs({ pool: trial.pool, tasks: { patient: patient.task }, concurrency: 1 })
    const running = await jobs.enqueue('patient', {})
    const waiting = await jobs.enqueue('patient', {})
    while (patient.begun() === 0) await pause(5)
    assert.equal(await jobs.cancel(waiting), true)
    assert.equal(await jobs.cancel(running), true)
    assert.equal(await jobs.cancel(running), false)
    await pause(150)
    assert.equal(patient.begun(), 1)
    for (const id of [running, waiting]) assert.equal((await row(id)).state, 'cancelled')
    await jobs.stop()
  })

  test('an orderly stop puts a running job back, and the next start runs it again', async () => {
    const patient = patientTask()
    const first = await startJobs({ pool: trial.pool, tasks: { patient: patient.task } })
    const id = await first.enqueue('patient', {})
    while (patient.begun() === 0) await pause(5)
    await first.stop()
    assert.equal((await row(id)).state, 'queued')
    const second = await startJobs({ pool: trial.pool, tasks: { patient: async () => 'again' } })
    while ((await row(id)).state !== 'done') await pause(20)
    assert.equal((await row(id)).result, 'again')
    await second.stop()
  })

  test('a job of a worker whose connection is gone runs again; one of a living worker is left alone', async () => {
    const other = openDatabase(trial.connection)
    const patient = patientTask()
    const dying = await startJobs({ pool: other.pool, tasks: { patient: patient.task } })
    const id = await dying.enqueue('patient', {})
    while (patient.begun() === 0) await pause(5)
    const bystander = await startJobs({ pool: trial.pool, tasks: { patient: async () => 'stolen' } })
    await pause(100)
    assert.equal((await row(id)).state, 'running')
    await bystander.stop()
    await dying.stop(0) // As after kill -9 for the database: the sessions end, the job stays locked.
    patient.finish()
    await trial.pool.query(`update job set state = 'running' where id = $1`, [id])
    await trial.pool.query(`update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now(),
      run_at = now() where payload->>'job' = $1`, [id])
    const heir = await startJobs({ pool: trial.pool, tasks: { patient: async () => 'inherited' } })
    while ((await row(id)).state !== 'done') await pause(20)
    assert.equal((await row(id)).result, 'inherited')
    await heir.stop()
    await other.close()
  })

  test('a job that took its process down three times is given up', async () => {
    const jobs = await startJobs({ pool: trial.pool, tasks: {} })
    const id = await jobs.enqueue('deadly', {})
    await jobs.stop()
    await trial.pool.query(`update graphile_worker._private_jobs set attempts = 3, locked_at = now(),
      locked_by = 'pool-of-the-dead' where payload->>'job' = $1`, [id])
    await trial.pool.query(`update job set state = 'running' where id = $1`, [id])
    const next = await startJobs({ pool: trial.pool, tasks: { deadly: async () => 'never' } })
    while ((await row(id)).state !== 'failed') await pause(20)
    assert.equal((await row(id)).error?.code, 'job.gave_up')
    await next.stop()
  })
})
