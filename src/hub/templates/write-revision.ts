import type { RecordContent } from '#record/records/record.ts'
import type { Template } from '#record/templates/template.ts'
import type { TaskInput } from '#platform/jobs/task.ts'
import type { Transacted } from '../installation.ts'
import { insertRevision } from '../records/insert-rows.ts'
import { rowsOf } from '../records/record-rows.ts'

/** Who writes, for which hub, and how to say so. */
export type Writing = {
  readonly hub: string
  readonly author: string
  readonly at: Date
  readonly reason: string
} & Pick<TaskInput, 'progress' | 'signal'>

export const RECORD_COLUMNS = ['id', 'name', 'content', 'elements', 'revision'] as const
export type RecordRow = {
  id: string; name: string; content: RecordContent; elements: number[]; revision: number
}

/** Adds a revision that says something else of the same thing: its elements and its place in the lineage stay. */
export async function writeRevision(
  trx: Transacted, record: RecordRow, content: RecordContent, template: Template, parent: string, by: Writing,
): Promise<void> {
  const { id, elements, revision } = record
  await insertRevision(trx, rowsOf({ id, content, template, elements, revision: revision + 1, parent }, {
    hub: by.hub, author: by.author, at: by.at, reason: by.reason, import: null,
  }))
}

/** The hash of the newest revision of each record. */
export async function hashesOf(trx: Transacted, hub: string, records: readonly { id: string }[]): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map()
  const rows = await trx
    .selectFrom('record')
    .innerJoin('revision', (join) => join
      .onRef('revision.hub', '=', 'record.hub').onRef('revision.record', '=', 'record.id').onRef('revision.n', '=', 'record.revision'))
    .select(['record.id', 'revision.hash'])
    .where('record.hub', '=', hub)
    .where('record.id', 'in', records.map(({ id }) => id))
    .execute()
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}
