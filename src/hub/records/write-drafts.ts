import { sql } from 'kysely'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { elementsAlong } from '#record/lineage/elements-along.ts'
import type { ElementsNode } from '#record/lineage/elements-along.ts'
import { referencedIds, renameReferences } from '#record/lineage/participants.ts'
import { searchable } from '#record/records/searchable.ts'
import type { RecordContent } from '#record/records/record.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
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
}

/** Drafts written at a time: enough to make statements worth their while, few enough for a file of any size. */
const BATCH = 5_000

/**
 * Writes drafts as records inside the caller's transaction, as they come; memory does not grow with their number.
 *
 * A draft's identity is hub + recipe + key: a new key makes a record, a changed content a revision, an unchanged one
 * nothing. A draft may point to any before it, in this file or in an earlier one of the recipe. The contents must have
 * been checked against their templates.
 */
export async function writeDrafts(
  trx: Transacted, by: Authorship, recipe: string, drafts: Iterable<RecordDraft> | AsyncIterable<RecordDraft>,
): Promise<WriteCounts> {
  await waitForRecipe(trx, by.hub, recipe)
  const templates = await templatesOf(trx, by.hub)
  const counts: WriteCounts = { made: 0, revised: 0, unchanged: 0, links: 0, quantities: 0, byTemplate: {} }
  const changed: string[] = []
  let batch: RecordDraft[] = []
  for await (const draft of drafts) {
    batch.push(draft)
    if (batch.length < BATCH) continue
    changed.push(...await writeBatch(trx, by, recipe, batch, templates, counts))
    batch = []
  }
  changed.push(...await writeBatch(trx, by, recipe, batch, templates, counts))
  // Also to records that the file leaves as they are, and to those that somebody added by hand.
  for (const id of changed) await passElementsDown(trx, by.hub, id)
  if (counts.made > 0) await refreshStatistics(trx)
  return counts
}

/** Writes a batch and adds it to `counts`; returns the records whose elements others that are stored must learn. */
async function writeBatch(
  trx: Transacted, by: Authorship, recipe: string, batch: readonly RecordDraft[], templates: ReadonlyMap<string, Template>,
  counts: WriteCounts,
): Promise<string[]> {
  const keys = new Set(batch.flatMap(({ key, content }) => [key, ...referencedIds(content)]))
  const before = await recordsByKey(trx, by.hub, recipe, [...keys])
  const ids = new Map([...before].map(([key, { record }]) => [key, record]))
  for (const { key } of batch) if (!ids.has(key)) ids.set(key, newId(by.at.getTime()))
  const contents = new Map<string, RecordContent>()
  for (const { key, content } of batch) contents.set(key, renameReferences(content, (other) => idOf(ids, other, key)))

  const mine = nodes(ids, contents)
  const stored = await storedElements(trx, by.hub, [...contents.values()].flatMap(referencedIds).filter((id) => !mine.has(id)))
  const elements = elementsAlong(mine, (id) => stored.get(id) ?? [])
  const fresh: ReturnType<typeof rowsOf>[] = []
  const changed: string[] = []
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
    const revision = { revision: (newest?.n ?? 0) + 1, parent: newest?.hash ?? null }
    const rows = rowsOf({ id, content, template, elements: elements.get(id) ?? [], ...revision }, by)
    remember.push({ key, record: id, hash })
    count(counts, rows, content, templateKey(template), known !== undefined)
    if (known) await insertRevision(trx, rows)
    else fresh.push(rows)
    // What a process makes may have been stored, without its elements, before the process was read.
    const makesStored = content.kind === 'process' && content.outputs.some(({ material }) => stored.has(material))
    if (known || makesStored) changed.push(id)
  }
  await insertRecords(trx, fresh)
  await rememberIdentities(trx, by.hub, recipe, remember)
  return changed
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

/** The record that each key of a recipe stands for, and the hash of the draft that it was last written from. */
export async function recordsByKey(
  trx: Transacted, hub: string, recipe: string, keys: readonly string[],
): Promise<Map<string, { readonly record: string; readonly hash: string }>> {
  const rows = await trx
    .selectFrom('import_identity')
    .select(['key', 'record', 'content_hash'])
    .where('hub', '=', hub)
    .where('recipe_name', '=', recipe)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .execute()
  return new Map(rows.map(({ key, record, content_hash }) => [key, { record, hash: content_hash }]))
}

async function storedElements(trx: Transacted, hub: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, readonly number[]>()
  const rows = await trx
    .selectFrom('record').select(['id', 'elements']).where('hub', '=', hub).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  return new Map(rows.map(({ id, elements }) => [id, elements as readonly number[]]))
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
