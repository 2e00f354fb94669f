import { Refusal } from '#science/refusal.ts'
import type { Cell } from './cell.ts'
import type { TableFilter } from './table.ts'

/** Whether a row's cells pass a filter; a missing cell never does, nor a bound or a range that leaves doubt. */
export function passesFilter(
  filter: TableFilter, columns: readonly { name: string }[], cells: readonly (Cell | null)[],
): boolean {
  const cell = cells[requireColumn(filter.column, columns)]
  if (!cell) return false
  if ('present' in filter) return true
  if ('oneOf' in filter) return filter.oneOf.includes(String(cell.value))
  if (typeof cell.value !== 'number') return false
  const { min = -Infinity, max = Infinity } = filter
  if (cell.bound?.startsWith('<') && min > -Infinity) return false
  if (cell.bound?.startsWith('>') && max < Infinity) return false
  return cell.value >= min && (cell.high ?? cell.value) <= max
}

/** The place of a column by its name; refused with those that there are. */
export function requireColumn(name: string, columns: readonly { name: string }[]): number {
  const index = columns.findIndex((column) => column.name === name)
  if (index < 0) throw unknownColumn(name, columns)
  return index
}

function unknownColumn(name: string, columns: readonly { name: string }[]): Refusal {
  const choices = columns.map((column) => column.name).join(', ')
  return new Refusal(
    'table.unknown_column',
    {
      en: `The table has no column “${name}”; it has: ${choices}.`,
      ko: `표에 열 “${name}”이(가) 없습니다. 있는 열: ${choices}.`,
    },
    { column: name },
  )
}
