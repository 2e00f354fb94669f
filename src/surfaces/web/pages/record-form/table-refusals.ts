import { unitChoices } from '#science/quantities/read-quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Field } from './entry.ts'
import type { TableFault } from './table-text.ts'

type Column = NonNullable<Field['columns']>[number]

const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

export function brokenQuotes(): TableFault {
  return {
    code: 'table.quotes', row: null, place: null, text: {
      en: 'A cell begins with a quotation mark and does not end with one; write such a cell as "…", with "" for a mark inside.',
      ko: '따옴표로 시작했지만 따옴표로 끝나지 않는 셀이 있습니다. "…"로 묶고, 그 안의 따옴표는 ""로 쓰십시오.',
    },
  }
}

export function twoAlike(headings: readonly string[]): TableFault {
  const written = short(headings.join(', '))
  return {
    code: 'table.headings', row: null, place: null,
    text: { en: `Two headings name one column (${written}); take one out.`, ko: `두 제목이 같은 열을 가리킵니다(${written}). 하나를 빼십시오.` },
  }
}

export function notAllHeadings(declared: readonly Column[], written: readonly string[], found: readonly unknown[]): TableFault {
  const strange = short(written.filter((_, k) => found[k] === null).map((cell) => `“${cell}”`).join(', '))
  return {
    code: 'table.headings', row: null, place: null, text: {
      en: `The first line reads like headings, but ${strange} is no column; the columns are ${declared.map(({ label }) => label.en).join(', ')}.`,
      ko: `첫 줄이 열 제목처럼 보이지만 ${strange}은(는) 열이 아닙니다. 열: ${declared.map(({ label }) => label.ko).join(', ')}.`,
    },
  }
}

export function fewCells(row: number, cells: number, expected: number): TableFault {
  return {
    code: 'table.row', row, place: null, text: {
      en: `Row ${row} has ${cells} cells for ${expected} columns; leave a cell empty where it is missing, and write numbers as 1234.5.`,
      ko: `${row}행은 열이 ${expected}개인데 셀이 ${cells}개입니다. 없는 셀은 비워 두고, 수는 1234.5처럼 쓰십시오.`,
    },
  }
}

export function noNumber({ label }: Column, cell: string, row: number, place: number): TableFault {
  return {
    code: 'table.cell', row, place, text: {
      en: `Row ${row}, ${label.en}: “${short(cell)}” is no number written as 1234.5; leave the cell empty where it is missing.`,
      ko: `${row}행 ${label.ko}: “${short(cell)}”은(는) 1234.5처럼 쓴 수가 아닙니다. 값이 없으면 셀을 비워 두십시오.`,
    },
  }
}

/** That some of a table cannot be read: what it is, or how many they are, since the box shows each. */
export function unreadCells(faults: readonly [TableFault, ...TableFault[]]): Refusal {
  const [{ code, text, row, place }] = faults
  const said = faults.length === 1 ? text : {
    en: `${faults.length} cells or rows cannot be read; they are named under the table.`,
    ko: `읽을 수 없는 셀이나 행이 ${faults.length}개입니다. 표 아래에 적혀 있습니다.`,
  }
  return new Refusal(code, said, { row, place })
}

export function noColumnUnit({ name, label, unit = '1' }: Column): Refusal {
  return new Refusal('table.no_unit', {
    en: `The column ${label.en} holds numbers; give the unit that they are in.`, ko: `${label.ko} 열에는 수가 들어갑니다. 그 단위를 쓰십시오.`,
  }, { column: name, choices: unitChoices(unit) })
}
