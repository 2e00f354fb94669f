import { parse } from 'csv-parse/sync'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { CsvRow } from './csv-row.ts'
import { decodeText } from './decode-text.ts'
import { guessDelimiter } from './guess-delimiter.ts'
import { guessEncoding } from './guess-encoding.ts'
import { ROWS_LOOKED_AT, guessShape } from './guess-shape.ts'
import { emptyHeader } from './csv-refusals.ts'
import { readRows } from './read-rows.ts'
import type { CsvFile, TableFile } from './recipe.ts'
import { beginningOf } from './sheet-file.ts'
import type { SheetFile } from './sheet-file.ts'
import { beginsCompoundFile, refuseCompoundFile } from './xlsx/compound-file.ts'
import { looksAtSheets } from './xlsx/looks-at-sheets.ts'
import type { SheetSize } from './xlsx/looks-at-sheets.ts'

/** Enough of a text file to see how it is written. */
const GUESSED_FROM_BYTES = 65_536
/** What laboratories write where nothing is known; each stays in the file as it is. */
const MISSING = ['', 'nan', 'NaN', 'NA', 'N/A', 'n/a', '-']

/** How a file seems to be read, what that rests on, and the sheets of a workbook. */
export type GuessedReading = { readonly reading: TableFile; readonly sheets: readonly SheetSize[]; readonly remarks: readonly Text[] }

/**
 * How a file seems to be read, from its bytes and not from its name, for a person to look at; no import rests on it.
 *
 * `sheet` is the one to guess for, if the file is a workbook. Refuses files that are neither text nor .xlsx.
 */
export async function guessReading(file: SheetFile, sheet?: string): Promise<GuessedReading> {
  const bytes = await beginningOf(file, GUESSED_FROM_BYTES)
  if (beginsCompoundFile(bytes)) await refuseCompoundFile(file)
  if (!isArchive(bytes)) return guessCsv(file, bytes)
  const { sheets, chosen, rows, merged, remarks } = await looksAtSheets(file, sheet)
  const guessed = guessShape(rows, merged)
  const { reading, remark } = await withNames(file, { kind: 'xlsx', sheet: chosen, ...guessed.shape, missing: MISSING })
  return { reading, sheets, remarks: [...remarks, ...guessed.remarks, ...(remark ? [remark] : [])] }
}

/** The sheets of a file that a stated reading takes for a workbook. */
export async function sheetsOf(file: SheetFile, reading: TableFile): Promise<readonly SheetSize[]> {
  return reading.kind === 'xlsx' ? (await looksAtSheets(file, reading.sheet)).sheets : []
}

/** Whether a file begins as a ZIP archive does. */
export async function beginsArchive(file: SheetFile): Promise<boolean> {
  return isArchive(await beginningOf(file, 4))
}

/** PK 03 04 begins a ZIP archive, which every workbook is. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

async function guessCsv(file: SheetFile, bytes: Buffer): Promise<GuessedReading> {
  const encoding = guessEncoding(bytes)
  const text = await beginningText(bytes, encoding.value, bytes.length < file.size)
  const delimiter = guessDelimiter(text)
  const rows = roughRows(text, delimiter.value)
  const decimal = guessDecimal(rows)
  const guessed = guessShape(rows, [])
  const { reading, remark } = await withNames(file, {
    kind: 'csv', delimiter: delimiter.value, encoding: encoding.value, ...(decimal.comma && { decimal: ',' as const }), ...guessed.shape, missing: MISSING,
  })
  const remarks = [encoding.remark, delimiter.remark, decimal.remark, ...guessed.remarks, remark]
  return { reading, sheets: [], remarks: remarks.filter((one) => one !== null) }
}

/** The reading, with its names completed where the header is refused for them. */
async function withNames(file: SheetFile, reading: TableFile): Promise<{ reading: TableFile; remark: Text | null }> {
  try {
    for await (const { cells } of readRows(file, reading)) {
      // It may hold row numbers, or what each row is called.
      if (cells[0]?.trim() === '') throw emptyHeader(1, 1)
      break
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { header, columns, column } = error.details as { header?: string; columns?: number[]; column?: number }
    const [en, ko] = error.code === 'csv.duplicate_header' ? [`“${header}” comes again (columns ${columns!.join(' and ')})`, `“${header}”이(가) 되풀이됩니다(${columns!.join(', ')}번째)`]
      : error.code === 'csv.empty_header' ? [`column ${column} has none`, `${column}번째 열에 이름이 없습니다`] : []
    if (en === undefined) return { reading, remark: null }
    return { reading: { ...reading, names: 'completed' }, remark: {
      en: `Names are completed (repeated ones are numbered, a column without one is called by its letter): ${en}.`,
      ko: `이름을 보충합니다(되풀이되는 이름에는 번호를, 이름 없는 열에는 열 글자를 붙임). ${ko}.`,
    } }
  }
  return { reading, remark: null }
}

/** Whole lines, where the file goes on. */
async function beginningText(bytes: Buffer, encoding: CsvFile['encoding'], isCut: boolean): Promise<string> {
  const whole = isCut ? bytes.subarray(0, endOfLastLine(bytes, encoding)) : bytes
  let text = ''
  async function* once() { yield whole }
  for await (const piece of decodeText(once(), encoding)) text += piece
  return text
}

/** Where the last whole line ends; the end of the bytes where there is none. */
function endOfLastLine(bytes: Buffer, encoding: CsvFile['encoding']): number {
  const feed = bytes[0] === 0xfe ? Buffer.from([0, 0x0a]) : Buffer.from([0x0a, 0])
  if (encoding !== 'utf-16') return bytes.lastIndexOf(0x0a) + 1 || bytes.length
  let at = bytes.lastIndexOf(feed)
  while (at > 0 && at % 2 === 1) at = bytes.lastIndexOf(feed, at - 1)
  return at > 0 ? at + 2 : bytes.length - (bytes.length % 2)
}

/** Rows by a reading of quotes that takes everything: what stands above a header need not be CSV. */
function roughRows(text: string, delimiter: string): CsvRow[] {
  const lines = text.split(/\r\n|\r|\n/)
  try {
    const rows = parse(text, { delimiter, relax_quotes: true, relax_column_count: true, to: ROWS_LOOKED_AT, info: true, skip_empty_lines: true }) as unknown as { record: string[]; info: { lines: number } }[]
    let before = 0
    return rows.map(({ record, info }) => {
      const line = before + 1
      before = info.lines
      return { line, cells: record }
    })
  } catch {
    return lines.slice(0, ROWS_LOOKED_AT).map((line, index) => ({ line: index + 1, cells: line.split(delimiter) }))
  }
}

const COMMA_NUMBER = /^[<>]?\s*[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/
const POINT_NUMBER = /^[<>]?\s*[+-]?\d+\.\d+(?:[eE][+-]?\d+)?$/

/** Where a comma parts the columns too, only cells in quotes hold one. */
function guessDecimal(rows: readonly CsvRow[]): { comma: boolean; remark: Text | null } {
  const cells = rows.flatMap(({ cells: texts }) => texts.map((text) => text.trim()))
  const commas = cells.filter((text) => COMMA_NUMBER.test(text))
  const points = cells.filter((text) => POINT_NUMBER.test(text)).length
  const [first] = commas
  if (first === undefined) return { comma: false, remark: null }
  if (points > 0) {
    return { comma: false, remark: {
      en: `${commas.length === 1 ? 'One number is' : `${commas.length} numbers are`} written with a comma (${first}) and ${points} with a point: look which are decimals and which thousands.`,
      ko: `쉼표가 든 숫자가 ${commas.length}개(${first}), 점이 든 숫자가 ${points}개입니다. 소수점인지 천 단위 구분인지 확인하십시오.`,
    } }
  }
  const mayBeThousands = commas.every((text) => /^\D*[1-9]\d{0,2},\d{3}$/.test(text))
  return { comma: !mayBeThousands, remark: mayBeThousands
    ? { en: `${commas.length === 1 ? `The number ${first} may be thousands or a decimal` : `${commas.length} numbers such as ${first} may be thousands or decimals`}: choose “Decimal sign: comma” (in a recipe: decimal: ',') for decimals.`, ko: `${first} 같은 숫자 ${commas.length}개는 천 단위일 수도, 소수일 수도 있습니다. 소수라면 ‘소수점 기호’를 ‘쉼표’로 고르십시오(레시피에서는 decimal: ',').` }
    : { en: `Decimal comma: ${commas.length === 1 ? 'one number,' : `${commas.length} numbers such as`} ${first}, and none with a point.`, ko: `소수점 쉼표: ${first} 같은 숫자가 ${commas.length}개이고 점을 쓴 숫자는 없습니다.` } }
}
