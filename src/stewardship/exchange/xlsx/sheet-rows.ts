import { columnLetter, placeOfCell } from '../column-letter.ts'
import type { CellFault, CsvRow } from '../csv-row.ts'
import type { MergedArea } from '../merged-area.ts'
import { cellText } from './cell-text.ts'
import { readXml } from './read-xml.ts'
import type { Attributes } from './read-xml.ts'
import { damaged, tooLong } from './refusals.ts'
import type { Workbook } from './workbook.ts'

/** What else a sheet says, known once its rows were taken to the end. */
export type SheetTraits = {
  readonly hiddenRows: number[]
  /** Places of columns, the first being 0. */
  readonly hiddenColumns: number[]
  readonly merged: MergedArea[]
}

/** The last row and column that a sheet can have (ECMA-376 as Excel has it). */
const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384
const LONGEST_ROW_CHARACTERS = 1_000_000
const MOST_MERGED = 200_000
/** Rows that are not in the file are given out as empty ones up to here, since a header may lie around them. */
const EMPTY_ROWS_UP_TO = 1_020

/** The rows of one sheet in their order, cells up to the last that is filled; notes in `traits` what else it says. */
export async function* sheetRows(book: Workbook, part: string, traits: SheetTraits): AsyncIterable<CsvRow> {
  const reader = new RowsOfSheet(book, part, traits)
  let given = 0
  for await (const _ of readXml(part, book.parts.read(part), {
    open: (name, attributes) => reader.open(name, attributes),
    close: (name) => reader.close(name),
    text: (text) => reader.text(text),
  })) {
    for (const row of reader.take()) {
      while (++given < row.line && given <= EMPTY_ROWS_UP_TO) yield { line: given, cells: [] }
      given = row.line
      yield row
    }
  }
}

class RowsOfSheet {
  readonly #book: Workbook
  readonly #part: string
  readonly #traits: SheetTraits
  #rows: CsvRow[] = []
  #line = 0
  #cells: string[] = []
  #faults: Map<number, CellFault> | null = null
  #characters = 0
  #column = -1
  // The cell at hand.
  #reference = ''
  #type = 'n'
  #style = 0
  #value: string | null = null
  #inline = ''
  #formula: string | null = null
  #into: 'value' | 'inline' | 'formula' | null = null
  #inCell = false
  #inPronunciation = false

  constructor(book: Workbook, part: string, traits: SheetTraits) {
    this.#book = book
    this.#part = part
    this.#traits = traits
  }

  take(): CsvRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'c': return this.#openCell(attributes)
      case 'v': this.#value = ''; this.#into = this.#inCell ? 'value' : null; return
      case 'f': this.#formula = ''; this.#into = this.#inCell ? 'formula' : null; return
      case 't': this.#into = this.#inCell && !this.#inPronunciation ? 'inline' : null; return
      case 'rPh': this.#inPronunciation = true; return
      case 'row': return this.#openRow(attributes)
      case 'col': return this.#noteColumns(attributes)
      case 'mergeCell': return this.#noteMerged(attributes)
      default:
    }
  }

  text(text: string): void {
    if (this.#into === null) return
    this.#characters += text.length
    if (this.#characters > LONGEST_ROW_CHARACTERS) throw tooLong(this.#part, `row ${this.#line}`, LONGEST_ROW_CHARACTERS)
    if (this.#into === 'value') this.#value += text
    else if (this.#into === 'inline') this.#inline += text
    else this.#formula += text
  }

  close(name: string): void {
    switch (name) {
      case 'c': return this.#closeCell()
      case 'v': case 'f': case 't': this.#into = null; return
      case 'rPh': this.#inPronunciation = false; return
      case 'row':
        this.#rows.push({ line: this.#line, cells: this.#cells, ...(this.#faults && { faults: this.#faults }) })
        return
      default:
    }
  }

  #openRow({ r, hidden }: Attributes): void {
    const line = r === undefined ? this.#line + 1 : Number(r)
    if (!(Number.isInteger(line) && line > this.#line && line <= LAST_ROW)) {
      throw damaged(this.#part, `row ${r ?? line} after row ${this.#line}`)
    }
    this.#line = line
    this.#cells = []
    this.#faults = null
    this.#characters = 0
    this.#column = -1
    if (hidden === '1' || hidden === 'true') this.#traits.hiddenRows.push(line)
  }

  #openCell({ r, t, s }: Attributes): void {
    const column = r === undefined ? this.#column + 1 : columnOf(r, this.#line)
    if (column === null || column <= this.#column || column >= LAST_COLUMN || this.#line === 0) {
      throw damaged(this.#part, `cell ${r ?? column} in row ${this.#line}, after column ${columnLetter(Math.max(0, this.#column))}`)
    }
    this.#column = column
    this.#reference = r ?? `${columnLetter(column)}${this.#line}`
    this.#type = t ?? 'n'
    this.#style = s === undefined ? 0 : Number(s)
    this.#value = null
    this.#inline = ''
    this.#formula = null
    this.#inCell = true
  }

  #closeCell(): void {
    this.#inCell = false
    const { text, fault } = cellText({
      reference: this.#reference, type: this.#type, style: this.#style, value: this.#value, inline: this.#inline, formula: this.#formula,
    }, this.#book, this.#part)
    if (text === '') return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells.push(text)
    if (fault) (this.#faults ??= new Map()).set(this.#column, fault)
  }

  #noteColumns({ min, max, hidden }: Attributes): void {
    if ((hidden !== '1' && hidden !== 'true') || this.#traits.hiddenColumns.length >= LAST_COLUMN) return
    const last = Math.min(Number(max), LAST_COLUMN)
    // Columns after the data are often hidden to the end of the sheet; the first few tell enough.
    for (let column = Number(min); column <= last && column < Number(min) + 100; column++) this.#traits.hiddenColumns.push(column - 1)
  }

  #noteMerged({ ref = '' }: Attributes): void {
    const area = areaOf(ref)
    if (area === null) throw damaged(this.#part, `merged cells ${ref}`)
    if (this.#traits.merged.push(area) > MOST_MERGED) throw damaged(this.#part, `more than ${MOST_MERGED} merged areas`)
  }
}

/** The column that a cell's name says, the first being 0; null where the name is of another row. */
function columnOf(reference: string, line: number): number | null {
  const place = placeOfCell(reference)
  return place !== null && place.row === line ? place.column : null
}

/** `A1:C2` as an area; null where it is none. */
export function areaOf(reference: string): MergedArea | null {
  const [first, last = first] = reference.split(':')
  const from = placeOfCell(first!)
  const to = placeOfCell(last!)
  if (!from || !to || to.row < from.row || to.column < from.column) return null
  return { top: from.row, left: from.column, bottom: to.row, right: to.column }
}

/** The merged areas of a sheet that begin above a line; they stand after its rows, which are passed over for them. */
export async function mergedAbove(book: Workbook, part: string, line: number): Promise<MergedArea[]> {
  const merged: MergedArea[] = []
  let tail = ''
  const decoder = new TextDecoder('latin1')
  for await (const bytes of book.parts.read(part)) {
    const text = tail + decoder.decode(bytes, { stream: true })
    if (!text.includes('ergeCell')) {
      tail = text.slice(-LONGEST_TAG)
      continue
    }
    for (const [, reference] of text.matchAll(/mergeCell\s[^<>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"/g)) {
      const area = areaOf(reference!)
      if (area && area.top < line) merged.push(area)
      if (merged.length > MOST_MERGED) throw damaged(part, `more than ${MOST_MERGED} merged areas`)
    }
    tail = text.slice(Math.max(text.lastIndexOf('<'), text.length - LONGEST_TAG))
    if (tail.includes('>')) tail = ''
  }
  return merged
}

const LONGEST_TAG = 200
