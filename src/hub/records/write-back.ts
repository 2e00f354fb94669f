import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { TaskInput } from '#platform/jobs/task.ts'
import type { Transacted } from '../installation.ts'
import { addRevision } from './store-record.ts'
import type { Writing } from './store-record.ts'

/** A record that something revised: the revision that it made, the newest, and what the record said before. */
export type Revised = { readonly id: string; readonly name: string; readonly n: number; readonly newest: number; readonly before: RecordContent }

type Stays = (record: { id: string; name: string }, why: 'revised' | 'refused', text?: Text) => void

/**
 * Gives each record a further revision that says what it said before it was revised; answers which.
 *
 * Whoever was revised since stays, and so does one whose earlier content the hub refuses today; `progress` is their share.
 */
export async function writeBack(
  trx: Transacted, by: Writing, revised: readonly Revised[], stays: Stays, { progress, signal }: Pick<TaskInput, 'progress' | 'signal'>,
): Promise<string[]> {
  const written: string[] = []
  for (const [index, { id, name, n, newest, before }] of revised.entries()) {
    signal.throwIfAborted()
    if (newest !== n) stays({ id, name }, 'revised')
    else {
      try {
        await addRevision(trx, by, id, n, before)
        written.push(id)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        stays({ id, name }, 'refused', error.text)
      }
    }
    progress((index + 1) / revised.length)
  }
  return written
}
