import type { Installation } from '../installation.ts'

/** Queues a run of a hub's checks and answers its job; one that waits or runs already is answered instead, and looks again when it ends. */
export async function queueCheck(at: Installation, hub: string): Promise<string> {
  return at.jobs.enqueue('check', {}, { hub, jobKey: `check ${hub}` })
}
