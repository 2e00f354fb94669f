import { nearestWord } from '#science/nearest-words.ts'
import { isPlainNumber } from '#science/quantities/quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Value } from '#record/records/value.ts'
import type { Text } from '#science/refusal.ts'
import { otherDelimiter, seemingDelimiter } from './csv-refusals.ts'
import { pointForComma } from './decimal-comma.ts'
import { readCell } from './read-cell.ts'
import { isOutside } from './outside.ts'
import type { CellReading, SheetColumn, Summaries } from './read-cell.ts'
import type { CsvRow } from './csv-row.ts'
import type { Recipe, RecipeColumn, RecipeFile } from './recipe.ts'

/** What one column of the recipe finds in one row: nothing, a value, or a cell that was refused. */
export type ReadCell =
  | { readonly state: 'missing' }
  | { readonly state: 'read'; readonly text: string; readonly value: Value; readonly summaries?: Summaries }
  | { readonly state: 'refused'; readonly text: string; readonly code: string; readonly reason: Text }

/** A row as the recipe's columns see it, by the columns' own names. */
export type ReadRow = { readonly line: number; readonly cells: ReadonlyMap<string, ReadCell> }

const MISSING: ReadCell = { state: 'missing' }

/** The same cell stands in many rows (CAST, bad); the bound, for each column, keeps them from filling the memory. */
const MOST_KEPT_CELLS = 1_000

/** A column of the recipe with its places in the file, the first being 0. */
type PlacedColumn = {
  readonly name: string
  readonly column: RecipeColumn
  readonly place: number
  readonly when: readonly number[] | null
  readonly unless: readonly number[]
  readonly unit: number | null
  /** Whether its numbers are written with decimal commas. */
  readonly hasDecimalComma: boolean
  /** By text and unit; null where cells are read as they stand. */
  readonly kept: Map<string, ReadCell> | null
}

/** Reads rows by a recipe's columns, whose places it takes from the file's header. */
export class RowReader {
  /** The file's headers as written. */
  readonly headers: readonly string[]
  readonly #columns: readonly PlacedColumn[]
  readonly #missing: ReadonlySet<string>
  readonly #places: ReadonlyMap<string, number>

  /** Refuses `recipe.column_missing` or, where that is why, `csv.delimiter` when the file lacks a column of the recipe. */
  constructor(recipe: Recipe, header: CsvRow) {
    this.headers = header.cells.map((name) => name.trim())
    this.#missing = new Set(recipe.file.missing)
    const columns = Object.entries(recipe.columns)
    this.#places = new Map(columns.map(([name, column]) => [name, placeOf(column.header, this.headers, recipe.file)]))
    const places = (names: readonly string[]) => names.map((name) => this.placeOf(name))
    const hasDecimalComma = recipe.file.kind === 'csv' && recipe.file.decimal === ','
    this.#columns = columns.map(([name, column]) => ({
      name, column, place: this.placeOf(name), when: column.when ? places(column.when) : null, unless: places(column.unless ?? []),
      unit: 'unit_column' in column ? this.placeOf(column.unit_column) : null, kept: 'text' in column ? null : new Map(),
      hasDecimalComma: hasDecimalComma && !('text' in column || 'words' in column || isOutside(column)),
    }))
  }

  /** The different texts of rows' cells in a column that are not yet known. */
  unknownTexts(column: string, rows: readonly CsvRow[]): string[] {
    const place = this.placeOf(column)
    const { kept } = this.#columns.find(({ name }) => name === column)!
    const texts = new Set(rows.flatMap((row) => this.textAt(row, place) ?? []))
    return [...texts].filter((text) => !kept!.has(text))
  }

  /** Remembers what texts of a column stand for that looks outside of its sheet. */
  remember(column: string, readings: ReadonlyMap<string, CellReading>): void {
    const { kept } = this.#columns.find(({ name }) => name === column)!
    for (const [text, reading] of readings) kept!.set(text, asRead(text, reading))
  }

  /** Forgets what was remembered of a column where it would fill the memory. */
  makeRoom(column: string): void {
    const { kept } = this.#columns.find(({ name }) => name === column)!
    if (kept!.size >= MOST_KEPT_CELLS) kept!.clear()
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
    const texts = row.cells.map((_, place) => this.textAt(row, place))
    const cells = new Map<string, ReadCell>()
    for (const column of this.#columns) cells.set(column.name, readPlaced(column, texts, row.faults))
    return { line: row.line, cells }
  }
}

function readPlaced(placed: PlacedColumn, texts: readonly (string | null)[], faults: CsvRow['faults']): ReadCell {
  const { column, place, when, unless, unit, kept, hasDecimalComma } = placed
  const cell = texts[place]!
  if (cell === null) return MISSING
  const text = 'unit' in column ? (column.stated ?? cell) : cell
  const isFilled = (other: number) => texts[other] !== null
  if ((when && !when.some(isFilled)) || unless.some(isFilled)) return MISSING
  const fault = faults?.get(place)
  if (fault) return asRead(text, { refused: fault })
  if (isOutside(column)) return kept!.get(text)!
  const inUnit = unit === null ? undefined : unitOf(column, texts[unit] ?? undefined)
  // A plain number is read as fast as it is found among those kept, and seldom comes again.
  if (kept === null || isPlainNumber(text)) return asRead(text, readNumbers(column, hasDecimalComma, text, inUnit))
  const key = inUnit === undefined ? text : JSON.stringify([text, inUnit])
  const known = kept.get(key)
  if (known) return known
  const read = asRead(text, readNumbers(column, hasDecimalComma, text, inUnit))
  if (kept.size >= MOST_KEPT_CELLS) kept.clear()
  kept.set(key, read)
  return read
}

function readNumbers(column: SheetColumn, hasDecimalComma: boolean, text: string, unit: string | undefined): CellReading {
  // What a recipe states is written as recipes are, with a point.
  if (!hasDecimalComma || ('unit' in column && column.stated !== undefined)) return readCell(column, text, unit)
  const pointed = pointForComma(text)
  return typeof pointed === 'string' ? readCell(column, pointed, unit) : { refused: pointed }
}

/** The unit that a cell of another column stands for. */
function unitOf(column: RecipeColumn, written: string | undefined): string | undefined {
  const units = 'unit_column' in column ? column.units : undefined
  return written !== undefined && units && Object.hasOwn(units, written) ? units[written] : written
}

function asRead(text: string, reading: CellReading): ReadCell {
  if ('value' in reading) return { state: 'read', text, ...reading }
  return { state: 'refused', text, code: reading.refused.code, reason: reading.refused.text }
}

function placeOf(header: string, headers: readonly string[], file: RecipeFile): number {
  const place = headers.indexOf(header.trim())
  if (place >= 0) return place
  const found = file.kind === 'csv' ? seemingDelimiter(headers, file.delimiter, header) : null
  if (file.kind === 'csv' && found !== null) throw otherDelimiter(1, found, file.delimiter)
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
