import { CsvError, parse } from 'csv-parse'
import type { Parser } from 'csv-parse'
import { badlyQuoted, rowTooLong } from './csv-refusals.ts'
import type { CsvRow } from './csv-row.ts'
import { decodeText } from './decode-text.ts'
import type { CsvFile } from './recipe.ts'
import { shapeRows } from './shape-rows.ts'
import type { Remark } from './sheet-remarks.ts'
import { isWorkbook } from './xlsx/refusals.ts'

/** What must be known of a CSV file; where nothing else is said it is tidy UTF-8. */
export type CsvOptions = Pick<CsvFile, 'delimiter'> & Partial<Omit<CsvFile, 'kind' | 'delimiter' | 'missing'>>

/** A quote that is never closed would otherwise gather the rest of the file in memory. */
const LONGEST_ROW_CHARACTERS = 1_000_000

/**
 * The rows of a CSV file (RFC 4180), header first, cells as written; empty rows are passed over.
 *
 * Nothing is guessed: refuses `csv.empty`, `csv.no_rows`, `csv.delimiter`, `csv.duplicate_header`, `csv.empty_header`,
 * `csv.quotes`, `csv.ragged`, `csv.row_too_long`, `csv.is_workbook`, the refusals of `shapeRows` and those of
 * `decodeText`, each with its line. Rows that stand before a fault have been given out by then, so a caller that wants
 * all or nothing must wait for the end.
 */
export function readCsv(chunks: AsyncIterable<Uint8Array>, options: CsvOptions, remark: Remark = () => {}): AsyncIterable<CsvRow> {
  const { delimiter, encoding = 'utf-8', skip = 0, transposed = false } = options
  // Lines above the header need not be CSV. The columns that a turned sheet skips are for shapeRows.
  const skippedLines = transposed ? 0 : skip
  const text = withoutLines(decodeText(refuseArchive(chunks), encoding), skippedLines)
  return shapeRows(
    { rows: parseRows(text, delimiter, skippedLines), delimiter, merged: async () => [], allMerged: () => [] }, options, remark,
  )
}

async function* refuseArchive(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let isStart = true
  for await (const chunk of chunks) {
    // PK 03 04 begins a ZIP archive, which every workbook is.
    if (isStart && chunk.length >= 4 && chunk[0] === 0x50 && chunk[1] === 0x4b && chunk[2] === 3 && chunk[3] === 4) throw isWorkbook()
    isStart = false
    yield chunk
  }
}

/** The text after its first lines, however their ends are cut by the pieces. */
async function* withoutLines(text: AsyncIterable<string>, skip: number): AsyncIterable<string> {
  let left = skip
  let afterReturn = false
  for await (const piece of text) {
    let start = 0
    for (; (left > 0 || afterReturn) && start < piece.length; start++) {
      const sign = piece[start]
      if (afterReturn) {
        afterReturn = false
        if (sign === '\n') continue
        if (left === 0) break
      }
      afterReturn = sign === '\r'
      if (sign === '\n' || afterReturn) left--
    }
    yield start === 0 ? piece : piece.slice(start)
  }
}

async function* parseRows(text: AsyncIterable<string>, delimiter: string, skippedLines: number): AsyncIterable<CsvRow> {
  const lines = new LinesOfRows(skippedLines)
  // Lines of the rows that the parser holds ready, in the same order.
  const starts: number[] = []
  const parser = parse({
    delimiter,
    // Ragged rows are refused by shapeRows, which names what the header has.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW_CHARACTERS,
    on_record: (cells, { lines: counted }) => {
      starts.push(lines.startOf(cells, counted))
      return cells
    },
  })
  const feeding = feed(parser, text)
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { line: starts.shift()!, cells }
    await feeding
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw rowTooLong(lines.next, LONGEST_ROW_CHARACTERS)
    throw badlyQuoted(lines.next, error.code)
  }
}

/** Writes all text into the parser, no faster than it takes it; what stops the text stops the parser. */
async function feed(parser: Parser, text: AsyncIterable<string>): Promise<void> {
  try {
    for await (const piece of text) {
      if (!parser.write(piece)) await drained(parser)
      if (parser.destroyed) return
    }
    parser.end()
  } catch (error) {
    parser.destroy(error as Error)
  }
}

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done).off('close', done)
      resolve()
    }
    // A parser that fails or is no longer read closes without draining.
    parser.on('drain', done).on('close', done)
  })
}

/**
 * Where rows start, from where csv-parse says that they end.
 *
 * Its counter takes a CR LF inside quotes for two lines (seen in 7.0.3), which is made good here.
 */
class LinesOfRows {
  /** Where the row after the last one begins, were there no empty line between. */
  next: number
  readonly #before: number
  #countedTwice = 0

  constructor(before: number) {
    this.#before = before
    this.next = before + 1
  }

  startOf(cells: readonly string[], countedLines: number): number {
    let breaks = 0
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue
      breaks += cell.match(/\r\n|\r|\n/g)?.length ?? 0
      this.#countedTwice += cell.match(/\r\n/g)?.length ?? 0
    }
    const end = this.#before + countedLines - this.#countedTwice
    this.next = end + 1
    return end - breaks
  }
}
