import { sql } from 'kysely'
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
  const theirs = newest.content!
  if (canonicalJson(theirs) === json) return { written: false, contested: [] }
  if (revisions.every(isByFile)) {
    await insertRevision(trx, rowsOf({ ...next, content, template, elements }, by, json, found))
    return { written: true, contested: [] }
  }
  const merged = mergeContents(saidByFiles(await toldBy(trx, by.hub, id)), theirs, content)
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

type Revised = { readonly n: number; readonly import: string | null }

/** A record that a draft is known by came with one. */
function isByFile({ n, import: made }: Revised): boolean {
  return n === 1 || made !== null
}

/** Oldest first; only the newest with what it says, for that is mostly all that is asked. */
async function revisionsOf(trx: Transacted, hub: string, record: string) {
  const { rows } = await sql<Revised & { hash: string; content: RecordContent | null }>`
    select n, hash, import, case when n = max(n) over () then content end as content from revision
    where hub = ${hub} and record = ${record} order by n`.execute(trx)
  return rows
}

async function toldBy(trx: Transacted, hub: string, record: string): Promise<[Told, ...Told[]]> {
  const rows = await trx
    .selectFrom('revision').select(['n', 'import', 'content']).where('hub', '=', hub).where('record', '=', record).orderBy('n').execute()
  return rows.map((row): Told => ({ content: row.content as RecordContent, byFile: isByFile(row) })) as [Told, ...Told[]]
}
