import { Logger, run } from 'graphile-worker'
import type { TaskList } from 'graphile-worker'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import { newId } from '../storage/new-id.ts'
import { throughOutages } from '../storage/through-outages.ts'
import {
  beginJob, cancelJob, finishJob, isOver, jobChannel, jobErrorFrom, parseJobChange,
} from './job-record.ts'
import type { Executor } from './job-record.ts'
import { patientPool } from './patient-pool.ts'
import { openProgress } from './progress.ts'
import { addToQueue, declareAlive, giveBack, releaseJobsOfTheDead } from './queue.ts'
import { keepSession } from './session.ts'
import type { JobChange, Task, Tasks } from './task.ts'

/** The queue of long work: what is put in survives crashes and runs once, in this process or in another. */
export type Jobs = {
  /**
   * Puts a job into the queue and returns its id, a row of the table `job`.
   * With `jobKey`, a job of the same key that is not over is returned instead. `within` a transaction, the job
   * exists and starts only when that commits.
   */
  enqueue(kind: string, payload: unknown, options?: {
    hub?: string
    jobKey?: string
    within?: Executor
  }): Promise<string>
  /** Cancels a job that is not over, wherever it runs; false when it is over. */
  cancel(id: string): Promise<boolean>
  /** Calls `listener` on every change of any job in any process; returns how to end that. */
  watch(listener: (change: JobChange) => void): () => void
  /** Interrupts running jobs, which go back to the queue, and waits for them at most `patienceMilliseconds` (10 s). */
  stop(patienceMilliseconds?: number): Promise<void>
}

const pollMilliseconds = 60_000 // New jobs are heard at once; polling is for the rare retry.

/**
 * Starts to work on the queue, with at most `concurrency` jobs at a time (2 unless told).
 * Jobs that were running in a process since killed are returned to the queue first. `pool` stays the caller's.
 */
export async function startJobs({ pool, tasks, concurrency = 2 }: {
  pool: pg.Pool
  tasks: Tasks
  concurrency?: number
}): Promise<Jobs> {
  const db: Executor = new Kysely({ dialect: new PostgresDialect({ pool }) })
  const listeners = new Set<(change: JobChange) => void>()
  const running = new Map<string, AbortController>()
  const works = new Set<Promise<void>>()
  const givenBack = Promise.withResolvers<void>()
  let worker: string | undefined
  let stopping = false

  function hear(payload: string): void {
    const change = parseJobChange(payload)
    if (change.state === 'cancelled') running.get(change.id)?.abort(new Error('The job was cancelled'))
    for (const listener of listeners) listener(change)
  }
  let session: pg.PoolClient | undefined
  const kept = await keepSession({
    pool,
    hear,
    async begin(client) {
      session = client
      await client.query(`listen ${jobChannel}`)
      if (worker !== undefined) await declareAlive(client, worker)
    },
  })

  /** Once for all workers of this process: they lock jobs under one name. */
  let ready: Promise<void> | undefined
  async function joinTheLiving(name: string): Promise<void> {
    worker = name
    if (session) await declareAlive(session, name)
    await releaseJobsOfTheDead(db)
  }

  /** Runs one job to its end; false when it was interrupted by `stop`. */
  async function work(id: string, task: Task): Promise<boolean> {
    const controller = new AbortController()
    const { signal } = controller
    const begun = await throughOutages(db, signal, () => beginJob(db, id))
    if (begun === undefined) return true
    const progress = openProgress(db, id)
    const finish = (how: Parameters<typeof finishJob>[2]) => throughOutages(db, signal, () => finishJob(db, id, how))
    running.set(id, controller)
    try {
      if (stopping) controller.abort(new Error('The server is stopping'))
      const result = await task({ job: id, ...begun, progress: progress.say, signal })
      await progress.close()
      await finish({ result })
      return true
    } catch (error) {
      await progress.close()
      if (stopping && signal.aborted) return false
      if (!signal.aborted && !(error instanceof Refusal)) report(id, error)
      await finish({ error: jobErrorFrom(error) })
      return true
    } finally {
      running.delete(id)
    }
  }

  /** An interrupted job is told to graphile-worker as failed only when it no longer holds it, which changes nothing. */
  async function workForQueue(id: string, task: Task): Promise<void> {
    const working = work(id, task)
    const settled = working.then(() => {}, () => {})
    works.add(settled)
    const over = await working.finally(() => works.delete(settled))
    if (over) return
    await givenBack.promise
    throw new Error('Interrupted')
  }

  const taskList: TaskList = Object.fromEntries(Object.entries(tasks).map(([kind, task]) =>
    [kind, payload => workForQueue((payload as { job: string }).job, task)]))
  const runner = await run({
    pgPool: patientPool(pool),
    taskList,
    concurrency,
    parsedCronItems: [],
    pollInterval: pollMilliseconds,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' && !stopping) process.stderr.write(`Jobs: ${message}\n`)
    }),
    preset: {
      plugins: [{
        name: 'sojae-alive',
        version: '1.0.0',
        worker: {
          hooks: {
            // Runs before a worker takes its first job, so that no other process can hold it for dead.
            async startWorker(_, event) {
              await (ready ??= joinTheLiving(event.worker.workerPool.id))
            },
          },
        },
      }],
    },
  })
  runner.promise.catch(() => {}) // `stop` reports; a pool that ends by itself has written its reason.
  const inspection = setInterval(() => void releaseJobsOfTheDead(db).catch(() => {}), pollMilliseconds)
  inspection.unref()

  return {
    async enqueue(kind, payload, { hub, jobKey, within } = {}) {
      async function add(to: Executor): Promise<string> {
        const id = newId()
        let job = await addToQueue(to, kind, id, jobKey ?? null)
        // One that was cancelled lies in the queue until its worker has noticed; it must not swallow a new one.
        if (job !== id && (await isOver(to, job))) job = await addToQueue(to, kind, id, jobKey ?? null, 'replace')
        if (job === id) {
          await sql`insert into job (id, hub, kind, state, payload)
            values (${id}, ${hub ?? null}, ${kind}, 'queued', ${JSON.stringify(payload ?? {})}::jsonb)`.execute(to)
        }
        return job
      }
      return within ? add(within) : db.transaction().execute(add)
    },
    cancel: id => cancelJob(db, id),
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async stop(patienceMilliseconds = 10_000) {
      stopping = true
      clearInterval(inspection)
      for (const controller of running.values()) controller.abort(new Error('The server is stopping'))
      const stopped = runner.stop() // From here on it takes no more jobs.
      await atMost(patienceMilliseconds, Promise.all(works))
      // Without a database there is nothing to give back to; the next start finds that this worker is dead.
      if (worker !== undefined) await giveBack(db, worker).catch(() => {})
      givenBack.resolve()
      await atMost(1000, stopped)
      await kept.close()
    },
  }
}

function report(id: string, error: unknown): void {
  process.stderr.write(`Job ${id} failed: ${error instanceof Error ? error.stack : String(error)}\n`)
}

async function atMost(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  await Promise.race([promise, late])
  clearTimeout(timer)
}
