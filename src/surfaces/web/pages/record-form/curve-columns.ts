import { readHeader } from '#science/quantities/read-header.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import type { Field } from './entry.ts'

/** A column of a file or of what was pasted: its heading, and the unit that stands there; '' where none does. */
export type Column = { readonly heading: string; readonly label: string; readonly unit: string }

/** Columns and their cells as they were written; `rows` are of the points. */
export type Sheet = { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }

const NUMERAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/

/**
 * The columns of a text as instruments and spreadsheets write it, parted by tabs, semicolons, commas or spaces.
 *
 * A first line of numbers is a point already, and its columns have no heading. No number is read here: a cell stays as it
 * was written.
 */
export function readSheet(text: string): Sheet {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  const first = lines[0] ?? ''
  const sign = ['\t', ';', ','].find((each) => first.includes(each)) ?? ' '
  const cells = lines.map((line) => cellsOf(line, sign))
  const head = cells[0] ?? []
  const isHead = !head.every((cell) => NUMERAL.test(cell))
  const columns = head.map((cell): Column => {
    if (!isHead) return { heading: '', label: '', unit: '' }
    const { label, unit, unread } = readHeader(cell)
    // What stands where a unit would is shown and told, not left out.
    return { heading: cell.trim(), label: unread === null ? label : cell.replace(unread, '').replace(/[\s()[\]/,]+$/, '').trim(), unit: unit ?? unread ?? '' }
  })
  return { columns, rows: isHead ? cells.slice(1) : cells }
}

function cellsOf(line: string, sign: string): string[] {
  if (sign === ' ') return line.trim().split(/\s+/)
  if (!line.includes('"')) return line.split(sign)
  const cell = new RegExp(`(?:^|${sign})(?:"((?:[^"]|"")*)"|([^${sign}]*))`, 'g')
  return [...line.matchAll(cell)].map(([, inQuotes, plain]) => (inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"')))
}

/** For each axis the place of the column that is headed by its name or by one of its labels; null where none or several are. */
export function matchColumns(axes: NonNullable<Field['axes']>, columns: readonly Column[]): (number | null)[] {
  const plain = (text: string) => text.trim().toLowerCase().replaceAll('_', ' ')
  return axes.map(({ name, label }) => {
    const names = [name, label.en, label.ko].map(plain)
    const places = columns.flatMap((column, place) => (names.includes(plain(column.label)) ? [place] : []))
    return places.length === 1 ? places[0]! : null
  })
}

/**
 * The chosen columns as a CSV file that the hub reads: each headed by its axis, every cell as it was written. A row that ends
 * early still does, for the hub to refuse: nobody knows whether its last value is missing or was cut off.
 */
export function writeColumns({ rows }: Sheet, chosen: readonly { readonly name: string; readonly place: number }[]): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = rows.map((row) => {
    const cells = chosen.map(({ place }): string | undefined => row[place])
    const end = cells.indexOf(undefined)
    return cells.slice(0, end < 0 ? cells.length : end).map((cell) => quoted(cell!.trim())).join(',')
  })
  return `${[chosen.map(({ name }) => name).join(','), ...lines].join('\n')}\n`
}

/** That a text has nothing to draw one column over. */
export function oneColumn(): Refusal {
  return new Refusal('web.one_column', {
    en: 'There is one column only. Give x and y side by side, parted by commas, semicolons or tabs, a line for each point.',
    ko: '열이 하나뿐입니다. x와 y를 쉼표, 세미콜론 또는 탭으로 나누어 점마다 한 줄씩 주십시오.',
  })
}

/** That a file is larger than a browser takes apart. */
export function tooLarge(name: string, size: number, most: number): Refusal {
  return new Refusal('web.too_large', {
    en: `“${name}” has ${formatBytes(size, 'en')}; a form takes curves of up to ${formatBytes(most, 'en')}. Give a larger one by “sojae record add”.`,
    ko: `“${name}”의 크기가 ${formatBytes(size, 'ko')}입니다. 입력 화면은 ${formatBytes(most, 'ko')}까지의 곡선을 받습니다. 더 큰 것은 “sojae record add”로 넣으십시오.`,
  }, { name, size, most })
}
