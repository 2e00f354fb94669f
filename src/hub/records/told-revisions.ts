import { sql } from 'kysely'
import type { Told } from '#record/records/merge-contents.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Reader } from '../installation.ts'

/** A revision with what it says, and its author. */
export type ToldRevision = Told & { readonly author: string; readonly at: Date }

/** The newest revision of a record, and whether any was a person's. */
export type Newest = { readonly n: number; readonly hash: string; readonly content: RecordContent; readonly import: string | null; readonly isByFiles: boolean }

/** The newest revisions of records, by id; only they are read in full, for that is mostly all that is asked. */
export async function newestOf(db: Reader, hub: string, records: readonly string[]): Promise<Map<string, Newest>> {
  if (records.length === 0) return new Map()
  const { rows } = await sql<Newest & { record: string }>`
    select distinct on (record) record, n, hash, content, import, bool_and(n = 1 or import is not null) over (partition by record) as "isByFiles"
    from revision where hub = ${hub} and record = any(${records}::uuid[]) order by record, n desc`.execute(db)
  return new Map(rows.map(({ record, ...newest }) => [record, newest]))
}

/** Of records, those that a person has revised. */
export async function revisedByPeople(db: Reader, hub: string, records: readonly string[]): Promise<string[]> {
  if (records.length === 0) return []
  const { rows } = await sql<{ record: string }>`
    select distinct record from revision where hub = ${hub} and record = any(${records}::uuid[]) and n > 1 and import is null and not erased`.execute(db)
  return rows.map(({ record }) => record)
}

/** All revisions of records, by id, oldest first; a record that a draft is known by came with one. */
export async function toldRevisions(db: Reader, hub: string, records: readonly string[]): Promise<Map<string, [ToldRevision, ...ToldRevision[]]>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .selectFrom('revision').innerJoin('account', 'account.id', 'revision.author')
    .select(['revision.record', 'revision.n', 'revision.import', 'revision.content', 'revision.at', 'account.name as author'])
    .where('revision.hub', '=', hub).where(sql<boolean>`revision.record = any(${records}::uuid[])`).orderBy('revision.record').orderBy('revision.n').execute()
  const told = Map.groupBy(rows, ({ record }) => record)
  return new Map([...told].map(([record, all]) => [record, all.map(({ n, import: made, content, at, author }): ToldRevision => (
    { content: content as RecordContent, byFile: n === 1 || made !== null, author, at }
  )) as [ToldRevision, ...ToldRevision[]]]))
}
