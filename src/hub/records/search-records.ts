import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { FreshnessSchema, RecordSummarySchema } from '#contract/schemas/record.ts'
import { shownValues } from '#record/records/searchable.ts'
import type { RecordContent } from '#record/records/record.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { cursorAt, cursorUnreadable, placeOf } from '../page.ts'
import { foundRecords } from './found-records.ts'
import { isLater, newestFound, written } from './newest-found.ts'
import type { Place } from './newest-found.ts'
import { recordCondition, statesComposition } from './record-filter.ts'
import type { RecordFilter } from './record-filter.ts'
import { templatesOf } from './templates-of.ts'

type Summary = z.infer<typeof RecordSummarySchema>

/** Values that a list shows of one record. */
const SHOWN = 6

/**
 * Records that pass the filter, newest first, with a cursor to the next page; where the text is a formula, those that
 * state exactly this composition come before the rest.
 */
export async function searchRecords(
  at: Installation, actor: Actor, slug: string, filter: RecordFilter & { cursor?: string; limit: number },
): Promise<{ total: number; records: Summary[]; next: string | null; freshness: z.infer<typeof FreshnessSchema> }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const [templates, freshness] = await Promise.all([templatesOf(at.db, hub.id), at.explore.fresh()])
  const shelf = [...templates.values()]
  const after = filter.cursor ? readCursor(filter.cursor) : null
  const stated = statesComposition(filter.text)
  const { total, places } = stated === null
    ? await newestFound(at, foundRecords(hub.id, filter, shelf), after, filter.limit + 1)
    : await statedFirst(at, stated, recordCondition(hub.id, filter, shelf), after, filter.limit + 1)
  const page = places.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    total,
    records: await summaries(at, hub.id, page.map(({ id }) => id)),
    next: places.length > filter.limit && last ? cursorAfter(last) : null,
    freshness: { as_of: freshness.asOf.toISOString(), behind: freshness.behind },
  }
}

/** As {@link newestFound}, but those that state the composition asked for come before the rest. */
async function statedFirst(
  at: Installation, stated: RawBuilder<boolean>, condition: RawBuilder<boolean>, after: Place | null, limit: number,
): Promise<{ total: number; places: Place[] }> {
  const further = after === null ? sql`true` : sql`(${stated} < ${after.exact} or ${stated} = ${after.exact} and ${isLater(after)})`
  const [[counted], places] = await Promise.all([
    at.explore.rows(sql<{ total: number }>`select count(*) as total from record where ${condition}`),
    at.explore.rows(sql<Place>`
      select id::varchar as id, ${written(sql`created_at`)} as at, ${stated} as exact from record
      where ${condition} and ${further} order by 3 desc, record.created_at desc, record.id desc limit ${limit}`),
  ])
  return { total: counted!.total, places }
}

/** What a list shows of these records, in their order. */
async function summaries(at: Installation, hub: string, ids: readonly string[]): Promise<Summary[]> {
  const rows = await at.db
    .selectFrom('record_with_content as record')
    .leftJoin(
      'record as material',
      (join) => join.onRef('material.hub', '=', 'record.hub').onRef('material.id', '=', 'record.of_material'),
    )
    .select([
      'record.id', 'record.kind', 'record.stage', 'record.template', 'record.name', 'record.origin', 'record.state',
      'record.revision', 'record.content', 'record.source', 'record.created_at', 'material.name as about',
    ])
    .where('record.hub', '=', hub)
    .where(sql<boolean>`record.id = any(${ids}::uuid[])`)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { content, about, created_at, ...shown } = row
    return [{
      ...shown, values: firstValues(content), ...(about === null ? {} : { about }), created_at: created_at.toISOString(),
    }]
  })
}

/** Without small tables: a line has no room for them, and a page of lists none for all their cells. */
function firstValues(content: RecordContent): Summary['values'] {
  return Object.fromEntries(Object.entries(shownValues(content)).filter(([, { type }]) => type !== 'table').slice(0, SHOWN)) as Summary['values']
}

const LIST = 'records'
const PLACE = /^(=?)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function cursorAfter({ exact, at, id }: Place): string {
  return cursorAt(LIST, `${exact ? '=' : ''}${at}_${id}`)
}

function readCursor(cursor: string): Place {
  const [, exact, at, id] = PLACE.exec(placeOf(LIST, cursor, PLACE))!
  if (Number.isNaN(Date.parse(at!))) throw cursorUnreadable(cursor)
  return { exact: exact === '=', at: at!, id: id! }
}
