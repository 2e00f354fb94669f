import type { TableValue } from '../records/value.ts'

/** What a small table may have; a list of reflections has some hundred cells, and a record is read whole wherever it is shown. */
export const MOST_COLUMNS = 50
export const MOST_CELLS = 10_000
/** Characters in a cell of text. */
export const LONGEST_CELL = 500

/** How large a small table is, as a list says it: `3 columns × 12 rows`. */
export function tableSize({ columns, rows }: TableValue): string {
  const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  return `${counted(columns.length, 'column')} × ${counted(rows.length, 'row')}`
}
