import { newId } from '#platform/storage/new-id.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { requireOwnKey } from '../records/draft-keys.ts'
import type { WrittenDraft } from '../records/write-records.ts'
import { writeOnce } from '../write-once.ts'
import { getDraft } from './get-draft.ts'
import type { Draft } from './get-draft.ts'
import { refuseRevisingOthers } from './revised-in-hub.ts'
import { draftDecided, heldDraft, mayDo, requireVersion } from './visible-draft.ts'

type Said = { readonly records: readonly WrittenDraft[]; readonly reason: string }

/** Keeps what a form says as a draft of the actor; it need not be complete, and no one but reviewers sees it. */
export async function createDraft(at: Installation, actor: Actor, slug: string, { records, reason }: Said): Promise<Draft> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  requireKeys(records)
  await refuseRevisingOthers(at.db, hub.id, records)
  const now = at.now()
  const id = await writeOnce(at, actor, async (trx) => {
    const made = newId(now.getTime())
    await trx
      .insertInto('draft')
      .values({
        id: made, hub: hub.id, author: actor.account, state: 'open', version: 1, records: JSON.stringify(records), reason,
        created_at: now, changed_at: now,
      })
      .execute()
    return made
  })
  return getDraft(at, actor, id)
}

/** Saves the actor's own draft anew upon the version they had before them; one that was submitted is open again. */
export async function saveDraft(
  at: Installation, actor: Actor, id: string, { version, records, reason }: Said & { version: number },
): Promise<Draft> {
  requireKeys(records)
  await at.db.transaction().execute(async (trx) => {
    const { draft, hub } = await heldDraft(trx, actor, id)
    if (!mayDo(actor, draft, hub).edit) throw draftDecided(draft)
    requireVersion(draft, version)
    await refuseRevisingOthers(trx, hub.id, records)
    await trx
      .updateTable('draft')
      .set({ state: 'open', version: version + 1, records: JSON.stringify(records), reason, changed_at: at.now() })
      .where('id', '=', id)
      .execute()
  })
  return getDraft(at, actor, id)
}

/** Puts the actor's own draft away: it is in no list any more, and nothing can become of it. */
export async function discardDraft(at: Installation, actor: Actor, id: string): Promise<Draft> {
  await at.db.transaction().execute(async (trx) => {
    const { draft, hub } = await heldDraft(trx, actor, id)
    if (!mayDo(actor, draft, hub).discard) throw draftDecided(draft)
    const now = at.now()
    await trx
      .updateTable('draft')
      .set({ state: 'discarded', decided_by: actor.account, decided_at: now, changed_at: now })
      .where('id', '=', id)
      .execute()
  })
  return getDraft(at, actor, id)
}

function requireKeys(records: readonly WrittenDraft[]): void {
  const taken = new Set<string>()
  for (const { key } of records) {
    requireOwnKey(key, taken)
    taken.add(key)
  }
}
