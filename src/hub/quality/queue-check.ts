import { sql } from 'kysely'
import { CHECKS_MARK } from '#record/quality/checks.ts'
import type { Installation } from '../installation.ts'

/** Queues a run of a hub's checks and answers its job; one that waits or runs already is answered instead, and looks again when it ends. */
export async function queueCheck(at: Installation, hub: string): Promise<string> {
  return at.jobs.enqueue('check', {}, { hub, jobKey: `check ${hub}` })
}

/**
 * Queues a run in each hub whose records were last checked by other rules than this release's, or never; after an upgrade, once.
 *
 * A run that ends leaves its rules behind, so that the next start queues none.
 */
export async function queueOutdatedChecks(at: Installation): Promise<void> {
  const hubs = await at.db.selectFrom('hub').select('id')
    .where(sql<boolean>`exists (select from record where record.hub = hub.id and deleted_at is null)`)
    .where(sql<boolean>`not exists (select from quality_run where quality_run.hub = hub.id and checks = ${CHECKS_MARK})`)
    .execute()
  for (const { id } of hubs) await queueCheck(at, id)
}
