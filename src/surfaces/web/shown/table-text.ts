import type { ValueSchema } from '#contract/schemas/record.ts'
import type { FieldSchema } from '#contract/schemas/template.ts'
import type { z } from 'zod'
import { say } from '../language.ts'
import { m } from '../messages/compiled/messages.js'
import { countText, numberText, unitText } from './number-text.ts'

export type TableValue = Extract<z.output<typeof ValueSchema>, { type: 'table' }>
type Field = z.output<typeof FieldSchema>

/** A small table in a few words, beside its field's name: `4 columns × 12 rows`. */
export function tableText({ columns, rows }: Pick<TableValue, 'columns' | 'rows'>): string {
  return m.table_size({ columns: countText(columns.length), rows: countText(rows.length) })
}

/** The hub's word on how large a table is, in the reader's language; what follows it stays. */
export function sizeText(said: string): string {
  return said.replace(/^(\d+) columns? × (\d+) rows?/, (_, columns: string, rows: string) => m.table_size({ columns, rows }))
}

/** What a column is called, by its template where that is known. */
export function columnName(field: Field | undefined, name: string): string {
  const column = field?.columns?.find((each) => each.name === name)
  return column ? say(column.label) : name
}

/** The heading of a column: its label and the unit of its numbers. */
export function columnTitle(field: Field | undefined, { name, unit }: TableValue['columns'][number]): string {
  const symbol = unitText(unit)
  return symbol === '' ? columnName(field, name) : `${columnName(field, name)} (${symbol})`
}

/** A cell for people, with as many digits as were written; `–` where it is missing. */
export function cellText(cell: TableValue['rows'][number][number] | undefined): string {
  if (cell === null || cell === undefined) return '–'
  return typeof cell === 'number' ? numberText(cell, 15) : cell
}

/** A table as a CSV file: headings by name and unit as written, every digit, nothing where a cell is missing. */
export function tableCsv({ columns, rows }: TableValue): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell)
  const head = columns.map(({ name, unit }) => (unit === undefined || unit === '1' ? name : `${name} (${unit})`))
  return [head, ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}
