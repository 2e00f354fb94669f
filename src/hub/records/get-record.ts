import type { z } from 'zod'
import type { RecordSchema, RevisionSchema } from '#contract/schemas/record.ts'
import { referencedIds } from '#record/lineage/participants.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { RecordContent } from '#record/records/record.ts'
import { referredIds } from '#record/records/references.ts'
import { Refusal } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import { calculationRemarks } from '#record/expressions/calculate-content.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { acceptedProposal } from '../campaigns/accepted-proposal.ts'
import { deletedRefusal } from '../erasure/deleted.ts'
import { acceptedRevisions } from '../drafts/accepted-revisions.ts'
import { cutPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import type { Installation, Reader } from '../installation.ts'
import { whereFilesAre } from '../values/where-files-are.ts'
import { templateNamed, templatesOf } from './templates-of.ts'
import { withdrawalOf } from './withdrawal-of.ts'

/** The newest revision of a record that the actor may read. */
export async function getRecord(at: Installation, actor: Actor, id: string): Promise<z.infer<typeof RecordSchema>> {
  const row = await at.db
    .selectFrom('record')
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.hub', '=', 'record.hub')
        .onRef('revision.record', '=', 'record.id')
        .onRef('revision.n', '=', 'record.revision'),
    )
    .innerJoin('account', 'account.id', 'revision.author')
    .select([
      'record.id', 'record.hub', 'record.stage', 'record.revision', 'revision.content', 'record.import',
      'revision.hash', 'revision.at', 'revision.reason', 'account.name as author',
    ])
    .where('record.id', '=', id)
    .where('record.deleted_at', 'is', null)
    .executeTakeFirst()
  const hub = row && (await hubById(at.db, actor, row.hub, 'read'))
  if (!row || !hub) throw await absent(at, actor, id)
  const content = row.content as z.infer<typeof RecordSchema>['content']
  return {
    id: row.id, hub: hub.slug, stage: row.stage, revision: row.revision, hash: row.hash, author: row.author,
    at: row.at.toISOString(), reason: row.reason, content,
    remarks: calculationRemarks(row.content, templateNamed(await templatesOf(at.db, row.hub), row.content.template)),
    names: await namesOf(at.db, row.hub, [...referencedIds(row.content), ...referredIds(row.content)]),
    files: await whereFilesAre(at.db, row.hub, row.content), import: row.import,
    // Whoever may read the hub may read its campaigns.
    proposal: content.kind === 'process' ? await acceptedProposal(at.db, row.hub, id) : null,
  }
}

/** Every revision of a record, newest first. */
export async function getRevisions(
  at: Installation, actor: Actor, id: string, asked: PageAsked,
): Promise<{ revisions: z.infer<typeof RevisionSchema>[]; next: string | null; names: Record<string, string> }> {
  const deleted = await deletedRefusal(at.db, actor, id)
  if (deleted) throw deleted
  const gone = await withdrawalOf(at.db, id)
  const isReadable = gone && (await hubById(at.db, actor, gone.hub, 'read'))
  const { hub } = isReadable ? gone : await readableRecord(at, actor, id)
  const rows = await at.db
    .selectFrom('revision')
    .innerJoin('account', 'account.id', 'revision.author')
    .select([
      'revision.n',
      'revision.hash',
      'revision.parent',
      'revision.at',
      'revision.reason',
      'revision.content',
      'account.name as author',
    ])
    .where('revision.hub', '=', hub)
    .where('revision.record', '=', id)
    .orderBy('revision.n', 'desc')
    .execute()
  const restored = restorations(rows)
  const accepted = await acceptedRevisions(at.db, hub, id)
  // Whether one restores another is seen from all of them.
  const page = cutPage(`revisions ${id}`, asked, rows, ({ n }) => String(n))
  const revisions = page.rows.map((row) => ({
    ...row, at: row.at.toISOString(), restores: restored.get(row.n) ?? null, accepted_by: accepted.get(row.n) ?? null,
    content: row.content as z.infer<typeof RevisionSchema>['content'],
  }))
  const ids = page.rows.flatMap(({ content }) => [...referencedIds(content), ...referredIds(content)])
  return { revisions, next: page.next, names: await namesOf(at.db, hub, [...new Set(ids)]) }
}

/** Which older revision each restores, of revisions newest first: the newest that said the same, if not its parent. */
function restorations(revisions: readonly { n: number; content: RecordContent }[]): ReadonlyMap<number, number> {
  const newestSaying = new Map<string, number>()
  const restored = new Map<number, number>()
  for (const { n, content } of revisions.toReversed()) {
    const text = canonicalJson(content)
    const earlier = newestSaying.get(text)
    if (earlier !== undefined && earlier !== n - 1) restored.set(n, earlier)
    newestSaying.set(text, n)
  }
  return restored
}

/** Where a record lies, if the actor may read it; one that was withdrawn is refused as such. */
export async function readableRecord(at: Installation, actor: Actor, id: string): Promise<{ hub: string }> {
  const row = await at.db.selectFrom('record').select('hub').where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, 'read'))) throw await absent(at, actor, id)
  return row
}

/** Why a record is not there: deleted or withdrawn, for those who might read it, else no such record. */
async function absent(at: Installation, actor: Actor, id: string): Promise<Refusal> {
  const deleted = await deletedRefusal(at.db, actor, id)
  if (deleted) return deleted
  const gone = await withdrawalOf(at.db, id)
  const hub = gone && (await hubById(at.db, actor, gone.hub, 'read'))
  if (!gone || !hub) return noSuch('record', id)
  const { kept: { name, kind, template, owner }, by, reason } = gone
  const day = gone.at.toISOString()
  return new Refusal('record.withdrawn', {
    en: `“${name}” was withdrawn by ${by}: ${reason}`, ko: `‘${name}’은(는) ${by} 님이 철회한 기록입니다: ${reason}`,
  }, { record: id, hub: hub.slug, name, kind, template, by, at: day, reason, may_return: may(hub.role, 'review') || (may(hub.role, 'record') && owner === actor.account) })
}

/** Names of records of a hub, by id. */
export async function namesOf(db: Reader, hub: string, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {}
  const rows = await db
    .selectFrom('record')
    .select(['id', 'name'])
    .where('hub', '=', hub)
    .where('id', 'in', [...ids])
    .execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
