import { sql } from 'kysely'
import type { z } from 'zod'
import type { getFacets as operation } from '#contract/operations/record.ts'
import { ELEMENTS } from '#science/chemistry/elements.ts'
import { fromSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Template } from '#record/templates/template.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { recordCondition, unitOfField } from './record-filter.ts'
import type { FilterPart, RecordFilter } from './record-filter.ts'
import { templatesOf } from './templates-of.ts'

type Facets = z.infer<typeof operation.answer>

const BINS = 40

/**
 * Counts of what passes the filter; each of stage, template and origin is counted without its own part of the filter.
 */
export async function getFacets(at: Installation, actor: Actor, slug: string, filter: RecordFilter): Promise<Facets> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const templates = [...(await templatesOf(at.db, hub.id)).values()]
  const where = (...except: FilterPart[]) => recordCondition(hub.id, filter, templates, new Set(except))

  const countBy = async (column: 'stage' | 'template' | 'origin', ...except: FilterPart[]) => {
    const { rows } = await sql<{ key: string; n: string }>`
      select ${sql.ref(`record.${column}`)} as key, count(*) as n from record
      where ${where(...except)} group by 1`.execute(at.db)
    return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]))
  }
  const elements = async () => {
    const { rows } = await sql<{ number: number; n: string }>`
      select number, count(*) as n from record, unnest(record.elements) as number
      where ${where()} group by 1`.execute(at.db)
    return Object.fromEntries(rows.map(({ number, n }) => [ELEMENTS[number - 1]!.symbol, Number(n)]))
  }
  const fields = async () => {
    const { rows } = await sql<{ field: string; n: string }>`
      select quantity.field, count(*) as n from record
      join quantity on quantity.hub = record.hub and quantity.record = record.id
      where ${where('range')} group by 1 order by 2 desc`.execute(at.db)
    return rows.map(({ field, n }) => ({ field, unit: unitOfField(field, templates), records: Number(n) }))
  }
  const total = async () => {
    const { rows } = await sql<{ n: string }>`select count(*) as n from record where ${where()}`.execute(at.db)
    return Number(rows[0]!.n)
  }
  const [all, stages, byTemplate, origins, byElement, byField, histogram] = await Promise.all([
    total(), countBy('stage', 'stage', 'template'), countBy('template', 'template'), countBy('origin', 'origin'),
    elements(), fields(), filter.field ? histogramOf(at, filter.field, templates, where('range')) : null,
  ])
  return { total: all, stages, templates: byTemplate, origins, elements: byElement, fields: byField, histogram }
}

async function histogramOf(
  at: Installation, field: string, templates: readonly Template[], condition: ReturnType<typeof recordCondition>,
): Promise<Facets['histogram']> {
  const unitText = unitOfField(field, templates)
  const unit = parseUnit(unitText)
  const { rows } = await sql<{ bin: number; n: string; low: number; high: number }>`
    with value as (
      select quantity.value from record join quantity on quantity.hub = record.hub and quantity.record = record.id
      where ${condition} and quantity.field = ${field}
    ), span as (select min(value) as low, max(value) as high from value)
    select least(width_bucket(value, low, high, ${BINS}::int), ${BINS}::int) - 1 as bin, count(*) as n, low, high
    from value, span where low < high group by 1, low, high
    union all select 0, count(*), low, high from value, span where low = high group by low, high`.execute(at.db)
  const first = rows[0]
  if (!first) return { unit: unitText, edges: [], counts: [] }
  const [low, high] = [fromSI(first.low, unit), fromSI(first.high, unit)]
  if (low === high) return { unit: unitText, edges: [low, low], counts: [Number(first.n)] }
  const counts = Array.from({ length: BINS }, () => 0)
  for (const { bin, n } of rows) counts[bin] = Number(n)
  return { unit: unitText, edges: Array.from({ length: BINS + 1 }, (_, k) => low + ((high - low) * k) / BINS), counts }
}
