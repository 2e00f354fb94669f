import { sql } from 'kysely'
import type { Reader } from '../installation.ts'

/** Who accepted which revision of a record: by number, where somebody other than its author looked at it. */
export async function acceptedRevisions(db: Reader, hub: string, record: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('draft')
    .innerJoin('account', 'account.id', 'draft.decided_by')
    .select(['draft.made', 'account.name'])
    .where('draft.hub', '=', hub)
    .where('draft.state', '=', 'accepted')
    .whereRef('draft.decided_by', '<>', 'draft.author')
    .where(sql<boolean>`made @> ${JSON.stringify([{ id: record }])}::jsonb`)
    .execute()
  return new Map(rows.flatMap(({ made, name }) => (made ?? []).filter(({ id }) => id === record).map(({ n }) => [n, name])))
}
