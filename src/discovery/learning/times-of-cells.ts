import { Refusal } from '#science/refusal.ts'
import { numberOrLimit } from './number-or-limit.ts'

/** `2024`, `2024-03`, `2024-03-01`, `2024-03-01T12:30` with seconds and an offset if wanted. */
const ISO = /^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/

/**
 * The time of each row as a number that grows: numbers as they are, or ISO 8601 dates in milliseconds since 1970 (without an
 * offset, UTC); null for an empty cell. Refuses a cell that is neither, with its row (`learning.no_time`).
 */
export function timesOfCells(column: string, cells: readonly (string | null)[]): (number | null)[] {
  const numbers = cells.map((cell) => {
    const read = cell === null ? null : numberOrLimit(cell)
    return read?.limit === null ? read.value : null
  })
  if (cells.every((cell, row) => cell === null || numbers[row] !== null)) return numbers
  return cells.map((cell, row) => {
    if (cell === null) return null
    const isWithoutOffset = /T?\d{2}:\d{2}/.test(cell) && !/(Z|[+-]\d{2}:?\d{2})$/.test(cell)
    const time = ISO.test(cell) ? Date.parse(isWithoutOffset ? `${cell.replace(' ', 'T')}Z` : cell.replace(' ', 'T')) : NaN
    // 2020-02-30 would be read as the first of March.
    const day = cell.slice(0, 10)
    const isDay = !Number.isNaN(time) && new Date(Date.parse(day)).toISOString().startsWith(day)
    if (!isDay) throw noTime(column, cell, row)
    return time
  })
}

function noTime(column: string, value: string, row: number): Refusal {
  return new Refusal('learning.no_time', {
    en: `Row ${row + 1}, column "${column}": "${value}" is no time. Write all as numbers, or all as dates like 2024-03-01.`,
    ko: `${row + 1}번째 행 "${column}" 열의 "${value}"은(는) 시각이 아닙니다. 모두 숫자로 쓰거나 모두 2024-03-01 같은 날짜로 쓰십시오.`,
  }, { row: row + 1, column, value })
}
