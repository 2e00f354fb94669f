import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { TableCell, TableColumn, TableValue } from '../records/value.ts'
import type { Problem } from '../templates/problem.ts'
import type { Column, Field } from '../templates/template.ts'
import { LONGEST_CELL, MOST_CELLS, MOST_COLUMNS } from './table-size.ts'

/** Whoever shifted a column has them all wrong; more than these help nobody. */
const MOST_TOLD = 20

/**
 * What is wrong with a small table: its columns, their units, how large it is, and each of its cells.
 *
 * Codes: `table.too_large`, `table.columns`, `table.kind`, `table.unit`, `table.no_rows`, `table.row`, `table.cell` and those of
 * the units engine. Cells are looked at once the columns are right.
 */
export function checkTable(field: Field, { columns, rows }: TableValue): Problem[] {
  const cells = rows.reduce((sum, row) => sum + row.length, 0)
  if (columns.length > MOST_COLUMNS || cells > MOST_CELLS) return [tooLarge(field, columns.length, rows.length)]
  const declared = field.columns ?? []
  const places = columns.map(({ name }) => declared.findIndex((column) => column.name === name))
  const isOrdered = places.every((place, k) => place >= 0 && (k === 0 || place > places[k - 1]!))
  if (!isOrdered || columns.length === 0) return [wrongColumns(field, columns)]
  const wrong = columns.flatMap((column, k) => checkColumn(field, declared[places[k]!]!, column))
  if (wrong.length > 0) return wrong
  if (rows.length === 0) {
    return [problem('table.no_rows', field, {
      en: `${field.label.en} has no rows; leave the field out where there is nothing to say.`,
      ko: `${field.label.ko}에 행이 없습니다. 적을 것이 없으면 항목을 비워 두십시오.`,
    }, {})]
  }
  const problems = rows.flatMap((row, place) => checkRow(field, columns.map((_, k) => declared[places[k]!]!), row, place + 1))
  const more = problems.length - MOST_TOLD
  return more <= 1 ? problems : [...problems.slice(0, MOST_TOLD), problem('table.cell', field, {
    en: `${field.label.en} has ${more} more cells or rows like these.`, ko: `${field.label.ko}에 이런 셀이나 행이 ${more}개 더 있습니다.`,
  }, { more })]
}

function checkColumn(field: Field, declared: Column, { name, unit }: TableColumn): Problem[] {
  const details = { column: name, found: unit ?? null, expected: declared.unit ?? null }
  if (declared.unit === undefined) {
    return unit === undefined ? [] : [problem('table.kind', field, {
      en: `The column “${declared.label.en}” of ${field.label.en} holds text and takes no unit; it was given ${unit}.`,
      ko: `${field.label.ko}의 열 “${declared.label.ko}”에는 글이 들어가므로 단위를 쓸 수 없습니다. 주어진 단위: ${unit}.`,
    }, details)]
  }
  if (unit === undefined) {
    return [problem('table.kind', field, {
      en: `The column “${declared.label.en}” of ${field.label.en} holds numbers and needs their unit, one that compares with ${declared.unit}.`,
      ko: `${field.label.ko}의 열 “${declared.label.ko}”에는 수가 들어가므로 ${declared.unit}(으)로 환산되는 단위가 필요합니다.`,
    }, details)]
  }
  try {
    if (isCompatible(parseUnit(unit), parseUnit(declared.unit))) return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.code, field: field.name, text: error.text, details: { ...error.details, field: field.name, column: name } }]
  }
  return [problem('table.unit', field, {
    en: `The column “${declared.label.en}” of ${field.label.en} was given in ${unit}; it wants a unit that compares with ${declared.unit}.`,
    ko: `${field.label.ko}의 열 “${declared.label.ko}” 단위가 ${unit}입니다. ${declared.unit}(으)로 환산되는 단위가 필요합니다.`,
  }, details)]
}

function checkRow(field: Field, columns: readonly Column[], row: readonly TableCell[], n: number): Problem[] {
  if (row.length !== columns.length) {
    return [problem('table.row', field, {
      en: `Row ${n} of ${field.label.en} has ${row.length} cells for ${columns.length} columns; write null where a cell is missing.`,
      ko: `${field.label.ko}의 ${n}행은 열이 ${columns.length}개인데 셀이 ${row.length}개입니다. 없는 셀에는 null을 쓰십시오.`,
    }, { row: n, cells: row.length, expected: columns.length })]
  }
  if (row.every((cell) => cell === null)) {
    return [problem('table.row', field, {
      en: `Row ${n} of ${field.label.en} says nothing; take it out.`, ko: `${field.label.ko}의 ${n}행이 비어 있습니다. 행을 빼십시오.`,
    }, { row: n })]
  }
  return columns.flatMap((column, k) => checkCell(field, column, row[k]!, n))
}

function checkCell(field: Field, { name, label, unit }: Column, cell: TableCell, n: number): Problem[] {
  if (cell === null) return []
  const at = { en: `Row ${n}, “${label.en}” of ${field.label.en}`, ko: `${field.label.ko}의 ${n}행 “${label.ko}”` }
  const say = (en: string, ko: string) => [problem('table.cell', field, { en: `${at.en} ${en}`, ko: `${at.ko}: ${ko}` }, { row: n, column: name })]
  if (unit !== undefined) {
    return typeof cell === 'number' && Number.isFinite(cell) ? [] : say(
      `holds “${shown(cell)}”; it takes a number such as 1234.5, or null where it is missing.`,
      `“${shown(cell)}”이(가) 적혀 있습니다. 1234.5 같은 수를 쓰고, 없으면 null을 쓰십시오.`,
    )
  }
  if (typeof cell !== 'string') return say(`holds the number ${cell}; it takes text, in quotes.`, `수 ${cell}이(가) 적혀 있습니다. 따옴표로 묶은 글을 쓰십시오.`)
  if (cell.trim() === '') return say('holds empty text; write null where it is missing.', '빈 글이 적혀 있습니다. 없으면 null을 쓰십시오.')
  return cell.length <= LONGEST_CELL ? [] : say(
    `has ${cell.length} characters, and takes ${LONGEST_CELL}; keep longer text in a field of its own or in a file.`,
    `글자 수가 ${cell.length}자로 ${LONGEST_CELL}자를 넘습니다. 긴 글은 별도 항목이나 파일에 넣으십시오.`,
  )
}

const shown = (cell: string | number) => String(cell).slice(0, 40)

function tooLarge(field: Field, columns: number, rows: number): Problem {
  return problem('table.too_large', field, {
    en: `${field.label.en} has ${columns} columns × ${rows} rows; a table in a record has at most ${MOST_COLUMNS} columns and `
      + `${MOST_CELLS} cells. Keep a larger one as a file or, where numbers run over one axis, as a curve.`,
    ko: `${field.label.ko}이(가) ${columns}열 × ${rows}행입니다. 기록 안의 표는 ${MOST_COLUMNS}열, ${MOST_CELLS}셀까지입니다. `
      + '더 큰 표는 파일로, 한 축을 따라가는 수치는 곡선으로 넣으십시오.',
  }, { columns, rows, most_columns: MOST_COLUMNS, most_cells: MOST_CELLS })
}

function wrongColumns(field: Field, columns: readonly TableColumn[]): Problem {
  const [expected, found] = [(field.columns ?? []).map(({ name }) => name), columns.map(({ name }) => name)]
  return problem('table.columns', field, {
    en: `${field.label.en} has the columns ${expected.join(', ')}; give at least one of them, in this order. It was given: ${found.join(', ') || '–'}.`,
    ko: `${field.label.ko}의 열은 ${expected.join(', ')}입니다. 하나 이상을 이 순서대로 주십시오. 주어진 것: ${found.join(', ') || '–'}.`,
  }, { expected, found })
}

function problem(code: string, field: Field, text: Text, details: Record<string, unknown>): Problem {
  return { code, field: field.name, text, details: { field: field.name, ...details } }
}
