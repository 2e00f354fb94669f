import type { Text } from '#science/refusal.ts'
import type { CsvRow } from '../csv-row.ts'
import { ROWS_LOOKED_AT } from '../guess-shape.ts'
import { filledWidth } from '../header-names.ts'
import type { MergedArea } from '../merged-area.ts'
import type { SheetFile } from '../sheet-file.ts'
import { mergedAbove, sheetRows } from './sheet-rows.ts'
import type { SheetTraits } from './sheet-rows.ts'
import { openWorkbook, sheetNamed } from './workbook.ts'
import type { Workbook, WorkbookSheet } from './workbook.ts'

/** A sheet and how far it is filled; null where counting would take long. */
export type SheetSize = { readonly name: string; readonly rows: number | null; readonly columns: number | null }

export type LookedAt = {
  readonly sheets: readonly SheetSize[]
  /** The sheet that was looked into. */
  readonly chosen: string
  /** Its first rows. */
  readonly rows: readonly CsvRow[]
  readonly merged: readonly MergedArea[]
  readonly remarks: readonly Text[]
}

const COUNTED_UP_TO_BYTES = 8_000_000
/** Of a workbook with more sheets, the others are named and not counted. */
const MOST_SHEETS_COUNTED = 30

/** The sheets of a workbook, and the first rows of one: `wanted`, or the first that is shown and holds a table. */
export async function looksAtSheets(file: SheetFile, wanted?: string): Promise<LookedAt> {
  const book = await openWorkbook(file)
  if (wanted !== undefined) sheetNamed(book, wanted)
  const sheets: SheetSize[] = []
  const beginnings = new Map<string, CsvRow[]>()
  for (const sheet of book.sheets) {
    const isSmall = book.parts.bytesOf(sheet.part) <= COUNTED_UP_TO_BYTES && beginnings.size < MOST_SHEETS_COUNTED
    if (!isSmall && sheet.name !== (wanted ?? firstShown(book).name)) {
      sheets.push({ name: sheet.name, rows: null, columns: null })
      continue
    }
    const { first, size } = await lookInto(book, sheet, isSmall)
    beginnings.set(sheet.name, first)
    sheets.push({ name: sheet.name, ...size })
  }
  const shown = book.sheets.filter(({ name, isHidden }) => !isHidden && beginnings.has(name))
  const chosen = book.sheets.find(({ name }) => name === wanted)
    ?? shown.find(({ name }) => isTable(beginnings.get(name)!)) ?? shown[0] ?? firstShown(book)
  const remarks: Text[] = []
  if (wanted === undefined && book.sheets.length > 1) {
    remarks.push({
      en: `Sheet “${chosen.name}”: of ${book.sheets.length} sheets the first that is shown and has rows and columns.`,
      ko: `시트 “${chosen.name}”: 시트 ${book.sheets.length}개 중 숨겨지지 않고 행과 열이 있는 첫 시트입니다.`,
    })
  }
  return {
    sheets, chosen: chosen.name, rows: beginnings.get(chosen.name) ?? (await lookInto(book, chosen, false)).first,
    merged: await mergedAbove(book, chosen.part, ROWS_LOOKED_AT), remarks,
  }
}

function firstShown({ sheets }: Workbook): WorkbookSheet {
  return sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]!
}

const isTable = (rows: readonly CsvRow[]): boolean => rows.filter(({ cells }) => cells.filter((cell) => cell !== '').length > 1).length > 1

async function lookInto(book: Workbook, { part }: WorkbookSheet, toTheEnd: boolean): Promise<{ first: CsvRow[]; size: Omit<SheetSize, 'name'> }> {
  const traits: SheetTraits = { hiddenRows: [], hiddenColumns: [], merged: [] }
  const first: CsvRow[] = []
  let rows = 0
  let columns = 0
  for await (const row of sheetRows(book, part, traits)) {
    if (first.length < ROWS_LOOKED_AT) first.push(row)
    else if (!toTheEnd) return { first, size: { rows: null, columns: null } }
    const width = filledWidth(row.cells)
    if (width > 0) rows = row.line
    columns = Math.max(columns, width)
  }
  return { first, size: { rows, columns } }
}
