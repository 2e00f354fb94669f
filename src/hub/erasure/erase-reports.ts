import { sql } from 'kysely'
import { withoutRecord } from '#record/erasure/without-record.ts'
import type { Transacted } from '../installation.ts'

/** Documents that name records with what they said: reports, cards, neighbours. */
const REPORTS: Readonly<Record<string, readonly string[]>> = {
  import: ['report', 'undo_report'],
  template_migration: ['report', 'undo_report'],
  bulk_edit: ['report', 'undo_report'],
  model: ['card', 'problem'],
  campaign: ['ranking', 'best', 'problem'],
  proposal: ['prediction'],
  job: ['payload', 'result', 'error', 'message'],
}

/** Takes what reports, models and campaigns of a hub say of a record that is deleted. */
export async function eraseReports(trx: Transacted, hub: string, record: string): Promise<void> {
  for (const [table, columns] of Object.entries(REPORTS)) {
    for (const column of columns) {
      const [from, document] = [sql.table(table), sql.ref(column)]
      const { rows } = await sql<{ id: string; said: unknown }>`select id, ${document} as said from ${from}
        where hub = ${hub} and ${document}::text like ${`%${record}%`}`.execute(trx)
      for (const { id, said } of rows) {
        await sql`update ${from} set ${document} = ${JSON.stringify(withoutRecord(said, record))}::jsonb where id = ${id}`.execute(trx)
      }
    }
  }
  // What was set in it may be what had to go, and the search may name it.
  await sql`update bulk_edit set reason = case when reason is null then null else '–' end, undo_reason = case when undo_reason is null then null else '–' end,
      asked = jsonb_build_object('ids', (select count(*) from edited_record where edit = bulk_edit.id)),
      change = case change ->> 'what' when 'set' then change || '{"text": "–"}' when 'rename' then change || '{"find": "–", "replace": "–"}'
        when 'source' then change || '{"source": {"kind": "own"}}' else change end
    where hub = ${hub} and id in (select edit from edited_record where record = ${record})`.execute(trx)
  await sql`delete from finding where hub = ${hub} and (record = ${record} or details::text like ${`%${record}%`})`.execute(trx)
  await sql`delete from completeness where hub = ${hub} and record = ${record}`.execute(trx)
  await sql`delete from written_once where answer::text like ${`%${record}%`}`.execute(trx)
}
