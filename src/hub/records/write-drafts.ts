import { sql } from 'kysely'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { elementsAlong } from '#record/lineage/elements-along.ts'
import type { ElementsNode } from '#record/lineage/elements-along.ts'
import { referencedIds, renameReferences } from '#record/lineage/participants.ts'
import { searchable } from '#record/records/searchable.ts'
import type { RecordContent } from '#record/records/record.ts'
import { templateKey } from '#record/templates/template.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { sha256 } from '#platform/storage/digest.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { passElementsDown } from './elements-in-store.ts'
import { insertRecords, insertRevision, refreshStatistics } from './insert-rows.ts'
import { rowsOf } from './record-rows.ts'
import type { Authorship } from './record-rows.ts'
import { templateNamed, templatesOf } from './templates-of.ts'

export type WriteCounts = {
  made: number
  revised: number
  unchanged: number
  links: number
  quantities: number
  byTemplate: Record<string, number>
  /** Ids of all drafts' records by key. */
  ids: ReadonlyMap<string, string>
}

/**
 * Writes drafts as records inside the caller's transaction.
 *
 * A draft's identity is hub + recipe + key: a new key makes a record, a changed content a revision, an unchanged one
 * nothing. The contents must have been checked against their templates.
 */
export async function writeDrafts(
  trx: Transacted,
  by: Authorship,
  recipe: string,
  drafts: readonly RecordDraft[],
): Promise<WriteCounts> {
  await waitForRecipe(trx, by.hub, recipe)
  const templates = await templatesOf(trx, by.hub)
  const before = await identities(trx, by.hub, recipe)
  const ids = new Map(drafts.map(({ key }) => [key, before.get(key)?.record ?? newId(by.at.getTime())]))
  const contents = new Map<string, RecordContent>()
  for (const { key, content } of drafts) contents.set(key, renameReferences(content, (other) => idOf(ids, other, key)))

  const elements = elementsAlong(nodes(ids, contents), () => [])
  const counts: WriteCounts = { made: 0, revised: 0, unchanged: 0, links: 0, quantities: 0, byTemplate: {}, ids }
  const fresh: ReturnType<typeof rowsOf>[] = []
  const revised: string[] = []
  const remember: { key: string; record: string; hash: string }[] = []
  for (const [key, content] of contents) {
    const id = ids.get(key)!
    const hash = sha256(canonicalJson(content))
    const known = before.get(key)
    if (known?.hash === hash) {
      counts.unchanged++
      continue
    }
    const template = templateNamed(templates, content.template)
    if (known && counts.revised === 0) await lockHub(trx, by.hub)
    const newest = known ? await newestRevision(trx, by.hub, id) : null
    const rows = rowsOf(
      {
        id,
        content,
        template,
        elements: elements.get(id) ?? [],
        revision: (newest?.n ?? 0) + 1,
        parent: newest?.hash ?? null,
      },
      by,
    )
    remember.push({ key, record: id, hash })
    count(counts, rows, content, templateKey(template), known !== undefined)
    if (known) {
      await insertRevision(trx, rows)
      revised.push(id)
    } else fresh.push(rows)
  }
  await insertRecords(trx, fresh)
  // Also to records that the file leaves as they are, and to those that somebody added by hand.
  for (const id of revised) await passElementsDown(trx, by.hub, id)
  if (fresh.length > 0) await refreshStatistics(trx)
  await rememberIdentities(trx, by.hub, recipe, remember)
  return counts
}

/** Two imports by one recipe write one after the other: the second must see which records the first has made. */
async function waitForRecipe(trx: Transacted, hub: string, recipe: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${hub} ${recipe}`}, 0))`.execute(trx)
}

function idOf(ids: ReadonlyMap<string, string>, key: string, from: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`draft ${from} points to ${key}, which is not among the drafts`)
  return id
}

function nodes(
  ids: ReadonlyMap<string, string>, contents: ReadonlyMap<string, RecordContent>,
): Map<string, ElementsNode> {
  const found = new Map<string, ElementsNode>()
  for (const [key, content] of contents) found.set(ids.get(key)!, { content, own: searchable(content).elements })
  return found
}

function count(
  counts: WriteCounts, rows: ReturnType<typeof rowsOf>, content: RecordContent, template: string, revised: boolean,
) {
  if (revised) counts.revised++
  else counts.made++
  counts.links += referencedIds(content).length
  counts.quantities += rows.quantities.length
  counts.byTemplate[template] = (counts.byTemplate[template] ?? 0) + 1
}

async function identities(trx: Transacted, hub: string, recipe: string) {
  const rows = await trx
    .selectFrom('import_identity')
    .select(['key', 'record', 'content_hash'])
    .where('hub', '=', hub)
    .where('recipe_name', '=', recipe)
    .execute()
  return new Map(rows.map(({ key, record, content_hash }) => [key, { record, hash: content_hash }]))
}

async function newestRevision(trx: Transacted, hub: string, record: string) {
  return trx
    .selectFrom('revision')
    .select(['n', 'hash'])
    .where('hub', '=', hub)
    .where('record', '=', record)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

async function rememberIdentities(
  trx: Transacted, hub: string, recipe: string, all: readonly { key: string; record: string; hash: string }[],
) {
  const CHUNK = 5_000
  for (let start = 0; start < all.length; start += CHUNK) {
    const values = all.slice(start, start + CHUNK).map(({ key, record, hash }) => ({
      hub, recipe_name: recipe, key, record, content_hash: hash,
    }))
    await trx
      .insertInto('import_identity')
      .values(values)
      .onConflict(
        (conflict) => conflict.columns(['hub', 'recipe_name', 'key']).doUpdateSet(
          (set) => ({ content_hash: set.ref('excluded.content_hash') })
        )
      )
      .execute()
  }
}
