import type { TableValue } from '../../shown/table-text.ts'

type Cell = TableValue['rows'][number][number]

/** One thing that differs between two small tables of a field; rows count from 1. */
export type TableChange =
  | { readonly kind: 'column_added'; readonly column: string }
  | { readonly kind: 'column_removed'; readonly column: string }
  | { readonly kind: 'unit'; readonly column: string; readonly before: string | undefined; readonly after: string | undefined }
  | { readonly kind: 'cell'; readonly row: number; readonly column: string; readonly before: Cell; readonly after: Cell }
  /** Rows that came, went, or stand in the place of others, from `row` on. */
  | { readonly kind: 'rows'; readonly row: number; readonly before: number; readonly after: number }

/**
 * What `after` says otherwise than `before`, columns first.
 *
 * Rows that are alike at the beginning and at the end are set aside, by the columns that both have. As many before as after are
 * then told cell by cell; else how many came and went.
 */
export function tableChanges(before: TableValue, after: TableValue): readonly TableChange[] {
  const placeIn = ({ columns }: TableValue, column: string) => columns.findIndex(({ name }) => name === column)
  const shared = before.columns.filter(({ name }) => placeIn(after, name) >= 0)
  const columns: TableChange[] = [
    ...before.columns.filter(({ name }) => placeIn(after, name) < 0).map(({ name }) => ({ kind: 'column_removed' as const, column: name })),
    ...after.columns.filter(({ name }) => placeIn(before, name) < 0).map(({ name }) => ({ kind: 'column_added' as const, column: name })),
    ...shared.flatMap(({ name, unit }): TableChange[] => {
      const later = after.columns[placeIn(after, name)]!.unit
      return later === unit ? [] : [{ kind: 'unit', column: name, before: unit, after: later }]
    }),
  ]
  const [was, is] = [before, after].map((table) => (
    table.rows.map((row) => shared.map(({ name }): Cell => row[placeIn(table, name)] ?? null))
  )) as [Cell[][], Cell[][]]
  const same = (a: Cell[] | undefined, b: Cell[] | undefined) => JSON.stringify(a) === JSON.stringify(b)
  const shorter = Math.min(was.length, is.length)
  let head = 0
  while (head < shorter && same(was[head], is[head])) head++
  let tail = 0
  while (tail < shorter - head && same(was.at(-1 - tail), is.at(-1 - tail))) tail++
  const [gone, come] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)]
  if (gone.length !== come.length) return [...columns, { kind: 'rows', row: head + 1, before: gone.length, after: come.length }]
  const cells = gone.flatMap((row, k) => shared.flatMap(({ name }, place): TableChange[] => {
    const [old, now] = [row[place]!, come[k]![place]!]
    return old === now ? [] : [{ kind: 'cell', row: head + k + 1, column: name, before: old, after: now }]
  }))
  return [...columns, ...cells]
}
