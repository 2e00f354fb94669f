import { listTableColumns } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import type { columnsOptions } from './table.ts'

/** Lists the columns that a table with these rows could draw along the lineage. */
export async function run({ options, language }: Asked<typeof columnsOptions>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.call(listTableColumns, { params: { hub: options.hub }, query: { rows: options.rows } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          column: 'Column', label: 'Label', kind: 'Kind', unit: 'Unit', stage: 'Stage', template: 'Template',
          filled: 'Filled', rows: 'rows',
        },
        ko: {
          column: '열', label: '이름', kind: '종류', unit: '단위', stage: '단계', template: '템플릿', filled: '채워진 행', rows: '행',
        },
      }[language]
      const rows = answer.columns.map(({ name, label, kind, unit, stage, template, filled }) =>
        [name, label[language], kind, unit ?? '', stage ?? '', template ?? '', count(filled, language)])
      return [
        `${options.rows}: ${count(answer.rows, language)} ${words.rows}`,
        textTable([
          { title: words.column }, { title: words.label, shrinks: true }, { title: words.kind },
          { title: words.unit }, { title: words.stage },
          { title: words.template }, { title: words.filled, right: true },
        ], rows, terminalWidth()),
      ].join('\n\n')
    },
  }
}
