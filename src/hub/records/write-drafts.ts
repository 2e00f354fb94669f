import { sql } from 'kysely'
import { renameReferences } from '#record/lineage/participants.ts'
import { heldId, heldReference } from '#stewardship/exchange/outside.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { takeTurns } from '#platform/take-turns.ts'
import type { Reader, Transacted } from '../installation.ts'
import { keysOf, makeBatch, writeBatch } from './draft-batch.ts'
import type { Corrected, DraftBatch, Known, Writing } from './draft-batch.ts'
import { isRecordId } from './draft-keys.ts'
import { passElementsDown } from './elements-in-store.ts'
import { refreshStatistics } from './insert-rows.ts'
import type { Authorship } from './record-rows.ts'
import { templatesOf } from './templates-of.ts'

export type WriteCounts = {
  made: number
  revised: number
  unchanged: number
  links: number
  quantities: number
  byTemplate: Record<string, number>
}

/** Drafts written at a time: enough to make statements worth their while, few enough for a file of any size. */
const BATCH = 1_000
/** Drafts read between two turns for others: 1 ms of work, in which the database empties what was sent to it. */
const TURN = 64

/**
 * Writes drafts as records inside the caller's transaction, as they come; memory does not grow with their number.
 *
 * A draft's identity is hub + recipe + key: a new key makes a record, a changed content a revision, an unchanged one
 * nothing. A key that is the id of a record of the hub is that record, as in the hub's own exports. A draft may point to any before it, in this file or in an earlier one of the recipe. The contents must have
 * been through `admitContent`. Refuses a key that an earlier draft of this import has (`file.duplicate_key`), and
 * one that points to no draft before it (`file.unknown_key`).
 *
 * `onCorrected` hears of each record that a person has corrected and that the file tells of otherwise: what the person said stays.
 *
 * While the database writes one batch, the next is read and made ready.
 */
export async function writeDrafts(
  trx: Transacted, by: Authorship, recipe: string, all: Iterable<RecordDraft> | AsyncIterable<RecordDraft>, onCorrected: (corrected: Corrected) => void = () => {},
): Promise<WriteCounts> {
  await waitForRecipe(trx, by.hub, recipe)
  // Put off to the commit, the checks of references would wait in the server's memory, one for every row.
  await sql`set constraints all immediate`.execute(trx)
  const counts: WriteCounts = { made: 0, revised: 0, unchanged: 0, links: 0, quantities: 0, byTemplate: {} }
  const writing: Writing = { by, recipe, templates: await templatesOf(trx, by.hub), counts, onCorrected }
  const toPassDown: string[] = []
  let ready: DraftBatch | undefined
  let written = Promise.resolve()
  const write = (batch: DraftBatch) => {
    toPassDown.push(...batch.toPassDown)
    written = writeBatch(trx, writing, batch)
    // It is awaited before anything else is asked of the database; until then its failure is nobody's.
    written.catch(() => {})
  }
  try {
    for await (const read of inBatches(all)) {
      await written
      const drafts = await namingHeld(trx, by.hub, read)
      const keys = [...keysOf(drafts)].filter((key) => !ready?.ids.has(key))
      const known = await recordsByKey(trx, by.hub, recipe, keys)
      if (ready) write(ready)
      ready = await makeBatch(writing, drafts, known, ready)
    }
    await written
    if (ready) write(ready)
  } finally {
    await written.catch(() => {})
  }
  await written
  // Also to records that the file leaves as they are, and to those that somebody added by hand.
  await passElementsDown(trx, by.hub, toPassDown)
  if (counts.made > 0) await refreshStatistics(trx)
  return counts
}

async function* inBatches(drafts: Iterable<RecordDraft> | AsyncIterable<RecordDraft>): AsyncGenerator<RecordDraft[]> {
  let batch: RecordDraft[] = []
  for await (const draft of takeTurns(drafts, TURN)) {
    batch.push(draft)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

/** Drafts with `heldReference` in the place of each key and reference that is the id of a record of the hub. */
async function namingHeld(trx: Transacted, hub: string, drafts: readonly RecordDraft[]): Promise<readonly RecordDraft[]> {
  const ids = [...keysOf(drafts)].filter(isRecordId)
  if (ids.length === 0) return drafts
  const rows = await trx
    .selectFrom('record').select('id').where('hub', '=', hub).where('deleted_at', 'is', null).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  const held = new Set(rows.map(({ id }) => id))
  const named = (key: string) => (held.has(key) ? heldReference(key) : key)
  return drafts.map((draft) => ({ ...draft, key: named(draft.key), content: renameReferences(draft.content, named) }))
}

/** Two imports by one recipe write one after the other: the second must see which records the first has made. */
async function waitForRecipe(trx: Transacted, hub: string, recipe: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${hub} ${recipe}`}, 0))`.execute(trx)
}

/** What is stored of each key of a recipe; a key whose record was withdrawn is free again. */
export async function recordsByKey(
  trx: Transacted, hub: string, recipe: string, keys: readonly string[],
): Promise<Map<string, Known>> {
  const held = keys.filter((key) => heldId(key) !== null)
  const own = held.length === 0 ? keys : keys.filter((key) => heldId(key) === null)
  return new Map([...(await recordsHeld(trx, hub, held)), ...(await recordsOwn(trx, hub, recipe, own))])
}

/** What the hub holds of records that are named by their ids. */
async function recordsHeld(trx: Transacted, hub: string, keys: readonly string[]): Promise<[string, Known][]> {
  if (keys.length === 0) return []
  const rows = await trx
    .selectFrom('record').select(['id', 'elements', 'import', 'revision']).where('hub', '=', hub).where('deleted_at', 'is', null)
    .where('id', 'in', keys.map((key) => heldId(key)!)).execute()
  return rows.map(({ id, elements, import: by, revision }) => [heldReference(id), { record: id, hash: '', import: by, elements: elements ?? [], isRevised: revision > 1 }])
}

async function recordsOwn(trx: Transacted, hub: string, recipe: string, keys: readonly string[]): Promise<[string, Known][]> {
  const all = await identitiesOf(trx, hub, recipe, keys)
  const free = all.filter(({ id }) => id === null).map(({ key }) => key)
  if (free.length > 0) {
    await trx.deleteFrom('import_identity').where('hub', '=', hub).where('recipe_name', '=', recipe).where('key', 'in', free).execute()
  }
  return all.flatMap(({ key, record, hash, id, import: by, elements, revision }): [string, Known][] => (
    id === null ? [] : [[key, { record, hash, import: by, elements: elements ?? [], isRevised: (revision ?? 1) > 1 }]]
  ))
}

/** What was written under keys of a recipe; `id` is null where that record was withdrawn. */
export function identitiesOf(db: Reader, hub: string, recipe: string, keys: readonly string[]) {
  return db
    .selectFrom('import_identity as known')
    .leftJoin('record', (join) => join.onRef('record.hub', '=', 'known.hub').onRef('record.id', '=', 'known.record'))
    .select(['known.key', 'known.record', 'known.content_hash as hash', 'record.id', 'record.import', 'record.elements', 'record.revision'])
    .where('known.hub', '=', hub)
    .where('known.recipe_name', '=', recipe)
    .where(sql<boolean>`known.key = any(${keys}::text[])`)
    .execute()
}
