import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { databaseFailure } from './database-failure.ts'

const ATTEMPTS = 3
const PAUSE_MILLISECONDS = 250

/**
 * Does work that the end of its database breaks off again from the start once the database is back, three times at most.
 *
 * The work must do no harm when done twice: its commit may have been the last thing that the database did.
 */
export async function throughOutages<Tables, T>(db: Kysely<Tables>, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !isAway(error)) throw error
      await answers(db, signal)
    }
  }
}

function isAway(error: unknown): boolean {
  const failure = databaseFailure(error)
  return failure instanceof Refusal && failure.code === 'database.away'
}

/** Waits until the database answers; whoever ends the process for good aborts `signal`. */
async function answers<Tables>(db: Kysely<Tables>, signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(PAUSE_MILLISECONDS, undefined, { signal })
    try {
      await sql`select 1`.execute(db)
      return
    } catch (error) {
      if (!isAway(error)) throw error
    }
  }
}
