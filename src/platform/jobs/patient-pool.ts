import type pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import { databaseFailure } from '../storage/database-failure.ts'

/** cannot_connect_now (PostgreSQL, appendix A): what graphile-worker waits for and tries again, a hundred times. */
const TRY_AGAIN = '57P03'

/**
 * The pool as graphile-worker needs it: whatever says that the database is away says it in the one way that it knows.
 *
 * It tells the queue that a job has ended without waiting for the answer (0.18, `worker.js`), and tries again only for a few
 * codes; any other, as ECONNRESET of a server that was just killed, would end the process as a promise that nobody awaits.
 */
export function patientPool(pool: pg.Pool): pg.Pool {
  return withMethods(pool, {
    connect(taken?: Parameters<pg.Pool['connect']>[0]) {
      if (taken) return pool.connect(taken)
      return pool.connect().then(patientClient, tryAgain)
    },
  })
}

function patientClient(client: pg.PoolClient): pg.PoolClient {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  return withMethods(client, {
    query(...args: unknown[]) {
      const asked = query(...args)
      return asked instanceof Promise ? asked.catch(tryAgain) : asked
    },
  })
}

function tryAgain(error: unknown): never {
  const failure = databaseFailure(error)
  if (!(failure instanceof Refusal && failure.code === 'database.away')) throw error
  throw Object.assign(new Error((error as Error).message, { cause: error }), { code: TRY_AGAIN })
}

/** The same object, but for some of its methods. */
function withMethods<T extends object>(of: T, methods: Record<string, (...args: never[]) => unknown>): T {
  return new Proxy(of, {
    get(target, name) {
      if (typeof name === 'string' && Object.hasOwn(methods, name)) return methods[name]
      const found: unknown = Reflect.get(target, name, target)
      return typeof found === 'function' ? found.bind(target) as unknown : found
    },
  })
}
