import type { Selectable } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import type { Database } from '#platform/storage/schema.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor, HubRow } from '../actor.ts'
import type { Reader, Transacted } from '../installation.ts'

export type DraftRow = Selectable<Database['draft']>

/**
 * A draft that the actor may see, and its hub: their own, or any of a hub that they review.
 *
 * To everybody else it does not exist, in the words in which nothing exists.
 */
export async function visibleDraft(db: Reader, actor: Actor, id: string): Promise<{ draft: DraftRow; hub: HubRow }> {
  return seen(db, actor, id, await db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirst())
}

/** As {@link visibleDraft}, held until the transaction ends: of two who decide, the second sees what the first decided. */
export async function heldDraft(trx: Transacted, actor: Actor, id: string): Promise<{ draft: DraftRow; hub: HubRow }> {
  return seen(trx, actor, id, await trx.selectFrom('draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst())
}

async function seen(db: Reader, actor: Actor, id: string, draft: DraftRow | undefined): Promise<{ draft: DraftRow; hub: HubRow }> {
  const hub = draft && (await hubById(db, actor, draft.hub, 'read'))
  if (!draft || !hub || (draft.author !== actor.account && !may(hub.role, 'review'))) throw noSuch('draft', id)
  return { draft, hub }
}

/** Whether it can still become something. */
export function isUndecided({ state }: Pick<DraftRow, 'state'>): boolean {
  return state === 'open' || state === 'submitted' || state === 'sent_back'
}

/** What the actor may do with a draft as it stands. */
export function mayDo(actor: Actor, draft: DraftRow, { role }: HubRow) {
  const isOwn = draft.author === actor.account
  const canWrite = may(role, 'record') && isUndecided(draft)
  const canReview = may(role, 'review') && draft.state === 'submitted' && !isOwn
  return {
    edit: isOwn && canWrite, submit: isOwn && canWrite && draft.state !== 'submitted',
    accept: (isOwn && canWrite) || canReview, send_back: canReview, discard: isOwn && isUndecided(draft),
  }
}

/** Refuses to act on a draft that its author has saved anew since it was looked at. */
export function requireVersion(draft: DraftRow, version: number): void {
  if (draft.version === version) return
  throw new Refusal(
    'draft.changed',
    {
      en: `This draft is at version ${draft.version} now, not ${version}; read it again before you go on.`,
      ko: `이 초안은 이제 버전 ${version}이(가) 아니라 ${draft.version}입니다. 다시 읽은 뒤 진행하십시오.`,
    },
    { version, newest: draft.version },
  )
}

const STATES: Readonly<Record<DraftRow['state'], { en: string; ko: string }>> = {
  open: { en: 'not submitted', ko: '제출 전' }, submitted: { en: 'submitted', ko: '제출됨' }, sent_back: { en: 'sent back', ko: '반려됨' },
  accepted: { en: 'accepted', ko: '승인됨' }, discarded: { en: 'discarded', ko: '버려짐' },
}

/** What one may not do with a draft in its state, or with somebody else's. */
export function draftDecided({ state }: Pick<DraftRow, 'state'>): Refusal {
  return new Refusal(
    'draft.decided',
    {
      en: `This draft is ${STATES[state].en}, so you cannot do this with it; load it again to see what you may do.`,
      ko: `이 초안은 ${STATES[state].ko} 상태이므로 할 수 없습니다. 다시 불러와 할 수 있는 일을 확인하십시오.`,
    },
    { state },
  )
}
