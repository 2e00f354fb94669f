import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { getTableRows } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { csvLine } from '../csv-line.ts'
import { findTable } from '../find-table.ts'
import { count, plainNumber } from '../number-text.ts'
import { terminalWidth, writeOut } from '../output.ts'
import { textTable } from '../text-table.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { rowsOptions } from './table.ts'

type Rows = AnswerOf<typeof getTableRows>
type Cell = Rows['rows'][number]['cells'][number]
type Column = Rows['columns'][number]

const PAGE = 2_000

/** Shows rows of a table, or writes all of them as CSV. */
export async function run({ argument, options, language, json }: Asked<typeof rowsOptions>): Promise<Outcome> {
  const { hub, limit, offset, csv } = options
  if (csv && json) {
    throw wrongUsage('csv_and_json', {
      en: '--csv and --json exclude each other.', ko: '--csv와 --json은 함께 쓸 수 없습니다.',
    }, 'table rows')
  }
  const client = await connect(language)
  const id = await findTable(client, hub, argument)
  const page = (from: number, most: number) =>
    client.call(getTableRows, { params: { id }, query: { offset: from, limit: most } })
  if (csv) {
    for (let from = 0, total = 1; from < total; from += PAGE) {
      const rows = await page(from, PAGE)
      if (from === 0) await writeOut(csvLine(['record', 'name', ...rows.columns.map(titleOf)]))
      const lines = rows.rows.map(({ record, name, cells }) => csvLine([record, name, ...cells.map(exactText)]))
      await writeOut(lines.join(''))
      total = rows.total
    }
    return 'raw'
  }
  const rows = await page(offset, limit)
  return {
    json: rows,
    text: () => {
      const name = { en: 'Name', ko: '이름' }[language]
      const columns = rows.columns.map((column) => {
        const isNumber = column.kind === 'number'
        return { title: titleOf(column), right: isNumber, shrinks: !isNumber }
      })
      const table = textTable(
        [{ title: name, shrinks: true }, ...columns],
        rows.rows.map((row) => [formulaText(row.name), ...row.cells.map(shortText)]),
        terminalWidth(),
      )
      const [first, last] = [offset + 1, offset + rows.rows.length]
      const shown = last < first ? '0' : `${count(first, language)}–${count(last, language)}`
      return `${table}\n\n${shown} ${{ en: 'of', ko: '/' }[language]} ${count(rows.total, language)}`
    },
  }
}

/** Name of a column with its unit, without which its numbers would say nothing. */
function titleOf({ name, unit }: Column): string {
  return unit && unit !== '1' ? `${name} (${unit})` : name
}

function shortText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell.value !== 'number') return formulaText(cell.value)
  return `${cell.bound ?? ''}${plainNumber(cell.value)}${cell.high === undefined ? '' : `–${plainNumber(cell.high)}`}`
}

/** A cell with every digit; a bound keeps its sign and a range its end, or they would pass for a measured value. */
function exactText(cell: Cell): string {
  return cell === null ? '' : `${cell.bound ?? ''}${cell.value}${cell.high === undefined ? '' : `–${cell.high}`}`
}
