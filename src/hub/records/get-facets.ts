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
import { foundRecords } from './found-records.ts'
import type { FoundRecords } from './found-records.ts'
import { unitOfField } from './record-filter.ts'
import type { FilterPart, RecordFilter } from './record-filter.ts'
import { templatesOf } from './templates-of.ts'

type Facets = z.infer<typeof operation.answer>

const BINS = 40

/** What is counted, each without its own part of the filter, so that its other choices stay visible. */
const COUNTED = {
  stage: ['stage', 'template'], template: ['template'], origin: ['origin'], elements: [], fields: ['range'],
} as const satisfies Record<string, readonly FilterPart[]>
type Counted = keyof typeof COUNTED

/**
 * Counts of what passes the filter; each of stage, template and origin is counted without its own part of the filter.
 */
export async function getFacets(at: Installation, actor: Actor, slug: string, filter: RecordFilter): Promise<Facets> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const [shelf, freshness] = await Promise.all([templatesOf(at.db, hub.id), at.explore.fresh()])
  const templates = [...shelf.values()]
  const found = (except: readonly FilterPart[]) => foundRecords(hub.id, filter, templates, new Set(except))
  const groups = groupedByCondition(filter)
  const [counted, histogram] = await Promise.all([
    Promise.all(groups.map((group) => countsOf(at, group, found(COUNTED[group[0]!])))),
    filter.field ? histogramOf(at, filter.field, templates, found(['range'])) : null,
  ])
  const counts = Object.assign({}, ...counted) as Awaited<ReturnType<typeof countsOf>>
  const [elements, fields] = await Promise.all([elementCounts(at, counts.elements!), fieldCounts(at, counts.fields!)])
  return {
    total: sum(counts.elements!), stages: named(counts.stage!), templates: named(counts.template!), origins: named(counts.origin!),
    elements, fields: fields.map(({ field, n }) => ({ field, unit: unitOfField(field, templates), records: n })), histogram, freshness: { as_of: freshness.asOf.toISOString(), behind: freshness.behind },
  }
}

/** Counts under one condition come from one pass over the records. */
function groupedByCondition(filter: RecordFilter): Counted[][] {
  const groups = new Map<string, Counted[]>()
  for (const counted of Object.keys(COUNTED) as Counted[]) {
    const left = COUNTED[counted].filter((part) => (part === 'range' ? filter.field : filter[part]) !== undefined).join()
    groups.set(left, [...(groups.get(left) ?? []), counted])
  }
  return [...groups.values()]
}

type Count = { readonly key: string | number; readonly n: number }

async function countsOf(
  at: Installation, counted: readonly Counted[], found: FoundRecords,
): Promise<Partial<Record<Counted, Count[]>>> {
  const columns = counted.map((column) => sql.ref(`record.${column}`))
  const rows = await at.explore.rows(sql<Record<Counted, string | number> & { of: number; n: number }>`
    select ${sql.join(columns)}, grouping(${sql.join(columns)}) as "of", ${found.n} as n ${found.counted}
    group by grouping sets (${sql.join(columns.map((column) => sql`(${column})`))})`)
  // `grouping` has a bit for each column, the first the highest, that is 0 where the row is counted by it.
  const all = 2 ** counted.length - 1
  return Object.fromEntries(counted.map((column, index) => {
    const mark = all - 2 ** (counted.length - 1 - index)
    return [column, rows.filter(({ of, n }) => of === mark && n > 0).map((row) => ({ key: row[column], n: row.n }))]
  }))
}

function sum(counts: readonly Count[]): number {
  return counts.reduce((total, { n }) => total + n, 0)
}

function named(counts: readonly Count[]): Record<string, number> {
  return Object.fromEntries(counts.map(({ key, n }) => [key, n]))
}

async function elementCounts(at: Installation, counts: readonly Count[]): Promise<Record<string, number>> {
  const sets = await at.explore.rows(sql<{ number: number; elements: number[] }>`select number, elements from element_set`)
  return Object.fromEntries(spread(counts, new Map(sets.map(({ number, elements }) => [number, elements]))).map(
    ([number, n]) => [ELEMENTS[number - 1]!.symbol, n],
  ))
}

async function fieldCounts(at: Installation, counts: readonly Count[]): Promise<{ field: string; n: number }[]> {
  const sets = await at.explore.rows(sql<{ number: number; fields: string[] }>`select number, fields from field_set`)
  return spread(counts, new Map(sets.map(({ number, fields }) => [number, fields])))
    .flatMap(([has, n]) => (has.startsWith('quantity:') ? [{ field: has.slice('quantity:'.length), n }] : []))
    .sort((a, b) => b.n - a.n || (a.field < b.field ? -1 : 1))
}

/** Counts of sets as counts of their members. */
function spread<Member>(counts: readonly Count[], sets: ReadonlyMap<number, readonly Member[]>): [Member, number][] {
  const found = new Map<Member, number>()
  for (const { key, n } of counts) for (const member of sets.get(key as number) ?? []) found.set(member, (found.get(member) ?? 0) + n)
  return [...found]
}

async function histogramOf(
  at: Installation, field: string, templates: readonly Template[], found: FoundRecords,
): Promise<Facets['histogram']> {
  const unitText = unitOfField(field, templates)
  const unit = parseUnit(unitText)
  const [span] = await at.explore.rows(sql<{ low: number | null; high: number | null }>`
    select min(record.value) as low, max(record.value) as high ${found.values(field)}`)
  if (span!.low === null || span!.high === null) return { unit: unitText, edges: [], counts: [] }
  const { low: lowest, high: highest } = span as { low: number; high: number }
  const rows = await at.explore.rows(sql<{ bin: number; n: number }>`
    select ${lowest === highest ? sql`0` : sql`least(floor((record.value - ${lowest}::double) / ${highest - lowest}::double * ${BINS}), ${BINS - 1})::integer`} as bin,
      count(*) as n ${found.values(field)} group by 1`)
  const [low, high] = [fromSI(lowest, unit), fromSI(highest, unit)]
  if (low === high) return { unit: unitText, edges: [low, low], counts: [rows.reduce((total, { n }) => total + n, 0)] }
  const counts = Array.from({ length: BINS }, () => 0)
  for (const { bin, n } of rows) counts[bin] = n
  return { unit: unitText, edges: Array.from({ length: BINS + 1 }, (_, k) => low + ((high - low) * k) / BINS), counts }
}
