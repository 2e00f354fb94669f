import type { lookAtSheet } from '#contract/operations/import.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { m } from '../../../messages/compiled/messages.js'

export type Look = AnswerOf<typeof lookAtSheet>
export type Reading = Look['reading']
export type TableReading = Exclude<Reading, { kind: 'folder' }>
/** How a person wants a file read: wholly stated, or only which sheet, the rest guessed. */
export type AskedReading = { readonly reading: Reading } | { readonly table?: string | undefined; readonly sheet?: string | undefined }

/** Signs that part the columns of text files, and what they are called. */
export const DELIMITERS: readonly (readonly [sign: string, label: () => string])[] = [
  [',', m.reading_comma], [';', m.reading_semicolon], ['\t', m.reading_tab], ['|', m.reading_bar], [' ', m.reading_space],
]
export const ENCODINGS = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', cp949: 'CP949 (한국어)', 'windows-1252': 'Windows-1252' } as const

/** How a file is read, in one sentence. */
export function readingText(reading: TableReading): string {
  const { header_rows: rows = 1, skip = 0, units_row: units, transposed } = reading
  return [
    reading.kind === 'xlsx' ? (reading.sheet === undefined ? undefined : m.reading_says_sheet({ sheet: reading.sheet })) : m.reading_says_csv({ sign: delimiterText(reading.delimiter), encoding: ENCODINGS[reading.encoding] }),
    reading.kind === 'csv' && reading.decimal === ',' ? m.reading_says_comma() : undefined,
    transposed ? m.reading_says_turned() : undefined,
    rows === 1 ? m.reading_says_header({ line: skip + 1 }) : m.reading_says_headers({ from: skip + 1, to: skip + rows }),
    units === undefined ? undefined : m.reading_says_units({ line: skip + units }),
  ].filter((part) => part !== undefined).join(', ')
}

function delimiterText(sign: string): string {
  return DELIMITERS.find(([each]) => each === sign)?.[1]() ?? `“${sign}”`
}

/** A reading with a part of it changed, and without what then no longer holds. */
export function changed(reading: TableReading, part: Partial<TableReading>): TableReading {
  const next = { ...reading, ...part } as TableReading
  const { header_rows: rows = 1, units_row: units } = next
  const { units_row: _, ...rest } = next
  return (units === undefined || rows === 1 || units > rows ? rest : next) as TableReading
}
