import { columnLetter } from './column-letter.ts'
import {
  duplicateHeader, emptyFile, emptyHeader, noRows, otherDelimiter, raggedRow, seemingDelimiter, shortHeader, tooLargeToTurn, tooManyColumns,
} from './csv-refusals.ts'
import type { CellFault, CsvRow } from './csv-row.ts'
import { filledWidth, headerNames } from './header-names.ts'
import type { HeaderRow } from './header-names.ts'
import type { MergedArea } from './merged-area.ts'
import type { SheetShape } from './recipe.ts'
import { beyondHeader, linesPassedOver, mergedBelow } from './sheet-remarks.ts'
import type { Remark } from './sheet-remarks.ts'

/** More columns than anyone names; a row of that many numbers belongs into a file of its own. */
export const MOST_COLUMNS = 5_000
/** A turned sheet is held in memory. */
const MOST_TURNED_CELLS = 2_000_000
const MOST_TURNED_CHARACTERS = 100_000_000
const CELLS_NAMED = 6

export type UnshapedRows = {
  /** Rows as the file has them, in their order. */
  readonly rows: AsyncIterable<CsvRow>
  /** Set where rows must have as many cells as the header, since nothing but a sign parts them. */
  readonly delimiter: string | null
  /** Merged areas that begin above a line, as far as they are known before the rows were taken. */
  merged(above: number): Promise<readonly MergedArea[]>
  /** All merged areas, once all rows were taken. */
  allMerged(): readonly MergedArea[]
}

/** The rows that a sheet's shape makes of a file's rows: header first, empty rows left out, each as wide as the header. */
export async function* shapeRows(source: UnshapedRows, shape: SheetShape, remark: Remark): AsyncIterable<CsvRow> {
  const held = shape.transposed ? await allCells(source.rows) : null
  const rows = (held ? turnRows(held) : source.rows)[Symbol.asyncIterator]()
  try {
    const header = await takeHeader(rows, shape)
    const lastLine = header.at(-1)!.line
    const merged = held ? turnedAreas(held, source.allMerged()) : await source.merged(lastLine + 1)
    const names = headerNames(header, merged, shape)
    const { delimiter } = source
    if (shape.names !== 'completed') checkNames(names, header[0]!.line, delimiter)
    if (names.length > MOST_COLUMNS) throw tooManyColumns(names.length, MOST_COLUMNS)
    yield { line: header[0]!.line, cells: names }
    let count = 0
    let passed = 0
    const beyond = new CellsBeyond((line, place) => (held ? `${columnLetter(line - 1)}${held[place]!.line}` : `${columnLetter(place)}${line}`))
    for (let next = await rows.next(); !next.done; next = await rows.next()) {
      const row = next.value
      if (shape.pass_over !== undefined && row.cells[0]?.trimStart().startsWith(shape.pass_over)) {
        passed++
        continue
      }
      const filled = filledWidth(row.cells)
      if (filled === 0) continue
      count++
      if (delimiter !== null && !held && (row.cells.length < names.length || filled > names.length)) {
        throw raggedRow(row.line, row.cells.length, names.length)
      }
      if (filled > names.length) beyond.note(row, names.length, filled)
      yield row.cells.length === names.length ? row : fitted(row, names.length)
    }
    if (count === 0) throw noRows(names)
    if (passed > 0) remark(linesPassedOver(passed, shape.pass_over!))
    if (beyond.count > 0) remark(beyondHeader(beyond.count, beyond.first))
    const below = source.allMerged().filter((area) => (held ? area.right + 1 : area.bottom) > lastLine)
    if (below.length > 0) remark(mergedBelow(below))
  } finally {
    await rows.return?.()
  }
}

async function takeHeader(rows: AsyncIterator<CsvRow>, { skip = 0, header_rows = 1 }: SheetShape): Promise<HeaderRow[]> {
  const header: HeaderRow[] = []
  for (let next = await rows.next(); ; next = await rows.next()) {
    if (next.done) throw header.length === 0 ? emptyFile() : shortHeader(header.length, header_rows)
    const { line, cells } = next.value
    if (line <= skip || (header.length === 0 && filledWidth(cells) === 0)) continue
    header.push({ line, cells })
    if (header.length === header_rows) return header
  }
}

function checkNames(names: readonly string[], line: number, delimiter: string | null): void {
  const found = delimiter === null ? null : seemingDelimiter(names, delimiter)
  if (found !== null) throw otherDelimiter(line, found, delimiter!)
  const seen = new Map<string, number>()
  for (const [index, written] of names.entries()) {
    const name = written.trim()
    const column = index + 1
    // Data frames write their row numbers as a first column without a name; no recipe can mean it, and its cells are told as unused.
    if (name === '' && column === 1 && names.length > 1) continue
    if (name === '') throw emptyHeader(line, column)
    const earlier = seen.get(name)
    if (earlier !== undefined) throw duplicateHeader(name, earlier, column, delimiter)
    seen.set(name, column)
  }
}

function fitted({ line, cells, faults }: CsvRow, width: number): CsvRow {
  const exact = cells.slice(0, width)
  while (exact.length < width) exact.push('')
  return { line, cells: exact, ...(faults && { faults }) }
}

class CellsBeyond {
  count = 0
  readonly first: string[] = []
  readonly #cellName: (line: number, place: number) => string

  constructor(cellName: (line: number, place: number) => string) {
    this.#cellName = cellName
  }

  note({ line, cells }: CsvRow, from: number, to: number): void {
    for (let place = from; place < to; place++) {
      if (cells[place]!.trim() === '') continue
      this.count++
      if (this.first.length < CELLS_NAMED) this.first.push(this.#cellName(line, place))
    }
  }
}

/** All rows of a sheet that are not empty, as far as it is small enough to be held. */
async function allCells(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const held: CsvRow[] = []
  let cells = 0
  let characters = 0
  for await (const row of rows) {
    if (filledWidth(row.cells) === 0) continue
    cells += row.cells.length
    for (const cell of row.cells) characters += cell.length
    if (cells > MOST_TURNED_CELLS || characters > MOST_TURNED_CHARACTERS) throw tooLargeToTurn(MOST_TURNED_CELLS)
    if (held.push(row) > 20 * MOST_COLUMNS) throw tooManyColumns(held.length, MOST_COLUMNS)
  }
  return held
}

/**
 * Columns as rows, by the places of the sheet: a row that is empty throughout leaves no column.
 *
 * `line` of a turned row is the number of its column.
 */
async function* turnRows(held: readonly CsvRow[]): AsyncIterable<CsvRow> {
  const width = held.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  for (let column = 0; column < width; column++) {
    const faults = new Map<number, CellFault>()
    const cells = held.map((row, place) => {
      const fault = row.faults?.get(column)
      if (fault) faults.set(place, fault)
      return row.cells[column] ?? ''
    })
    yield { line: column + 1, cells, ...(faults.size > 0 && { faults }) }
  }
}

/** Merged areas by the places of the turned sheet, in which empty rows have none. */
function turnedAreas(held: readonly CsvRow[], merged: readonly MergedArea[]): MergedArea[] {
  return merged.flatMap(({ top, left, bottom, right }) => {
    const [first, after] = [placesBefore(held, top), placesBefore(held, bottom + 1)]
    return held[first]?.line === top ? [{ top: left + 1, left: first, bottom: right + 1, right: after - 1 }] : []
  })
}

/** How many of the rows stand before a line. */
function placesBefore(held: readonly CsvRow[], line: number): number {
  let [low, high] = [0, held.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (held[middle]!.line < line) low = middle + 1
    else high = middle
  }
  return low
}
