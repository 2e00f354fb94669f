import { setTimeout } from 'node:timers/promises'
import type { Text } from '#science/refusal.ts'
import { recordProgress } from './job-record.ts'
import type { Executor } from './job-record.ts'

const intervalMilliseconds = 150

/** Writes a job's progress at most every 150 ms, the newest only; a failed write is not worth a failed job. */
export function openProgress(db: Executor, id: string): {
  say: (fraction: number, message?: Text) => void
  /** Waits for a write under way; the newest message not yet written still is. */
  close(): Promise<void>
} {
  let newest: { fraction: number; message: Text | undefined } | undefined
  let writing: Promise<void> | undefined
  const closing = new AbortController()
  async function write(): Promise<void> {
    while (newest) {
      const { fraction, message } = newest
      newest = undefined
      await recordProgress(db, id, fraction, message).catch(() => {})
      await setTimeout(intervalMilliseconds, undefined, { signal: closing.signal }).catch(() => {})
    }
    writing = undefined
  }
  return {
    say(fraction, message) {
      newest = { fraction: Math.min(1, Math.max(0, fraction)), message }
      writing ??= write()
    },
    async close() {
      closing.abort()
      await writing
    },
  }
}
