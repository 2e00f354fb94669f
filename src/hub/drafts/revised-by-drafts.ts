import { sql } from 'kysely'
import type { Reader } from '../installation.ts'

/** Records of a hub that an open draft would revise. */
export async function revisedByDrafts(db: Reader, hub: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct written.value -> 'revises' ->> 'id' as id from draft, jsonb_array_elements(records) as written
    where hub = ${hub} and state in ('open', 'submitted', 'sent_back') and written.value ? 'revises'`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
