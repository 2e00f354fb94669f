import type { Reader } from '../installation.ts'
import { noSuch } from '../actor.ts'
import type { WrittenDraft } from '../records/write-records.ts'

/** Refuses a draft that would revise a record of another hub, or none: it could never be accepted. */
export async function refuseRevisingOthers(db: Reader, hub: string, records: readonly WrittenDraft[]): Promise<void> {
  for (const { revises } of records) {
    if (!revises) continue
    const held = await db.selectFrom('record').select('id').where('hub', '=', hub).where('id', '=', revises.id).executeTakeFirst()
    if (!held) throw noSuch('record', revises.id)
  }
}
