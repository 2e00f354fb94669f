import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Value } from '#record/records/value.ts'
import type { Text } from '#science/refusal.ts'
import { otherDelimiter, seemingDelimiter } from './csv-refusals.ts'
import { readCell } from './read-cell.ts'
import type { CellReading } from './read-cell.ts'
import type { CsvRow } from './read-csv.ts'
import type { Recipe, RecipeColumn } from './recipe.ts'

/** What one column of the recipe finds in one row: nothing, a value, or a cell that was refused. */
export type ReadCell =
  | { readonly state: 'missing' }
  | { readonly state: 'read'; readonly text: string; readonly value: Value }
  | { readonly state: 'refused'; readonly text: string; readonly code: string; readonly reason: Text }

/** A row as the recipe's columns see it, by the columns' own names. */
export type ReadRow = { readonly line: number; readonly cells: ReadonlyMap<string, ReadCell> }

const MISSING: ReadCell = { state: 'missing' }

/** The same cell stands in many rows (CAST, 25.0); the bound, for each column, keeps them from filling the memory. */
const MOST_KEPT_CELLS = 1_000

/** Reads rows by a recipe's columns, whose places it takes from the file's header. */
export class RowReader {
  /** The file's headers as written. */
  readonly headers: readonly string[]
  readonly #columns: readonly (readonly [string, RecipeColumn])[]
  readonly #missing: ReadonlySet<string>
  readonly #places: ReadonlyMap<string, number>
  /** By column, its text and unit. */
  readonly #kept: ReadonlyMap<string, Map<string, ReadCell>>

  /** Refuses `recipe.column_missing` or, where that is why, `csv.delimiter` when the file lacks a column of the recipe. */
  constructor(recipe: Recipe, header: CsvRow) {
    this.headers = header.cells.map((name) => name.trim())
    this.#columns = Object.entries(recipe.columns)
    this.#kept = new Map(this.#columns.map(([name]) => [name, new Map()]))
    this.#missing = new Set(recipe.file.missing)
    this.#places = new Map(this.#columns.map(([name, column]) => [name, placeOf(column.header, this.headers, recipe.file.delimiter)]))
  }

  /** Where a column of the recipe stands in the file, the first being 0. */
  placeOf(column: string): number {
    return this.#places.get(column)!
  }

  headerOf(column: string): string {
    return this.headers[this.placeOf(column)]!
  }

  /** Places that no column of the recipe reads. */
  get unread(): number[] {
    const read = new Set(this.#places.values())
    return this.headers.map((_, place) => place).filter((place) => !read.has(place))
  }

  /** The text of a cell without the spaces around it; null where it says that nothing is known. */
  textAt(row: CsvRow, place: number): string | null {
    const text = row.cells[place]!.trim()
    return this.#missing.has(text) ? null : text
  }

  read(row: CsvRow): ReadRow {
    const cells = new Map(this.#columns.map(([name, column]) => [name, this.#readCell(row, name, column)]))
    return { line: row.line, cells }
  }

  #readCell(row: CsvRow, name: string, column: RecipeColumn): ReadCell {
    const text = this.#textOf(row, name)
    if (text === null) return MISSING
    const isFilled = (other: string) => this.#textOf(row, other) !== null
    if (column.when && !column.when.some(isFilled)) return MISSING
    if (column.unless?.some(isFilled)) return MISSING
    const unit = 'unit_column' in column ? (this.#textOf(row, column.unit_column) ?? undefined) : undefined
    if ('text' in column) return asRead(text, readCell(column, text))
    const kept = this.#kept.get(name)!
    const key = unit === undefined ? text : JSON.stringify([text, unit])
    const known = kept.get(key)
    if (known) return known
    const read = asRead(text, readCell(column, text, unit))
    if (kept.size >= MOST_KEPT_CELLS) kept.clear()
    kept.set(key, read)
    return read
  }

  #textOf(row: CsvRow, column: string): string | null {
    return this.textAt(row, this.placeOf(column))
  }
}

function asRead(text: string, reading: CellReading): ReadCell {
  if ('value' in reading) return { state: 'read', text, value: reading.value }
  return { state: 'refused', text, code: reading.refused.code, reason: reading.refused.text }
}

function placeOf(header: string, headers: readonly string[], delimiter: string): number {
  const place = headers.indexOf(header.trim())
  if (place >= 0) return place
  const found = seemingDelimiter(headers, delimiter, header)
  if (found !== null) throw otherDelimiter(1, found, delimiter)
  const nearest = nearestWord(header, headers)
  throw new Refusal(
    'recipe.column_missing',
    {
      en: `The file has no column “${header}”. `
        + `${nearest ? `Its closest is “${nearest}”.` : `It has: ${headers.join(', ')}.`} Is this the file that the `
        + `recipe is for?`,
      ko: `파일에 “${header}” 열이 없습니다. ${nearest ? `가장 비슷한 열은 “${nearest}”입니다.` : `있는 열: ${headers.join(', ')}.`} 이 레시피에 `
        + `맞는 파일인지 확인하십시오.`,
    },
    { column: header, nearest, headers },
  )
}
