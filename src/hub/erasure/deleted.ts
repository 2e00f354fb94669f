import type { z } from 'zod'
import type { TombstoneSchema } from '#contract/schemas/deletion.ts'
import { Refusal } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor, HubRow } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'

export type Tombstone = z.infer<typeof TombstoneSchema>

/** What is left of a record that was deleted; null where it was not. */
export async function tombstoneOf(db: Reader, id: string): Promise<(Tombstone & { readonly hub_id: string }) | null> {
  const row = await db
    .selectFrom('deletion')
    .innerJoin('account', 'account.id', 'deletion.deleted_by')
    .innerJoin('hub', 'hub.id', 'deletion.hub')
    .select(['deletion.hub as hub_id', 'hub.slug as hub', 'deletion.at', 'deletion.reason', 'account.name as by'])
    .where('deletion.record', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const revisions = await db
    .selectFrom('revision').innerJoin('account', 'account.id', 'revision.author')
    .select(['n', 'hash', 'at', 'account.name as author', 'content']).where('hub', '=', row.hub_id).where('record', '=', id).orderBy('n', 'desc').execute()
  const { kind, template } = revisions[0]!.content
  return {
    record: id, ...row, at: row.at.toISOString(), kind, template,
    revisions: revisions.map(({ content: _, ...revision }) => ({ ...revision, at: revision.at.toISOString() })),
  }
}

/** The refusal of a deleted record, for those who might have read it; null where it was not deleted or is not theirs to know. */
export async function deletedRefusal(db: Reader, actor: Actor, id: string): Promise<Refusal | null> {
  const tombstone = await tombstoneOf(db, id)
  if (!tombstone || !(await hubById(db, actor, tombstone.hub_id, 'read'))) return null
  const { hub_id: _, ...details } = tombstone
  const day = tombstone.at.slice(0, 10)
  return new Refusal('record.deleted', {
    en: `This record was deleted by ${tombstone.by} on ${day}, for privacy or law: ${tombstone.reason}`,
    ko: `${tombstone.by} 님이 ${day}에 개인정보 보호 또는 법적 사유로 삭제한 기록입니다: ${tombstone.reason}`,
  }, details)
}

/** Refuses `record.deleted` of a record that was deleted, to those who might have read it. */
export async function refuseDeleted(db: Reader, actor: Actor, id: string): Promise<void> {
  const refusal = await deletedRefusal(db, actor, id)
  if (refusal) throw refusal
}

/** A hub that the actor may delete in: as its lead, or as an administrator who is a member. */
export async function hubToDeleteIn(at: Installation, actor: Actor, hub: string, what: 'record' | 'file', id: string): Promise<HubRow> {
  const row = await hubById(at.db, actor, hub, 'read')
  if (!row) throw noSuch(what, id)
  if (may(row.role, 'erase')) return row
  const { administrator } = await at.db.selectFrom('account').select('administrator').where('id', '=', actor.account).executeTakeFirstOrThrow()
  if (administrator && !actor.limits) return row
  // In the words in which a role is refused anywhere.
  await hubById(at.db, actor, hub, 'erase')
  return row
}
