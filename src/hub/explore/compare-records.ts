import { sql } from 'kysely'
import type { z } from 'zod'
import type { compareRecords as operation } from '#contract/operations/explore.ts'
import { RecordIdSchema } from '#contract/schemas/record.ts'
import { Refusal } from '#science/refusal.ts'
import { shownValues } from '#record/records/searchable.ts'
import { templateKey } from '#record/templates/template.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { getLineage } from '../records/get-lineage.ts'
import { templatesOf } from '../records/templates-of.ts'
import { comparedFields } from './compared-fields.ts'
import type { Saying } from './compared-fields.ts'

type Comparison = z.infer<typeof operation.answer>

const MOST = 20
/** Processes walked each way for what holds for a record. */
const DEPTH = 20

/**
 * Records side by side in the order asked for: each field that one of them has in one unit, and below it what was measured
 * on other steps of their lives and holds for them, as their own pages say.
 */
export async function compareRecords(
  at: Installation, actor: Actor, slug: string, asked: readonly string[],
): Promise<Comparison> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const ids = [...new Set(asked.map((id) => id.trim().toLowerCase()).filter((id) => id !== ''))]
  if (ids.length < 2 || ids.length > MOST) throw howMany(ids.length)
  const malformed = ids.find((id) => !RecordIdSchema.safeParse(id).success)
  if (malformed !== undefined) throw noSuch('record', malformed)
  const templates = await templatesOf(at.db, hub.id)
  const found = await contentsOf(at, hub.id, ids)
  const records = ids.map((id) => found.get(id) ?? missing(id))
  const lineages = await Promise.all(ids.map((id) => getLineage(at, actor, id, DEPTH)))
  const speaking = lineages.map(({ nodes, root }) => nodes
    .filter(({ id, speaks = [] }) => id !== root && speaks.length > 0)
    .sort((a, b) => a.away! - b.away!))
  const heard = await contentsOf(at, hub.id, [...new Set(speaking.flat().map(({ id }) => id))])
  const templateOf = ({ template, template_version: version }: Row) => templates.get(templateKey({ template, version }))!
  const own = records.map((row): Saying[] => [
    { record: row.id, steps: 0, template: templateOf(row), values: Object.entries(shownValues(row.content)) },
  ])
  const measured = speaking.map((nodes) => nodes.map(({ id, away, speaks = [] }): Saying => {
    const row = heard.get(id)!
    const values = Object.entries(shownValues(row.content)).filter(([field]) => speaks.includes(field))
    return { record: id, steps: away!, template: templateOf(row), values }
  }))
  return {
    records: records.map(({ content, template_version: _, ...row }, k) => ({ ...row, cut: lineages[k]!.cut })),
    own: comparedFields(own), measured: comparedFields(measured),
  }
}

async function contentsOf(at: Installation, hub: string, ids: readonly string[]) {
  const rows = await at.db
    .selectFrom('record_with_content')
    .select(['id', 'kind', 'stage', 'template', 'template_version', 'name', 'origin', 'state', 'source', 'content'])
    .where('hub', '=', hub)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id as string, row]))
}

type Row = NonNullable<ReturnType<Awaited<ReturnType<typeof contentsOf>>['get']>>

function missing(id: string): never {
  throw noSuch('record', id)
}

function howMany(n: number): Refusal {
  return new Refusal(
    'compare.how_many',
    {
      en: `${n} records were named; between 2 and ${MOST} can stand side by side.`,
      ko: `기록 ${n}건이 지정되었습니다. 나란히 비교할 수 있는 기록은 2~${MOST}건입니다.`,
    },
    { records: n, most: MOST },
  )
}
