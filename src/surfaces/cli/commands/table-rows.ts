import { formulaText } from '#science/chemistry/formula-parts.ts'
import { csvHeader, csvRow, titleWithUnit } from '#contract/files/table-csv.ts'
import { getFrozenRows, getTableRows } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findFrozen } from '../find-frozen.ts'
import { findTable } from '../find-table.ts'
import { cellText } from '../value-text.ts'
import { count } from '../number-text.ts'
import { terminalWidth, writeOut } from '../output.ts'
import { textTable } from '../text-table.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { rowsOptions } from './table.ts'


const PAGE = 2_000

/** Shows rows of a table, or writes all of them as CSV. */
export async function run({ argument, options, language, json }: Asked<typeof rowsOptions>): Promise<Outcome> {
  const { hub, limit, offset, csv, details, frozen } = options
  if (csv && json) {
    throw wrongUsage('csv_and_json', {
      en: '--csv and --json exclude each other.', ko: '--csv와 --json은 함께 쓸 수 없습니다.',
    }, 'table rows')
  }
  if (details && !csv) {
    throw wrongUsage('details_without_csv', {
      en: '--details goes with --csv; JSON has them anyway.', ko: '--details는 --csv와 함께 씁니다. JSON에는 항상 들어 있습니다.',
    }, 'table rows')
  }
  const client = await connect(language)
  const table = await findTable(client, hub, argument)
  const kept = frozen === undefined ? null : await findFrozen(client, table, frozen)
  const page = (query: { offset?: number; limit: number; cursor?: string }) => {
    return kept
      ? client.call(getFrozenRows, { params: { id: kept.id }, query })
      : client.call(getTableRows, { params: { id: table }, query })
  }
  if (csv) {
    const extent = details ? 'details' : 'values'
    let rows = await page({ limit: PAGE })
    await writeOut(csvHeader(rows.columns, extent))
    for (;;) {
      await writeOut(rows.rows.map((row) => csvRow(row, rows.columns, extent)).join(''))
      // By cursor, so that all rows are of one moment though records are written meanwhile.
      if (rows.next === null) return 'raw'
      rows = await page({ limit: PAGE, cursor: rows.next })
    }
  }
  const rows = await page({ offset, limit })
  return {
    json: rows,
    text: () => {
      const name = { en: 'Name', ko: '이름' }[language]
      const columns = rows.columns.map((column) => {
        const isNumber = column.kind === 'number'
        return { title: titleWithUnit(column), right: isNumber, shrinks: !isNumber }
      })
      const table = textTable(
        [{ title: name, shrinks: true }, ...columns],
        rows.rows.map((row) => [formulaText(row.name), ...row.cells.map(cellText)]),
        terminalWidth(),
      )
      const [first, last] = [offset + 1, offset + rows.rows.length]
      const shown = last < first ? '0' : `${count(first, language)}–${count(last, language)}`
      return `${table}\n\n${shown} ${{ en: 'of', ko: '/' }[language]} ${count(rows.total, language)}`
    },
  }
}
