import { canonicalJson } from '#record/records/canonical-json.ts'
import { searchable } from '#record/records/searchable.ts'
import type { Transacted } from '../installation.ts'
import type { Revision, Writing } from './draft-batch.ts'
import { insertRevision } from './insert-rows.ts'
import { rowsOf } from './record-rows.ts'
import { takeDraft } from './take-draft.ts'
import type { Taken } from './take-draft.ts'
import { toldRevisions } from './told-revisions.ts'
import type { Newest } from './told-revisions.ts'

/**
 * Writes what a draft says as the next revision of its record, if anything is left to write, and answers where a person has
 * changed the record otherwise: that stays.
 */
export async function reviseByDraft(
  trx: Transacted, { by, templates }: Writing, { id, content, template, elements, json, found }: Revision, newest: Newest,
): Promise<Pick<Taken, 'contested' | 'kept'> & { readonly written: boolean }> {
  const next = { id, revision: newest.n + 1, parent: newest.hash }
  if (canonicalJson(newest.content) === json) return { written: false, contested: [], kept: [] }
  if (newest.isByFiles) {
    await insertRevision(trx, rowsOf({ ...next, content, template, elements }, by, json, found))
    return { written: true, contested: [], kept: [] }
  }
  const { write, contested, kept } = takeDraft((await toldRevisions(trx, by.hub, [id])).get(id)!, content, templates)
  if (write) {
    const stated = searchable(write.content).elements
    await insertRevision(trx, rowsOf({ ...next, ...write, elements: stated.length > 0 ? stated : elements }, by))
  }
  return { written: write !== null, contested, kept }
}
