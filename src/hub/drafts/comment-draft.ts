import type { Actor } from '../actor.ts'
import { insertComment } from '../comments/comments.ts'
import type { Installation } from '../installation.ts'
import { writeOnce } from '../write-once.ts'
import { getDraft } from './get-draft.ts'
import type { Draft } from './get-draft.ts'
import { visibleDraft } from './visible-draft.ts'

/** Adds a comment to a draft that the actor may see. */
export async function commentDraft(at: Installation, actor: Actor, id: string, text: string): Promise<Draft> {
  const { hub } = await visibleDraft(at.db, actor, id)
  await writeOnce(at, actor, (trx) => insertComment(trx, { hub: hub.id, draft: id, author: actor.account, at: at.now(), text }))
  return getDraft(at, actor, id)
}
