import { sql } from 'kysely'
import { erasedContent } from '#record/erasure/erased-content.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Reader, Transacted } from '../installation.ts'

/** Those of these files that a draft names which is not about one record; drafts put away name nothing. */
export async function draftsNaming(db: Reader, hub: string, record: string, files: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select named.sha256 from unnest(${files}::text[]) as named (sha256) where exists (select from draft
      where hub = ${hub} and state <> 'discarded' and records::text like '%' || named.sha256 || '%'
        and not (records::text like ${`%${record}%`} or coalesce(made::text, '') like ${`%${record}%`}))`.execute(db)
  return rows.map(({ sha256 }) => sha256)
}

/** Takes what drafts said of a record that is deleted: open ones that revise it are put away, of decided ones the place stays. */
export async function eraseInDrafts(trx: Transacted, hub: string, record: string, by: string, at: Date): Promise<void> {
  const rows = await trx
    .selectFrom('draft').select(['id', 'state', 'records', 'made', 'author']).where('hub', '=', hub)
    .where(sql<boolean>`(records::text like ${`%${record}%`} or coalesce(made::text, '') like ${`%${record}%`})`).execute()
  for (const { id, state, records, made } of rows) {
    const keys = new Set(made?.filter((one) => one.id === record).map(({ key }) => key))
    const isOf = (one: (typeof records)[number]) => one.revises?.id === record || keys.has(one.key)
    if (!records.some(isOf)) continue
    const left = records.map((one) => (isOf(one) ? { ...one, content: erasedContent(one.content as RecordContent) } : one))
    const isOpen = state === 'open' || state === 'submitted' || state === 'sent_back'
    await trx
      .updateTable('draft')
      .set({ records: JSON.stringify(left), reason: '', changed_at: at, ...(isOpen && { state: 'discarded' as const, decided_by: by, decided_at: at }) })
      .where('id', '=', id).execute()
    await sql`update comment set text = '', withdrawn_at = coalesce(withdrawn_at, ${at}), withdrawn_by = coalesce(withdrawn_by, ${by}::uuid)
      where draft = ${id}`.execute(trx)
  }
}
