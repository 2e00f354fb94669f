import type { z } from 'zod'
import type { DraftSchema, DraftSummarySchema } from '#contract/schemas/draft.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import { referredIds } from '#record/records/references.ts'
import { may } from '#stewardship/access/may.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { commentsOf } from '../comments/comments.ts'
import type { Installation, Reader } from '../installation.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { checkDrafts } from '../records/check-records.ts'
import type { ReadValue } from '../records/check-records.ts'
import { isRecordId } from '../records/draft-keys.ts'
import { namesOf } from '../records/get-record.ts'
import { isUndecided, mayDo, visibleDraft } from './visible-draft.ts'
import type { DraftRow } from './visible-draft.ts'

export type Draft = z.input<typeof DraftSchema>
type Summary = z.infer<typeof DraftSummarySchema>

/** Drafts that are not decided: the actor's own, and if they review the hub those of others that wait for it. */
export async function listDrafts(
  at: Installation, actor: Actor, slug: string, asked: PageAsked,
): Promise<{ own: Summary[]; review: Summary[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows, next } = await readPage('drafts', asked, (after, most) => at.db
    .selectFrom('draft')
    .innerJoin('account', 'account.id', 'draft.author')
    .selectAll('draft')
    .select('account.name as author_name')
    .where('draft.hub', '=', hub.id)
    .where((eb) => eb.or([
      eb.and([eb('draft.author', '=', actor.account), eb('draft.state', 'in', ['open', 'submitted', 'sent_back'])]),
      ...(may(hub.role, 'review') ? [eb('draft.state', '=', 'submitted')] : []),
    ]))
    .$if(after !== null, (query) => query.where('draft.id', '<', after!))
    .orderBy('draft.id', 'desc')
    .limit(most)
    .execute())
  const isOwn = ({ author }: { author: string }) => author === actor.account
  return { own: rows.filter(isOwn).map(summary), review: rows.filter((row) => !isOwn(row)).map(summary), next }
}

/** A draft with all that its page shows. */
export async function getDraft(at: Installation, actor: Actor, id: string): Promise<Draft> {
  const { draft, hub } = await visibleDraft(at.db, actor, id)
  const people = await peopleOf(at.db, [draft.author, ...(draft.decided_by ? [draft.decided_by] : [])])
  const ids = draft.records
    .flatMap(({ content }) => [...referencedIds(content as RecordContent), ...referredIds(content as RecordContent)]).filter(isRecordId)
  const { revises } = draft.records.at(-1)!
  const keeping = { db: at.db, files: at.files, hub: draft.hub, author: draft.author }
  const checked = isUndecided(draft) ? await checkDrafts(keeping, draft.records) : { problems: [], read: [], remarks: [] }
  return {
    ...summary({ ...draft, author_name: people.get(draft.author)! }), hub: hub.slug,
    records: withRead(draft.records, checked.read) as Draft['records'], reason: draft.reason,
    names: await namesOf(at.db, draft.hub, [...new Set(ids)]),
    problems: checked.problems,
    against: revises ? await newestOf(at.db, draft.hub, revises.id) : null,
    made: [...(draft.made ?? [])],
    decided: draft.decided_by && draft.decided_at
      ? { by: { id: draft.decided_by, name: people.get(draft.decided_by)! }, at: draft.decided_at.toISOString() } : null,
    comments: await commentsOf(at.db, actor, hub, { draft: id }), may: mayDo(actor, draft, hub),
  }
}

/** The records with what would be read out of their files, for whoever looks at them. */
function withRead(records: DraftRow['records'], read: readonly ReadValue[]): DraftRow['records'] {
  return records.map(({ content, ...draft }) => {
    const of = (planned: boolean) => Object.fromEntries(read
      .filter((one) => one.key === draft.key && one.planned === planned).map(({ field, value }) => [field, value]))
    const values = { ...content.values, ...of(false) }
    return { ...draft, content: content.kind === 'process' ? { ...content, values, planned: { ...content.planned, ...of(true) } } : { ...content, values } }
  })
}

function summary(draft: DraftRow & { author_name: string }): Summary {
  const { content, revises } = draft.records.at(-1)!
  return {
    id: draft.id, author: { id: draft.author, name: draft.author_name }, state: draft.state, version: draft.version,
    kind: content.kind, template: content.template, name: content.name, records: draft.records.length,
    revises: revises?.id ?? null, created_at: draft.created_at.toISOString(), changed_at: draft.changed_at.toISOString(),
  }
}

async function peopleOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'name']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function newestOf(db: Reader, hub: string, id: string): Promise<Draft['against']> {
  const row = await db
    .selectFrom('record_with_content').select(['revision', 'content']).where('hub', '=', hub).where('id', '=', id).executeTakeFirst()
  return row ? { n: row.revision, content: row.content as NonNullable<Draft['against']>['content'] } : null
}
