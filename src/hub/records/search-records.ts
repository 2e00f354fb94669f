import { sql } from 'kysely'
import type { z } from 'zod'
import type { RecordSummarySchema } from '#contract/schemas/record.ts'
import { Refusal } from '#science/refusal.ts'
import { shownValues } from '#record/records/searchable.ts'
import type { RecordContent } from '#record/records/record.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
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
): Promise<{ total: number; records: Summary[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const templates = await templatesOf(at.db, hub.id)
  const condition = recordCondition(hub.id, filter, templates.values())
  const after = filter.cursor ? readCursor(filter.cursor) : null
  const exact = statesComposition(filter.text)
  const counted = at.db.selectFrom('record').select(sql<string>`count(*)`.as('total')).where(condition)
  const listed = at.db
    .selectFrom('record')
    .leftJoin(
      'record as material',
      (join) => join.onRef('material.hub', '=', 'record.hub').onRef('material.id', '=', 'record.of_material'),
    )
    .select([
      'record.id', 'record.kind', 'record.stage', 'record.template', 'record.name', 'record.origin', 'record.state',
      'record.revision', 'record.content', 'record.source', 'record.created_at', 'material.name as about',
      (exact ?? sql<boolean>`false`).as('exact'),
    ])
    .where(condition)
    .$if(after !== null, (query) => query.where(
      exact === null
        ? sql<boolean>`(record.created_at, record.id) < (${after!.at}::timestamptz, ${after!.id}::uuid)`
        : sql<boolean>`(${exact}, record.created_at, record.id)
          < (${after!.exact}::boolean, ${after!.at}::timestamptz, ${after!.id}::uuid)`,
    ))
    .$if(exact !== null, (query) => query.orderBy('exact', 'desc'))
    .orderBy('record.created_at', 'desc')
    .orderBy('record.id', 'desc')
    .limit(filter.limit + 1)
  const [{ total }, page] = await Promise.all([counted.executeTakeFirstOrThrow(), listed.execute()])
  const rows = page.slice(0, filter.limit)
  const last = rows.at(-1)
  return {
    total: Number(total),
    records: rows.map((row) => ({
      id: row.id, kind: row.kind, stage: row.stage, template: row.template, name: row.name, origin: row.origin,
      state: row.state,
      revision: row.revision, values: firstValues(row.content), ...(row.about === null ? {} : { about: row.about }),
      source: row.source, created_at: row.created_at.toISOString(),
    })),
    next: page.length > filter.limit && last ? cursorAfter(last) : null,
  }
}

function firstValues(content: RecordContent): Summary['values'] {
  return Object.fromEntries(Object.entries(shownValues(content)).slice(0, SHOWN)) as Summary['values']
}

type Place = { readonly exact: boolean; readonly at: string; readonly id: string }

function cursorAfter({ exact, created_at, id }: { exact: boolean; created_at: Date; id: string }): string {
  return `${exact ? '=' : ''}${created_at.toISOString()}_${id}`
}

function readCursor(cursor: string): Place {
  const written = /^(=?)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
  const [, exact, at, id] = written.exec(cursor) ?? []
  if (at && id && !Number.isNaN(Date.parse(at))) return { exact: exact === '=', at, id }
  throw new Refusal(
    'cursor.unreadable',
    {
      en: `“${cursor}” is no cursor of this list; take “next” of the page before, as it stands.`,
      ko: `“${cursor}”은(는) 이 목록의 커서가 아닙니다. 이전 페이지의 “next” 값을 그대로 사용하십시오.`,
    },
    { cursor },
  )
}
