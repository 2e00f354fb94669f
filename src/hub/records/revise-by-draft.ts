import { canonicalJson } from '#record/records/canonical-json.ts'
import { mergeContents, saidByFiles } from '#record/records/merge-contents.ts'
import type { Told } from '#record/records/merge-contents.ts'
import type { RecordContent } from '#record/records/record.ts'
import { searchable } from '#record/records/searchable.ts'
import { admitContent } from '#record/templates/admit-content.ts'
import type { Transacted } from '../installation.ts'
import type { Revision, Writing } from './draft-batch.ts'
import { insertRevision } from './insert-rows.ts'
import { rowsOf } from './record-rows.ts'
import { templateNamed } from './templates-of.ts'

/**
 * Writes what a draft says as the next revision of its record, if anything is left to write, and answers the fields that
 * both a person and the file have changed.
 *
 * What a person changed stays; of the draft, what is new in it since the file last came is taken in.
 */
export async function reviseByDraft(
  trx: Transacted, { by, templates }: Writing, { id, content, template, elements, json, found }: Revision,
): Promise<{ readonly written: boolean; readonly contested: readonly string[] }> {
  const revisions = await revisionsOf(trx, by.hub, id)
  const newest = revisions.at(-1)!
  const next = { id, revision: newest.n + 1, parent: newest.hash }
  const theirs = newest.content as RecordContent
  if (canonicalJson(theirs) === json) return { written: false, contested: [] }
  // A record that a draft is known by came with one.
  const told = revisions.map(({ content: each, n, import: made }) => ({ content: each as RecordContent, byFile: n === 1 || made !== null }))
  if (told.every(({ byFile }) => byFile)) {
    await insertRevision(trx, rowsOf({ ...next, content, template, elements }, by, json, found))
    return { written: true, contested: [] }
  }
  const merged = mergeContents(saidByFiles(told as [Told, ...Told[]]), theirs, content)
  const own = templateNamed(templates, merged.content.template)
  const admitted = admitContent(merged.content, own)
  // Two changes that are right each for itself may not be so together; then the person's holds.
  if (admitted.problems.length > 0) {
    return { written: false, contested: [...new Set([...merged.contested, ...admitted.problems.map(({ field }) => field ?? 'name')])] }
  }
  const written = canonicalJson(admitted.content) !== canonicalJson(theirs)
  if (written) {
    const stated = searchable(admitted.content).elements
    await insertRevision(trx, rowsOf({ ...next, content: admitted.content, template: own, elements: stated.length > 0 ? stated : elements }, by))
  }
  return { written, contested: merged.contested }
}

/** Oldest first; few records are revised often. */
function revisionsOf(trx: Transacted, hub: string, record: string) {
  return trx.selectFrom('revision').select(['n', 'hash', 'import', 'content'])
    .where('hub', '=', hub).where('record', '=', record).orderBy('n').execute()
}
