import { Refusal } from '#science/refusal.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { repeatedKey } from '#contract/files/record-draft-file.ts'
import { saidByFiles } from '#record/records/merge-contents.ts'
import { searchable } from '#record/records/searchable.ts'
import { heldId } from '#stewardship/exchange/outside.ts'
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
 *
 * What a draft changes is told by what files have said of the record before; of a draft that names its record by its id, by the
 * revision that it was exported from, else by the newest. Refuses `record.kind_changed`, and
 * `file.duplicate_key` for a record that an earlier line of the file has revised.
 */
export async function reviseByDraft(
  trx: Transacted, { by, recipe, templates }: Writing, { id, key, line, from, content, template, elements, json, found }: Revision, newest: Newest,
): Promise<Pick<Taken, 'contested' | 'kept'> & { readonly written: boolean }> {
  const next = { id, revision: newest.n + 1, parent: newest.hash }
  if (canonicalJson(newest.content) === json) return { written: false, contested: [], kept: [] }
  if (heldId(key) !== null && by.import !== null && newest.import === by.import) throw repeatedKey(recipe, line, id, null)
  if (content.kind !== newest.content.kind) throw kindChanged(recipe, line, id, newest.content.kind, content.kind)
  const known = heldId(key) === null ? null : (from ?? newest.n)
  if (known === null ? newest.isByFiles : known >= newest.n) {
    await insertRevision(trx, rowsOf({ ...next, content, template, elements }, by, json, found))
    return { written: true, contested: [], kept: [] }
  }
  const revisions = (await toldRevisions(trx, by.hub, [id])).get(id)!
  const { write, contested, kept } = takeDraft(revisions, content, templates, known === null ? saidByFiles(revisions) : revisions[known - 1]!.content)
  if (write) {
    const stated = searchable(write.content).elements
    await insertRevision(trx, rowsOf({ ...next, ...write, elements: stated.length > 0 ? stated : elements }, by))
  }
  return { written: write !== null, contested, kept }
}

function kindChanged(file: string, line: number, id: string, from: string, to: string): Refusal {
  return new Refusal(
    'record.kind_changed',
    {
      en: `${file}, line ${line}: a ${from} of this hub (${id}) cannot become a ${to}; give the new record another key.`,
      ko: `${file} ${line}행: 이 허브의 ${from} 기록(${id})은 ${to}이(가) 될 수 없습니다. 새 기록에는 다른 키를 쓰십시오.`,
    },
    { file, line, id, from, to },
  )
}
