import type { z } from 'zod'
import type { CommentSchema } from '#contract/schemas/draft.ts'
import { may } from '#stewardship/access/may.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor, HubRow } from '../actor.ts'
import { refuseDeleted } from '../erasure/deleted.ts'
import { visibleDraft } from '../drafts/visible-draft.ts'
import { cutPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { writeOnce } from '../write-once.ts'
import type { Installation, Reader } from '../installation.ts'

export type Comment = z.infer<typeof CommentSchema>
type About = { readonly record: string } | { readonly draft: string }

/** Comments on a record that the actor may read, oldest first. */
export async function listComments(
  at: Installation, actor: Actor, record: string, asked: PageAsked,
): Promise<{ comments: Comment[]; next: string | null }> {
  const all = await commentsOf(at.db, actor, await hubOfRecord(at.db, actor, record, 'read'), { record })
  const { rows, next } = cutPage(`comments ${record}`, asked, all, ({ id }) => id)
  return { comments: [...rows], next }
}

/** Adds a comment to a record; answers all of them. */
export async function commentRecord(at: Installation, actor: Actor, record: string, text: string): Promise<{ comments: Comment[] }> {
  const hub = await hubOfRecord(at.db, actor, record, 'record')
  await writeOnce(at, actor, (trx) => insertComment(trx, { hub: hub.id, record, author: actor.account, at: at.now(), text }))
  return { comments: await commentsOf(at.db, actor, hub, { record }) }
}

/** Takes the words of a comment away and leaves its place; for its author and those who review the hub. */
export async function withdrawComment(at: Installation, actor: Actor, id: string): Promise<Comment> {
  const row = await at.db.selectFrom('comment').select(['hub', 'author', 'record', 'draft']).where('id', '=', id).executeTakeFirst()
  if (!row) throw noSuch('comment', id)
  const about: About = row.record ? { record: row.record } : { draft: row.draft! }
  const hub = await hubOf(at.db, actor, row.hub, about, id)
  if (row.author !== actor.account && !may(hub.role, 'review')) throw noSuch('comment', id)
  await at.db
    .updateTable('comment')
    .set({ text: '', withdrawn_at: at.now(), withdrawn_by: actor.account })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
  return (await commentsOf(at.db, actor, hub, about)).find((comment) => comment.id === id)!
}

export async function insertComment(db: Reader, comment: About & { hub: string; author: string; at: Date; text: string }): Promise<void> {
  await db.insertInto('comment').values({ id: newId(comment.at.getTime()), ...comment }).execute()
}

/** Comments on something that the actor is known to see. */
export async function commentsOf(db: Reader, actor: Actor, hub: HubRow, about: About): Promise<Comment[]> {
  const rows = await db
    .selectFrom('comment')
    .innerJoin('account', 'account.id', 'comment.author')
    .leftJoin('account as withdrawer', 'withdrawer.id', 'comment.withdrawn_by')
    .select([
      'comment.id', 'comment.author', 'comment.at', 'comment.text', 'comment.withdrawn_at', 'account.name',
      'withdrawer.name as withdrawn_by',
    ])
    .where('comment.hub', '=', hub.id)
    .where((eb) => ('record' in about ? eb('comment.record', '=', about.record) : eb('comment.draft', '=', about.draft)))
    .orderBy('comment.at')
    .orderBy('comment.id')
    .execute()
  return rows.map((row) => ({
    id: row.id, author: { id: row.author, name: row.name }, at: row.at.toISOString(), text: row.text,
    withdrawn: row.withdrawn_at ? { by: row.withdrawn_by ?? '', at: row.withdrawn_at.toISOString() } : null,
    may_withdraw: !row.withdrawn_at && (row.author === actor.account || may(hub.role, 'review')),
  }))
}

async function hubOfRecord(db: Reader, actor: Actor, id: string, action: 'read' | 'record'): Promise<HubRow> {
  await refuseDeleted(db, actor, id)
  const row = await db.selectFrom('record').select('hub').where('id', '=', id).executeTakeFirst()
  const hub = row && (await hubById(db, actor, row.hub, action))
  if (!hub) throw noSuch('record', id)
  return hub
}

async function hubOf(db: Reader, actor: Actor, hub: string, about: About, id: string): Promise<HubRow> {
  if ('draft' in about) return (await visibleDraft(db, actor, about.draft)).hub
  const found = await hubById(db, actor, hub, 'read')
  if (!found) throw noSuch('comment', id)
  return found
}
