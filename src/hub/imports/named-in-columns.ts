import { sql } from 'kysely'
import { textsThatName } from '#stewardship/exchange/mapping/beside.ts'
import type { NamedRecords } from '#stewardship/exchange/mapping/beside.ts'
import type { Keeping } from '../values/keeping.ts'

/** By place of a column: by whose names material records of the hub are called exactly as its cells are, the most first. */
export async function namedInColumns(
  { db, hub }: Pick<Keeping, 'db' | 'hub'>, columns: readonly (readonly string[])[], templates: readonly string[],
): Promise<Map<number, NamedRecords[]>> {
  const texts = columns.map((cells) => textsThatName(cells))
  const all = [...new Set(texts.flat())]
  if (all.length === 0) return new Map()
  // As of an import, by the index of plain names; template by template, so that it serves.
  const { rows } = await sql<{ template: string; name: string }>`
    select distinct record.template, record.name
    from unnest(${all}::text[]) as cell(text) cross join unnest(${[...templates]}::text[]) as sort(template)
    join record on record.hub = ${hub} and record.kind = 'material' and record.template = sort.template
      and plain_name(record.name) = plain_name(cell.text) and record.name = cell.text
  `.execute(db)
  const called = new Map<string, string[]>()
  for (const { template, name } of rows) called.set(name, [...(called.get(name) ?? []), template])
  return new Map(texts.map((column, place) => {
    const counts = new Map<string, number>()
    for (const template of column.flatMap((text) => called.get(text) ?? [])) counts.set(template, (counts.get(template) ?? 0) + 1)
    const named = [...counts].map(([template, n]) => ({ template, n, of: column.length }))
    return [place, named.toSorted((a, b) => b.n - a.n || (a.template < b.template ? -1 : 1))]
  }))
}
