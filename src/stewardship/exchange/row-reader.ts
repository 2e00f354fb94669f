import { nearestWord } from '#science/nearest-words.ts'
import { isPlainNumber } from '#science/quantities/quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Value } from '#record/records/value.ts'
import type { Text } from '#science/refusal.ts'
import { otherDelimiter, seemingDelimiter } from './csv-refusals.ts'
import { commaUnsaid, formulaOfCommas, hasCommaInNumber, pointedWhereSure, pointForComma } from './decimal-comma.ts'
import { formulaOfLists } from './composition-of-lists.ts'
import { partOf, partsNotRead, unreadParts } from './part-of-cell.ts'
import type { CellPart } from './part-of-cell.ts'
import { readCell, refusedAs } from './read-cell.ts'
import { isOutside } from './outside.ts'
import type { Beside, CellReading, SheetColumn, Summaries } from './read-cell.ts'
import { formulaOfShares } from './shares.ts'
import type { CsvRow } from './csv-row.ts'
import type { Finding } from './finding.ts'
import type { Recipe, RecipeColumn, RecipeFile } from './recipe.ts'

/** What one column of the recipe finds in one row: nothing, a value, or a cell that was refused. */
export type ReadCell =
  | { readonly state: 'missing' }
  | { readonly state: 'read'; readonly text: string; readonly value: Value; readonly summaries?: Summaries }
  | { readonly state: 'refused'; readonly text: string; readonly code: string; readonly reason: Text }

/** A row as the recipe's columns see it, by the columns' own names. */
export type ReadRow = {
  readonly line: number
  readonly cells: ReadonlyMap<string, ReadCell>
  /** By place: the file's own cells as {@link RowReader.textAt} has them. */
  readonly texts: readonly (string | null)[]
}

const MISSING: ReadCell = { state: 'missing' }

/** The same cell stands in many rows (CAST, bad); the bound, for each column, keeps them from filling the memory. */
const MOST_KEPT_CELLS = 1_000

/** A column of the recipe with its places in the file, the first being 0. */
type PlacedColumn = {
  readonly name: string
  readonly column: RecipeColumn
  readonly place: number
  readonly missing: ReadonlySet<string>
  /** How its decimals are written; null where a workbook holds them as numbers, and where nothing is a number. */
  readonly decimal: '.' | ',' | null
  /** By text and unit; null where cells are read as they stand. */
  readonly kept: Map<string, ReadCell> | null
}

/** Reads rows by a recipe's columns, whose places it takes from the file's header. */
export class RowReader {
  /** The file's headers as written. */
  readonly headers: readonly string[]
  readonly #columns: ReadonlyMap<string, PlacedColumn>
  /** Places whose cells are read in parts, with the parts that are read. */
  readonly #parted: ReadonlyMap<number, readonly CellPart[]>
  readonly #missing: ReadonlySet<string>
  readonly #places: ReadonlyMap<string, number>

  /** Refuses `recipe.column_missing` or, where that is why, `csv.delimiter` when the file lacks a column of the recipe. */
  constructor(recipe: Recipe, header: CsvRow) {
    this.headers = header.cells.map((name) => name.trim())
    this.#missing = new Set(recipe.file.missing)
    const columns = Object.entries(recipe.columns)
    this.#places = new Map(columns.map(([name, column]) => [name, placeOf(column.header, this.headers, recipe.file)]))
    const decimal = recipe.file.kind === 'csv' ? (recipe.file.decimal ?? '.') : null
    this.#columns = new Map(columns.map(([name, column]) => [name, {
      name, column, place: this.placeOf(name), missing: new Set(column.missing), kept: 'text' in column ? null : new Map(),
      decimal: 'text' in column || 'words' in column || 'lists' in column || isOutside(column) ? null : decimal,
    }]))
    const parted = [...this.#columns.values()].filter(({ column }) => column.part)
    this.#parted = new Map(parted.map(({ place }) => (
      [place, [...this.#columns.values()].filter((each) => each.place === place).map(({ column }) => column.part ?? {})]
    )))
  }

  /** The different texts of rows' cells in a column that are not yet known. */
  unknownTexts(column: string, rows: readonly CsvRow[]): string[] {
    const placed = this.#columns.get(column)!
    const texts = new Set(rows.flatMap((row) => this.#textIn(placed, this.textAt(row, placed.place)) ?? []))
    return [...texts].filter((text) => !placed.kept!.has(text))
  }

  /** Remembers what texts of a column stand for that looks outside of its sheet. */
  remember(column: string, readings: ReadonlyMap<string, CellReading>): void {
    const { kept } = this.#columns.get(column)!
    for (const [text, reading] of readings) kept!.set(text, asRead(text, reading))
  }

  /** Forgets what was remembered of a column where it would fill the memory. */
  makeRoom(column: string): void {
    const { kept } = this.#columns.get(column)!
    if (kept!.size >= MOST_KEPT_CELLS) kept!.clear()
  }

  /** Where a column of the recipe stands in the file, the first being 0. */
  placeOf(column: string): number {
    return this.#places.get(column)!
  }

  /** The places that a column takes its value from (of a listed composition, those of its lists), with its unit's, its spread's and its shares'; none for a record's name. */
  placesOf(column: string): readonly number[] {
    const placed = this.#columns.get(column)
    if (placed === undefined) return []
    const { column: rule } = placed
    if ('lists' in rule) return Object.entries(rule.lists).flat().map((name) => this.placeOf(name))
    const beside = 'shares' in rule ? Object.values(rule.shares) : 'unit_column' in rule ? [rule.unit_column]
      : 'unit' in rule && rule.uncertainty_column !== undefined ? [rule.uncertainty_column] : []
    return [placed.place, ...beside.map((name) => this.placeOf(name))]
  }

  /** The unit that a column's numbers are read in, in one row; null where it has none. */
  unitIn(column: string, { texts }: ReadRow): string | null {
    const { column: rule } = this.#columns.get(column)!
    const unit = 'unit' in rule ? rule.unit : 'unit_column' in rule ? unitOf(rule, texts[this.placeOf(rule.unit_column)] ?? undefined) : undefined
    return unit === undefined || unit === '1' ? null : unit
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
    const textOf = (name: string): string | null => {
      const placed = this.#columns.get(name)!
      const text = this.#textIn(placed, texts[placed.place]!)
      if (text === null || (placed.column.when === undefined && placed.column.unless === undefined)) return text
      const isFilled = (other: string) => textOf(other) !== null
      const counts = (placed.column.when?.some(isFilled) ?? true) && !placed.column.unless?.some(isFilled)
      return counts ? text : null
    }
    const cells = new Map<string, ReadCell>()
    for (const column of this.#columns.values()) cells.set(column.name, readPlaced(column, textOf, row.faults))
    return { line: row.line, cells, texts }
  }

  /** Says in `findings` which parts of a row's cells no column reads, where others of the same cell are read. */
  tellUnreadParts({ line, texts }: ReadRow, findings: Finding[]): void {
    for (const [place, parts] of this.#parted) {
      const text = texts[place]!
      const unread = text === null ? [] : unreadParts(text, parts, (part) => this.#missing.has(part))
      if (unread.length > 0) findings.push(partsNotRead(line, this.headers[place]!, text!, unread))
    }
  }

  /** What a column sees of its cell's text. */
  #textIn({ column, missing }: PlacedColumn, cell: string | null): string | null {
    if (cell === null || (column.part === undefined && missing.size === 0)) return cell
    const text = column.part ? partOf(cell, column.part) : cell
    return text === '' || missing.has(text) || this.#missing.has(text) ? null : text
  }
}

function readPlaced(placed: PlacedColumn, textOf: (column: string) => string | null, faults: CsvRow['faults']): ReadCell {
  const { name, column, place, kept, decimal } = placed
  const cell = textOf(name)
  if (cell === null) return MISSING
  const text = 'stated' in column ? (column.stated ?? cell) : cell
  const fault = faults?.get(place)
  if (fault) return asRead(text, { refused: fault })
  if (isOutside(column)) return kept!.get(text)!
  if ('shares' in column) {
    const formula = formulaOfShares(column, textOf, decimal)
    if (formula === null) return MISSING
    return typeof formula === 'string' ? asRead(formula, readCell(column, formula)) : asRead(formula.text, formula)
  }
  if ('lists' in column) {
    const reading = refusedAs(() => readCell(column, formulaOfLists(column, textOf)!))
    if ('value' in reading && reading.value.type === 'composition') return asRead(reading.value.written, reading)
    return asRead(Object.entries(column.lists).map(([parts, amounts]) => `${textOf(parts) ?? ''}: ${textOf(amounts) ?? ''}`).join(' · '), reading)
  }
  if ('unit' in column && column.uncertainty_column !== undefined) {
    const spread = textOf(column.uncertainty_column) ?? undefined
    return asRead(text, readNumbers(column, decimal, text, { spread: spread !== undefined && decimal === ',' ? pointedWhereSure(spread, pointForComma) : spread }))
  }
  const inUnit = 'unit_column' in column ? unitOf(column, textOf(column.unit_column) ?? undefined) : undefined
  // A plain number is read as fast as it is found among those kept, and seldom comes again.
  if (kept === null || isPlainNumber(text)) return asRead(text, readNumbers(column, decimal, text, { unit: inUnit }))
  const key = inUnit === undefined ? text : JSON.stringify([text, inUnit])
  const known = kept.get(key)
  if (known) return known
  const read = asRead(text, readNumbers(column, decimal, text, { unit: inUnit }))
  if (kept.size >= MOST_KEPT_CELLS) kept.clear()
  kept.set(key, read)
  return read
}

function readNumbers(column: SheetColumn, decimal: PlacedColumn['decimal'], text: string, beside: Beside): CellReading {
  // What a recipe states is written as recipes are, with a point.
  const isStated = 'stated' in column && column.stated !== undefined
  if (decimal === ',' && !isStated) {
    const read = 'composition' in column ? formulaOfCommas(text) : pointForComma(text)
    return typeof read === 'string' ? readCell(column, read, beside) : { refused: read }
  }
  const read = readCell(column, text, beside)
  if (!('refused' in read) || decimal === null || isStated || !hasCommaInNumber(text)) return read
  return ['quantity.comma', 'composition.malformed'].includes(read.refused.code) ? { refused: commaUnsaid(text) } : read
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
  // A recipe that was made when units in brackets got a second pair of them, `Hardness ((HV))`, means the same column.
  const place = [header.trim(), header.trim().replace(/\(\(([^()]*)\)\)$|\(\[([^[\]]*)\]\)$/, '($1$2)')].map((name) => headers.indexOf(name)).find((at) => at >= 0)
  if (place !== undefined) return place
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
