import type { z } from 'zod'
import type { TableRowsSchema } from '../schemas/table.ts'

type Rows = z.infer<typeof TableRowsSchema>
type Column = Rows['columns'][number]
type Row = Rows['rows'][number]
type Cell = Row['cells'][number]

/** What stands beside the values: nothing, or each cell's uncertainty, record and distance. */
export type CsvExtent = 'values' | 'details'

/** One line of a CSV file (RFC 4180), its end included: cells with commas, quotes or line ends stand in quotes. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}

/** The header of a table as CSV: the row's record and its name, then each column with its unit. */
export function csvHeader(columns: readonly Column[], extent: CsvExtent): string {
  return csvLine(['record', 'name', ...columns.flatMap((column) => (extent === 'values' ? [titleWithUnit(column)] : [
    titleWithUnit(column),
    ...(column.kind === 'number' ? [titleWithUnit({ ...column, name: `${column.name} ±` })] : []),
    `${column.name} record`, `${column.name} steps`,
  ]))])
}

/** A row of a table as CSV; a cell that is missing is empty, never zero. */
export function csvRow({ record, name, cells }: Row, columns: readonly Column[], extent: CsvExtent): string {
  return csvLine([record, name, ...cells.flatMap((cell, k) => (extent === 'values' ? [exactText(cell)] : [
    exactText(cell),
    ...(columns[k]!.kind === 'number' ? [spreadText(cell)] : []),
    cell?.record ?? '', cell ? String(cell.steps) : '',
  ]))])
}

/** Name of a column with its unit, without which its numbers would say nothing. */
export function titleWithUnit({ name, unit }: Pick<Column, 'name' | 'unit'>): string {
  return unit && unit !== '1' ? `${name} (${unit})` : name
}

/** A cell with every digit; a bound keeps its sign and a range its end, or they would pass for a measured value. */
function exactText(cell: Cell): string {
  return cell === null ? '' : `${cell.bound ?? ''}${cell.value}${cell.high === undefined ? '' : `–${cell.high}`}`
}

/** A standard uncertainty as a number; an interval with its ends and its level, which no single number says. */
function spreadText(cell: Cell): string {
  const spread = cell?.uncertainty
  if (!spread) return ''
  return spread.kind === 'standard' ? String(spread.value) : `${spread.low}–${spread.high} (${spread.level * 100} %)`
}
