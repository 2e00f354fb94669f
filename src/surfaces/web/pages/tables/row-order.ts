import type { z } from 'zod'
import type { TableRowsSchema } from '#contract/schemas/table.ts'

export type TableRow = z.infer<typeof TableRowsSchema>['rows'][number]
/** `column` −1 is the row's name. */
export type RowOrder = { readonly column: number; readonly descending: boolean }

/** Indices of the rows in the wanted order; rows without a value come last either way, equal ones keep their order. */
export function orderRows(rows: readonly TableRow[], order: RowOrder | null, language: string): number[] {
  const indices = rows.map((_, index) => index)
  if (order === null) return indices
  const collator = new Intl.Collator(language, { numeric: true })
  const valueOf = (row: TableRow) => (order.column < 0 ? row.name : row.cells[order.column]?.value ?? null)
  const sign = order.descending ? -1 : 1
  return indices.sort((left, right) => {
    const a = valueOf(rows[left]!)
    const b = valueOf(rows[right]!)
    if (a === null || b === null) return Number(a === null) - Number(b === null) || left - right
    const difference = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    return difference * sign || left - right
  })
}
