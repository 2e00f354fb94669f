import { repeatedKey, unknownKey } from '#contract/files/record-draft-file.ts'
import { elementsAlong } from '#record/lineage/elements-along.ts'
import { referencedIds, renameReferences } from '#record/lineage/participants.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { RecordContent } from '#record/records/record.ts'
import { searchable } from '#record/records/searchable.ts'
import type { Searchable } from '#record/records/searchable.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { heldId } from '#stewardship/exchange/outside.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { copyRows, RowsToCopy } from '#platform/storage/copy-rows.ts'
import { sha256 } from '#platform/storage/digest.ts'
import { newId } from '#platform/storage/new-id.ts'
import { takeTurns } from '#platform/take-turns.ts'
import type { Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { RecordsToInsert } from './insert-rows.ts'
import { rowsOf } from './record-rows.ts'
import { refuseCircles } from './refuse-circles.ts'
import type { WrittenProcess } from './refuse-circles.ts'
import { reviseByDraft } from './revise-by-draft.ts'
import type { Authorship } from './record-rows.ts'
import { keptCorrections } from './take-draft.ts'
import type { Taken } from './take-draft.ts'
import { newestOf, revisedByPeople, toldRevisions } from './told-revisions.ts'
import { templateNamed } from './templates-of.ts'
import type { WriteCounts } from './write-drafts.ts'

/** What is stored of a key: its record, the hash of the draft last written, and the import that made the record. */
export type Known = {
  readonly record: string
  readonly hash: string
  readonly import: string | null
  readonly elements: readonly number[]
  /** Whether it has more than one revision. */
  readonly isRevised: boolean
}

type Draft = { readonly id: string; readonly line: number; readonly from: number | undefined; readonly content: RecordContent; readonly own: readonly number[]; readonly found: Searchable; readonly json: string }

/**
 * What a draft says of a record that is there already, and said otherwise when it last came; of one that is named by its id, `from`
 * is the revision that it was exported from.
 */
export type Revision = Draft & {
  readonly key: string
  readonly hash: string
  readonly template: Template
  readonly elements: readonly number[]
}

type Repeated = { readonly id: string; readonly key: string; readonly line: number; readonly content: RecordContent; readonly template: Template }

/** A record that a person has corrected, and that the file tells of otherwise; the template is the draft's. */
export type Corrected = Pick<Taken, 'contested' | 'kept'> & { readonly key: string; readonly name: string; readonly line: number; readonly template: Template }

/** Some of an import's drafts, ready for the database. */
export type DraftBatch = {
  /** By key. What the records say is not kept beyond its rows: a garbage collector would move it about meanwhile. */
  readonly ids: ReadonlyMap<string, string>
  /** By id. */
  readonly elements: ReadonlyMap<string, readonly number[]>
  readonly made: RecordsToInsert
  readonly identities: RowsToCopy
  readonly revised: readonly Revision[]
  /** Those that say what they said before, of records that were revised since they came. */
  readonly repeated: readonly Repeated[]
  /** Processes that are made or revised, in their order. */
  readonly processes: readonly WrittenProcess[]
  /** Records whose elements others that are stored must learn. */
  readonly toPassDown: readonly string[]
}

/** What all batches of an import share. */
export type Writing = {
  readonly by: Authorship
  readonly recipe: string
  readonly templates: ReadonlyMap<string, Template>
  readonly counts: WriteCounts
  readonly onCorrected: (corrected: Corrected) => void
}

/** Drafts made ready between two turns for others: 2 ms of work, in which the database empties what was sent to it. */
const TURN = 32

/** The keys that drafts have or point to. */
export function keysOf(drafts: readonly RecordDraft[]): Set<string> {
  return new Set(drafts.flatMap(({ key, content }) => [key, ...referencedIds(content)]))
}

/**
 * Makes drafts ready for the database without asking it, so that it can write the batch `before` meanwhile; adds them to
 * `counts`. `known` holds what is stored of their keys, but for those of the batch before.
 */
export async function makeBatch(
  { by, recipe, templates, counts }: Writing, all: readonly RecordDraft[], known: ReadonlyMap<string, Known>,
  before: DraftBatch | undefined,
): Promise<DraftBatch> {
  const ids = new Map<string, string>()
  const idOf = (key: string) => ids.get(key) ?? before?.ids.get(key) ?? known.get(key)?.record
  const drafts = new Map<string, Draft>()
  const mine = new Map<string, Draft>()
  const stored = new Map<string, readonly number[]>()
  for await (const { key, content: written, line = 0, revision: from } of takeTurns(all, TURN)) {
    const isRepeated = ids.has(key) || before?.ids.has(key)
    if (isRepeated || (by.import !== null && known.get(key)?.import === by.import)) throw repeatedKey(recipe, line, heldId(key) ?? key, null)
    const id = known.get(key)?.record ?? newId(by.at.getTime())
    ids.set(key, id)
    const content = renameReferences(written, (other) => {
      const found = idOf(other) ?? raise(unknownKey(recipe, line, other))
      if (!mine.has(found)) stored.set(found, before?.elements.get(found) ?? known.get(other)?.elements ?? [])
      return found
    })
    const found = searchable(content)
    const draft = { id, line, from, content, found, own: found.elements, json: canonicalJson(content) }
    drafts.set(key, draft)
    mine.set(id, draft)
  }

  const elements = elementsAlong(mine, (id) => stored.get(id) ?? [])
  const batch = { made: new RecordsToInsert(), identities: new RowsToCopy('import_identity'), revised: [] as Revision[], repeated: [] as Repeated[], processes: [] as WrittenProcess[], toPassDown: [] as string[] }
  for await (const [key, draft] of takeTurns(drafts, TURN)) {
    const { id, content, json, found } = draft
    const hash = sha256(json)
    const earlier = known.get(key)
    if (earlier?.hash === hash) {
      counts.unchanged++
      if (earlier.isRevised) batch.repeated.push({ id, key, line: draft.line, content, template: templateNamed(templates, content.template) })
      continue
    }
    const template = templateNamed(templates, content.template)
    const prepared = { id, content, template, elements: elements.get(id) ?? [] }
    if (earlier) batch.revised.push({ ...draft, ...prepared, key, hash })
    else {
      batch.made.add(rowsOf({ ...prepared, revision: 1, parent: null }, by, json, found))
      batch.identities.add({ hub: by.hub, recipe_name: recipe, key, record: id, content_hash: hash })
    }
    if (content.kind === 'process') batch.processes.push({ id, line: draft.line })
    if (!earlier) count(counts, draft, templateKey(template), 'made')
    // What a process makes may have been stored, without its elements, before the process was read.
    const makesStored = content.kind === 'process' && content.outputs.some(({ material }) => stored.has(material))
    if (earlier || makesStored) batch.toPassDown.push(id)
  }
  return { ids, elements, ...batch }
}

/** Writes a batch; no other of the same import may be written at the same time. */
export async function writeBatch(trx: Transacted, writing: Writing, batch: DraftBatch): Promise<void> {
  const { by, recipe, counts } = writing
  await batch.made.insert(trx)
  await copyRows(trx, batch.identities)
  if (batch.revised.length > 0) await lockHub(trx, by.hub)
  const newest = await newestOf(trx, by.hub, batch.revised.map(({ id }) => id))
  for (const revision of batch.revised) {
    const { id, key, hash, template } = revision
    const { written, ...corrected } = await reviseByDraft(trx, writing, revision, newest.get(id)!)
    if (written) count(counts, revision, templateKey(template), 'revised')
    else counts.unchanged++
    tell(writing, revision, corrected)
    await trx
      .updateTable('import_identity')
      .set({ content_hash: hash })
      .where('hub', '=', by.hub)
      .where('recipe_name', '=', recipe)
      .where('key', '=', key)
      .execute()
  }
  const revisions = await toldRevisions(trx, by.hub, await revisedByPeople(trx, by.hub, batch.repeated.map(({ id }) => id)))
  for (const repeated of batch.repeated) {
    const told = revisions.get(repeated.id)
    if (told) tell(writing, repeated, { contested: [], kept: keptCorrections(told, repeated.content) })
  }
  await refuseCircles(trx, by.hub, recipe, batch.processes)
}

function tell({ onCorrected }: Writing, { key, line, content, template }: Repeated, { contested, kept }: Pick<Taken, 'contested' | 'kept'>): void {
  if (contested.length + kept.length > 0) onCorrected({ key, name: content.name, line, template, contested, kept })
}

function raise(refusal: Error): never {
  throw refusal
}

function count(counts: WriteCounts, { content, found }: Draft, template: string, what: 'made' | 'revised'): void {
  counts[what]++
  counts.links += referencedIds(content).length
  counts.quantities += found.quantities.length
  counts.byTemplate[template] = (counts.byTemplate[template] ?? 0) + 1
}
