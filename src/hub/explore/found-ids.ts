import { sql } from 'kysely'
import type { Template } from '#record/templates/template.ts'
import type { Installation } from '../installation.ts'
import { recordCondition } from '../records/record-filter.ts'
import type { RecordFilter } from '../records/record-filter.ts'

/** The ids of a template's records that pass a filter, with how fresh the answer is; null where the filter asks nothing. */
export async function foundIds(
  at: Installation, hub: string, filter: RecordFilter, template: string, templates: Iterable<Template>,
) {
  if (Object.values(filter).every((part) => part === undefined || part === '')) return null
  const condition = recordCondition(hub, filter, templates)
  const { asOf, behind } = await at.explore.fresh()
  const rows = await at.explore.rows(sql<{ id: string }>`
    select id::varchar as id from record where template = ${template} and ${condition}`)
  return { ids: new Set(rows.map(({ id }) => id)), freshness: { as_of: asOf.toISOString(), behind } }
}
