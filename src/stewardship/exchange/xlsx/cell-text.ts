import type { Text } from '#science/refusal.ts'
import type { CellFault } from '../csv-row.ts'
import { dateText } from './date-text.ts'
import { unescaped } from './shared-strings.ts'
import { damaged } from './refusals.ts'
import type { Workbook } from './workbook.ts'

/** A cell as the file holds it: type and style by ECMA-376 part 1, 18.3.1.4, and the texts inside. */
export type StoredCell = {
  readonly reference: string
  readonly type: string
  readonly style: number
  /** Null where there is no `v`. */
  readonly value: string | null
  readonly inline: string
  /** Null where the cell is not calculated. */
  readonly formula: string | null
}

/** A cell's text, and why it is not to be taken where it is not. */
export type TakenCell = { readonly text: string; readonly fault?: CellFault }

/** What a cell says: numbers by their shortest text that reads back as the same number, dates as ISO 8601. */
export function cellText(cell: StoredCell, { strings, dateKinds, is1904 }: Workbook, part: string): TakenCell {
  const { type, value, formula, reference } = cell
  if (type === 'inlineStr') return { text: unescaped(cell.inline) }
  if (value === null || (value === '' && type !== 'str')) {
    if (formula === null) return { text: '' }
    return { text: `=${formula}`, fault: noValue(reference) }
  }
  if (type === 's') {
    const text = strings[Number(value)]
    if (text === undefined || !/^\d+$/.test(value)) throw damaged(part, `cell ${reference} names the text ${value}, of ${strings.length}`)
    return { text }
  }
  if (type === 'str') return { text: unescaped(value) }
  if (type === 'b') return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' }
  if (type === 'e') return { text: value, fault: errorValue(reference, value) }
  if (type === 'd') return { text: value }
  if (type !== 'n') throw damaged(part, `cell ${reference} is of the type ${type}`)
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) throw damaged(part, `cell ${reference} holds ${value} as a number`)
  const kind = dateKinds[cell.style] ?? 'none'
  if (kind === 'none') return { text: numberText(value, number) }
  const text = dateText(number, kind, is1904)
  return text === null ? { text: numberText(value, number), fault: noDate(reference, value) } : { text }
}

/** Whole numbers of more digits than a double keeps were not made by a spreadsheet program, and keep their digits. */
function numberText(stored: string, number: number): string {
  return /^-?\d{16,}$/.test(stored) ? stored : String(number)
}

function fault(code: string, text: Text): CellFault {
  return { code, text }
}

function noValue(reference: string): CellFault {
  return fault('cell.formula_without_value', {
    en: `Cell ${reference} holds a formula whose result was never stored. Open the file in a spreadsheet program and save it again.`,
    ko: `${reference} 칸의 수식에 저장된 계산 결과가 없습니다. 스프레드시트 프로그램에서 열어 다시 저장하십시오.`,
  })
}

function errorValue(reference: string, value: string): CellFault {
  return fault('cell.error_value', {
    en: `Cell ${reference} holds the error ${value} instead of a value. Correct its formula, or empty the cell.`,
    ko: `${reference} 칸의 값이 오류(${value})입니다. 수식을 고치거나 칸을 비우십시오.`,
  })
}

function noDate(reference: string, value: string): CellFault {
  return fault('cell.no_date', {
    en: `Cell ${reference} is formatted as a date, and ${value} is no day of a calendar (29 February 1900 never was). Correct it.`,
    ko: `${reference} 칸은 날짜 형식이지만 ${value}은(는) 달력에 없는 날입니다(1900년 2월 29일 등). 고치십시오.`,
  })
}
