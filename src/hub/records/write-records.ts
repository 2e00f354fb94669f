import { Refusal } from '#science/refusal.ts'
import { referencedIds, renameReferences } from '#record/lineage/participants.ts'
import type { z } from 'zod'
import type { WrittenDraftSchema } from '#contract/schemas/record-draft.ts'
import type { RecordContent } from '#record/records/record.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Transacted } from '../installation.ts'
import { writeOnce } from '../write-once.ts'
import { isRecordId, requireOwnKey, unknownReference } from './draft-keys.ts'
import { addRecord, addRevision } from './store-record.ts'
import type { Writing } from './store-record.ts'

/** A record on its way in, or a further revision of one. */
export type WrittenDraft = z.infer<typeof WrittenDraftSchema>

/** A draft's key with the id of the record that it became and the number of its revision. */
export type MadeRecord = { readonly key: string; readonly id: string; readonly n: number }

/**
 * Adds records and revisions that refer to one another by key, all of them or none; a refusal names the draft in
 * `details.key`.
 */
export async function writeRecords(
  at: Installation, actor: Actor, slug: string, drafts: readonly WrittenDraft[], reason: string,
): Promise<{ records: MadeRecord[] }> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  const by = { hub: hub.id, author: actor.account, at: at.now(), reason, files: at.files }
  return { records: await writeOnce(at, actor, (trx) => addDrafts(trx, by, drafts)) }
}

/** As {@link writeRecords}, as part of a larger transaction. */
export async function addDrafts(
  trx: Transacted, by: Writing, drafts: readonly WrittenDraft[],
): Promise<MadeRecord[]> {
  const ids = new Map<string, string>()
  const made: MadeRecord[] = []
  for (const { key, content, revises } of drafts) {
    try {
      requireOwnKey(key, ids)
      const unknown = referencedIds(content as RecordContent).find((reference) => !ids.has(reference) && !isRecordId(reference))
      if (unknown !== undefined) throw unknownReference(unknown)
      const id = revises?.id ?? newId(by.at.getTime())
      const named = renameReferences(content as RecordContent, (reference) => ids.get(reference) ?? reference.toLowerCase())
      if (revises) await addRevision(trx, by, id, revises.upon, named)
      else await addRecord(trx, by, id, named)
      ids.set(key, id)
      made.push({ key, id, n: (revises?.upon ?? 0) + 1 })
    } catch (error) {
      throw drafts.length > 1 && error instanceof Refusal ? ofDraft(error, key, content.name) : error
    }
  }
  return made
}

/** The refusal of one of several, with its name before the sentence. */
function ofDraft({ code, text, details }: Refusal, key: string, name: string): Refusal {
  return new Refusal(code, { en: `“${name}”: ${text.en}`, ko: `“${name}”: ${text.ko}` }, { ...details, key })
}
