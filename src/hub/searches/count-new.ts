import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Template } from '#record/templates/template.ts'
import type { Installation } from '../installation.ts'
import { foundRecords } from '../records/found-records.ts'
import type { RecordFilter } from '../records/record-filter.ts'

/** When somebody last looked; the snapshot is of this server, and so not there after a move to another. */
export type Seen = { readonly at: Date; readonly snapshot: string | null; readonly openSince: Date | null }

/** A write notes its time before its transaction begins, by the clock of another machine perhaps. */
const SLACK_MS = 60_000
/** Ids asked about at once. */
const TOGETHER = 10_000

/** How many records a search finds that were made since somebody last looked, or could not be seen then yet. */
export async function countNew(
  at: Installation, hub: string, filter: RecordFilter, templates: readonly Template[], seen: Seen,
): Promise<number> {
  const { listed } = foundRecords(hub, filter, templates)
  const [later] = await at.explore.rows(sql<{ n: number }>`select count(*) as n ${listed} and record.created_at > ${time(seen.at)}`, 'once')
  if (seen.snapshot === null) return later!.n
  const from = new Date(Math.min(seen.at.getTime(), seen.openSince?.getTime() ?? Infinity) - SLACK_MS)
  const rows = await at.explore.rows(sql<{ id: string }>`
    select id::varchar as id from record where number in (
      select record.number ${listed} and record.created_at > ${time(from)} and record.created_at <= ${time(seen.at)})`, 'once')
  let unseen = 0
  for (let start = 0; start < rows.length; start += TOGETHER) {
    const ids = rows.slice(start, start + TOGETHER).map(({ id }) => id)
    const { rows: [counted] } = await sql<{ n: number }>`select count(*)::int as n from record
      where hub = ${hub} and id = any(${ids}::uuid[]) and not pg_visible_in_snapshot(changed_xid, ${seen.snapshot}::pg_snapshot)`.execute(at.db)
    unseen += counted!.n
  }
  return later!.n + unseen
}

function time(at: Date): RawBuilder<unknown> {
  return sql`${at.toISOString().slice(0, -1)}::timestamp`
}
