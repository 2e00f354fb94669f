import { listTables } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { moment } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the tables of a hub. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listTables, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          name: 'Name', version: 'Version', title: 'Title', rows: 'Rows', columns: 'Columns', at: 'At',
          none: 'No tables yet. Define one: sojae table create FILE.yaml',
        },
        ko: {
          name: '이름', version: '판', title: '제목', rows: '행', columns: '열', at: '시각',
          none: '표가 없습니다. 만들기: sojae table create FILE.yaml',
        },
      }[language]
      if (answer.tables.length === 0) return words.none
      const rows = answer.tables.map(({ id, version, definition, created_at }) => [
        definition.name, String(version), definition.title[language], definition.rows.template,
        String(definition.columns.length), moment(created_at), id,
      ])
      return textTable([
        { title: words.name }, { title: words.version, right: true }, { title: words.title, shrinks: true },
        { title: words.rows },
        { title: words.columns, right: true }, { title: words.at }, { title: 'ID' },
      ], rows, terminalWidth())
    },
  }
}
