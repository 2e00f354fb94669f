import { CsvError, parse } from 'csv-parse'
import type { Parser } from 'csv-parse'
import {
  badlyQuoted, duplicateHeader, emptyFile, emptyHeader, noRows, otherDelimiter, raggedRow, rowTooLong, seemingDelimiter,
} from './csv-refusals.ts'
import { decodeUtf8 } from './decode-utf8.ts'

/** One row of a file; `line` is where it starts, the first line of the file being 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

export type CsvOptions = { readonly delimiter: string }

/** A quote that is never closed would otherwise gather the rest of the file in memory. */
const LONGEST_ROW_CHARACTERS = 1_000_000

/**
 * The rows of a CSV file (RFC 4180), header first, cells as written; empty lines are passed over.
 *
 * Nothing is guessed: refuses `csv.empty`, `csv.no_rows`, `csv.delimiter`, `csv.duplicate_header`, `csv.empty_header`,
 * `csv.quotes`, `csv.ragged`, `csv.row_too_long` and the refusals of `decodeUtf8`, each with its line. Rows that stand before a
 * fault have been given out by then, so a caller that wants all or nothing must wait for the end.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncIterable<CsvRow> {
  let header: readonly string[] | null = null
  let rows = 0
  for await (const row of parseRows(chunks, options.delimiter)) {
    if (header === null) {
      header = row.cells
      checkHeader(row, options.delimiter)
    } else {
      rows++
      if (row.cells.length !== header.length) throw raggedRow(row.line, row.cells.length, header.length)
    }
    yield row
  }
  if (header === null) throw emptyFile()
  if (rows === 0) throw noRows(header)
}

function checkHeader(row: CsvRow, delimiter: string): void {
  const found = seemingDelimiter(row.cells, delimiter)
  if (found !== null) throw otherDelimiter(row.line, found, delimiter)
  const seen = new Map<string, number>()
  for (const [index, written] of row.cells.entries()) {
    const name = written.trim()
    const column = index + 1
    // Data frames write their row numbers as a first column without a name; no recipe can mean it, and its cells are told as unused.
    if (name === '' && column === 1 && row.cells.length > 1) continue
    if (name === '') throw emptyHeader(row.line, column)
    const earlier = seen.get(name)
    if (earlier !== undefined) throw duplicateHeader(name, earlier, column, delimiter)
    seen.set(name, column)
  }
}

async function* parseRows(chunks: AsyncIterable<Uint8Array>, delimiter: string): AsyncIterable<CsvRow> {
  const lines = new LinesOfRows()
  // Lines of the rows that the parser holds ready, in the same order.
  const starts: number[] = []
  const parser = parse({
    delimiter,
    // Ragged rows are refused by readCsv, which names what the header has.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW_CHARACTERS,
    on_record: (cells, { lines: counted }) => {
      starts.push(lines.startOf(cells, counted))
      return cells
    },
  })
  const feeding = feed(parser, decodeUtf8(chunks))
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
  next = 1
  #countedTwice = 0

  startOf(cells: readonly string[], countedLines: number): number {
    let breaks = 0
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue
      breaks += cell.match(/\r\n|\r|\n/g)?.length ?? 0
      this.#countedTwice += cell.match(/\r\n/g)?.length ?? 0
    }
    const end = countedLines - this.#countedTwice
    this.next = end + 1
    return end - breaks
  }
}
