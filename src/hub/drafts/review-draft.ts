import { Refusal } from '#science/refusal.ts'
import type { Actor } from '../actor.ts'
import { insertComment } from '../comments/comments.ts'
import type { Installation, Transacted } from '../installation.ts'
import { checkDrafts } from '../records/check-records.ts'
import { addDrafts } from '../records/write-records.ts'
import { getDraft } from './get-draft.ts'
import type { Draft } from './get-draft.ts'
import { draftDecided, heldDraft, mayDo, requireVersion } from './visible-draft.ts'
import type { DraftRow } from './visible-draft.ts'

type May = keyof ReturnType<typeof mayDo>

/** Hands the actor's own draft to those who review the hub; refuses the first thing that its templates do not allow. */
export async function submitDraft(at: Installation, actor: Actor, id: string, version: number): Promise<Draft> {
  return act(at, actor, id, version, 'submit', async (trx, draft) => {
    const { problems: [problem] } = await checkDrafts({ db: trx, files: at.files, hub: draft.hub, author: draft.author }, draft.records)
    if (problem) throw new Refusal(problem.code, problem.text, { ...problem.details, key: problem.key, field: problem.field })
    return { state: 'submitted' }
  })
}

/**
 * Makes the records of a draft, with its author as theirs.
 *
 * A reviewer accepts what others submitted; an author may accept their own at any time, which is saving it directly.
 */
export async function acceptDraft(at: Installation, actor: Actor, id: string, version: number): Promise<Draft> {
  return act(at, actor, id, version, 'accept', async (trx, draft) => {
    const by = { hub: draft.hub, author: draft.author, at: at.now(), reason: draft.reason, files: at.files }
    const made = await addDrafts(trx, by, draft.records)
    return { state: 'accepted', made: JSON.stringify(made), decided_by: actor.account, decided_at: by.at }
  })
}

/** Gives a submitted draft back to its author with a comment that says why. */
export async function sendBackDraft(
  at: Installation, actor: Actor, id: string, { version, comment }: { version: number; comment: string },
): Promise<Draft> {
  return act(at, actor, id, version, 'send_back', async (trx, draft) => {
    await insertComment(trx, { hub: draft.hub, draft: id, author: actor.account, at: at.now(), text: comment })
    return { state: 'sent_back' }
  })
}

type Step = { state: DraftRow['state']; made?: string; decided_by?: string; decided_at?: Date }

async function act(
  at: Installation, actor: Actor, id: string, version: number, action: May, step: (trx: Transacted, draft: DraftRow) => Promise<Step>,
): Promise<Draft> {
  await at.db.transaction().execute(async (trx) => {
    const { draft, hub } = await heldDraft(trx, actor, id)
    if (!mayDo(actor, draft, hub)[action]) throw draftDecided(draft)
    requireVersion(draft, version)
    const next = await step(trx, draft)
    await trx.updateTable('draft').set({ ...next, changed_at: at.now() }).where('id', '=', id).execute()
  })
  return getDraft(at, actor, id)
}
