import { Refusal } from '#science/refusal.ts'
import type { CurveAxis } from '../records/value.ts'
import type { Problem } from '../templates/problem.ts'
import type { Field } from '../templates/template.ts'
import { problem } from './check-curve.ts'
import { MOST_NUMBERS, notFinite, tooMany } from './check-points.ts'
import type { Columns } from './columns.ts'

const ROWS_IN_A_PIECE = 10_000

/** The points as CSV in pieces: a head `strain [%],stress [MPa]`, then a row per point, nothing where a value is missing. */
export function* writeCurveCsv(axes: readonly CurveAxis[], columns: Columns): Generator<string> {
  let text = `${axes.map(({ name, unit }) => quoted(`${name} [${unit}]`)).join(',')}\n`
  for (let row = 0; row < columns[0]!.length; row++) {
    text += `${columns.map((column) => (Number.isNaN(column[row]!) ? '' : String(column[row]!))).join(',')}\n`
    if (row % ROWS_IN_A_PIECE !== ROWS_IN_A_PIECE - 1) continue
    yield text
    text = ''
  }
  yield text
}

/**
 * The points in a CSV file: of each axis the column that is headed by its name, alone or with its unit in brackets.
 *
 * Other columns are left alone. Refuses `curve.column` for a column that is not there or in another unit,
 * `curve.not_finite`, `curve.row` for a row that ends early, and `curve.too_many`.
 */
export async function readCurveCsv(field: Field, axes: readonly CurveAxis[], chunks: AsyncIterable<string>): Promise<Columns> {
  let places: number[] | null = null
  let columns = axes.map(() => new Float64Array(1024))
  let row = 0
  const take = (written: string) => {
    const line = written.endsWith('\r') ? written.slice(0, -1) : written
    if (places === null) {
      places = placesOf(field, axes, cellsOf(line))
      return
    }
    if (line === '') return
    if (row * axes.length >= MOST_NUMBERS) throw refusal(tooMany(field, (row + 1) * axes.length))
    if (row === columns[0]!.length) columns = columns.map(doubled)
    const cells = cellsOf(line)
    for (let k = 0; k < axes.length; k++) {
      const cell = cells[places[k]!]
      if (cell === undefined) throw refusal(shortRow(field, row + 1, cells.length))
      const value = numberIn(cell)
      if (value === null) throw refusal(notFinite(field, axes[k]!.name, row + 1, cell.slice(0, 40)))
      columns[k]![row] = value
    }
    row++
  }
  // By chunk and not by line: a promise for each of millions of lines takes longer than reading them.
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) take(line)
  }
  if (rest !== '') take(rest)
  if (places === null) placesOf(field, axes, [])
  return columns.map((column) => column.slice(0, row))
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, inQuotes, plain]) => (
    inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"')
  ))
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What `String` writes and instruments write; no `0x10`, no `1,5`, no `NaN`. */
const NUMERAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/

/** NaN where nothing is written; null for what is no finite number. */
function numberIn(cell: string): number | null {
  if (!NUMERAL.test(cell)) return cell.trim() === '' ? NaN : null
  const value = Number(cell)
  return Number.isFinite(value) ? value : null
}

function placesOf(field: Field, axes: readonly CurveAxis[], head: readonly string[]): number[] {
  const heads = head.map((cell) => /^\uFEFF?\s*(.*?)\s*(?:\[(.*)\])?\s*$/.exec(cell)!)
  return axes.map(({ name, unit }) => {
    const place = heads.findIndex(([, text]) => text === name)
    const written = heads[place]?.[2]
    if (place >= 0 && (written === undefined || written === unit)) return place
    throw refusal(place < 0 ? noColumn(field, name, head) : otherUnit(field, name, unit, written!))
  })
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2)
  larger.set(column)
  return larger
}

function noColumn(field: Field, axis: string, head: readonly string[]): Problem {
  const found = head.join(', ').slice(0, 200) || '–'
  return problem('curve.column', field, {
    en: `The file of ${field.label.en} has no column headed “${axis}”; its first line says: ${found}.`,
    ko: `${field.label.ko}의 파일에 “${axis}” 열이 없습니다. 첫 행: ${found}.`,
  }, { axis, found })
}

function otherUnit(field: Field, axis: string, unit: string, written: string): Problem {
  return problem('curve.column', field, {
    en: `The file of ${field.label.en} gives “${axis}” in [${written}], the record in ${unit}; make them one.`,
    ko: `${field.label.ko}의 파일에는 “${axis}”의 단위가 [${written}], 기록에는 ${unit}(으)로 되어 있습니다. 하나로 맞추십시오.`,
  }, { axis, unit, written })
}

function shortRow(field: Field, row: number, cells: number): Problem {
  return problem('curve.row', field, {
    en: `Row ${row} of the file of ${field.label.en} ends after ${cells} cells; give every row a cell for each axis.`,
    ko: `${field.label.ko} 파일의 ${row}번째 점 행이 ${cells}칸에서 끝납니다. 모든 행에 축마다 칸을 두십시오.`,
  }, { row, cells })
}

function refusal({ code, text, details }: Problem): Refusal {
  return new Refusal(code, text, details)
}
