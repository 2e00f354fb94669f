import { readHeader } from '#science/quantities/read-header.ts'
import type { Text } from '#science/refusal.ts'
import type { Field, TableBox, TableValue } from './entry.ts'
import { brokenQuotes, fewCells, noNumber, notAllHeadings, twoAlike } from './table-refusals.ts'

type Column = NonNullable<Field['columns']>[number]
type Cell = TableValue['rows'][number][number]

/** A cell or a row that cannot be read; `row` counts from 1 without the line of headings, `place` from 0 among the columns. */
export type TableFault = { readonly code: string; readonly row: number | null; readonly place: number | null; readonly text: Text }

/** What was pasted as a table: columns in the template's order, each with the unit that its heading says. */
export type ReadTable = {
  readonly columns: readonly { readonly column: Column; readonly inHeading: string | null }[]
  /** Each row as it was written, to be shown with its faults. */
  readonly written: readonly (readonly string[])[]
  readonly rows: readonly (readonly Cell[])[]
  readonly faults: readonly TableFault[]
}

/**
 * The small table that stands in a text, parted by tabs or else by commas, as spreadsheets copy it.
 *
 * The first line may be headings: then every cell of it is the name or a label of a column, and columns may come in any order or be
 * left out. An empty cell is missing; an empty line is passed over. A number is read as `1234.5` only, and nothing else is made one.
 */
export function readTableText(declared: readonly Column[], text: string): ReadTable {
  const firstLine = text.split(/\r|\n/).find((line) => line.trim() !== '') ?? ''
  const { rows: all, broken } = splitCells(text.replace(/^\uFEFF/, ''), firstLine.includes('\t') ? '\t' : ',')
  const lines = all.filter((cells) => cells.some(({ written, quoted }) => quoted || written.trim() !== ''))
    .map((cells) => cells.map(({ written, quoted }) => (quoted ? written : written.trim())))
  const head = (lines[0] ?? []).map((cell) => headingOf(declared, cell))
  const found = head.filter((heading) => heading !== null)
  const isHead = found.length > 0 && found.length === head.length
  const faults: TableFault[] = broken ? [brokenQuotes()] : []
  if (isHead && new Set(found.map(({ place }) => place)).size < found.length) faults.push(twoAlike(lines[0]!))
  else if (!isHead && found.length > 0 && found.length < head.length) faults.push(notAllHeadings(declared, lines[0]!, head))
  const order = isHead ? found.map((heading, at) => ({ ...heading, at })).toSorted((a, b) => a.place - b.place) : declared.map((_, at) => ({ place: at, at, unit: null }))
  const columns = order.map(({ place, unit }) => ({ column: declared[place]!, inHeading: unit }))
  const written: string[][] = []
  const rows = (isHead ? lines.slice(1) : lines).map((cells, k): Cell[] => {
    if (cells.length !== order.length) faults.push(fewCells(k + 1, cells.length, order.length))
    const own = order.map(({ at }) => cells[at] ?? '')
    written.push(own)
    return own.map((cell, place) => {
      const { column } = columns[place]!
      if (cell.trim() === '') return null
      if (column.unit === undefined) return cell
      const number = numberOf(cell)
      if (number === null) faults.push(noNumber(column, cell, k + 1, place))
      return number
    })
  })
  return { columns, written, rows, faults }
}

const NUMERAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Null for what is not written as a plain number; spreadsheets and papers write minus in several ways. */
function numberOf(cell: string): number | null {
  const plain = cell.trim().replace(/^[−‐‑–]/, '-')
  const number = NUMERAL.test(plain) ? Number(plain) : Infinity
  return Number.isFinite(number) ? number : null
}

/** The column that a heading names, and the unit behind it; what stands where a unit would is taken for one, and told if it is none. */
function headingOf(declared: readonly Column[], written: string): { place: number; unit: string | null } | null {
  const plain = (text: string) => text.trim().toLowerCase()
  const placeOf = (text: string) => declared.findIndex(({ name, label }) => [name, label.en, label.ko].map(plain).includes(plain(text)))
  const bare = placeOf(written)
  if (bare >= 0) return { place: bare, unit: null }
  const { label, unit, unread } = readHeader(written)
  const place = placeOf(unread === null ? label : written.slice(0, written.lastIndexOf(unread)).replace(/[\s([{（［/,]+$/u, ''))
  return place < 0 ? null : { place, unit: unit ?? unread }
}

type Split = { rows: { written: string; quoted: boolean }[][]; broken: boolean }

/** Cells of lines; one that begins with a quotation mark may hold separators, line ends and marks written twice. */
function splitCells(text: string, sign: string): Split {
  const rows: Split['rows'] = [[]]
  let broken = false
  const cell = new RegExp(`[^\\S\\r\\n${sign}]*"((?:[^"]|"")*)"[^\\S\\r\\n${sign}]*(?=[${sign}\\r\\n]|$)|([^${sign}\\r\\n]*)`, 'uy')
  for (let at = 0; at <= text.length;) {
    cell.lastIndex = at
    const [whole, inQuotes, plain = ''] = cell.exec(text)!
    if (inQuotes === undefined && plain.trimStart().startsWith('"')) broken = true
    rows.at(-1)!.push(inQuotes === undefined ? { written: plain, quoted: false } : { written: inQuotes.replaceAll('""', '"'), quoted: true })
    at += whole.length
    if (at >= text.length) break
    if (text[at] !== sign) rows.push([])
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return { rows, broken }
}

/** A table as its box shows it, to be edited: headings by name and a line for each row; read again, it is the same. */
export function tableBox({ columns, rows }: TableValue): TableBox {
  const quoted = (cell: string) => (/[",\t\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = rows.map((row) => row.map((cell) => (cell === null ? '' : quoted(String(cell)))).join('\t'))
  return {
    type: 'table',
    text: `${[columns.map(({ name }) => name).join('\t'), ...lines].join('\n')}\n`,
    units: Object.fromEntries(columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]]))),
  }
}
