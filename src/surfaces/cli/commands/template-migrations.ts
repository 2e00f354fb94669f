import { listMigrations } from '#contract/operations/template.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { moment } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the migrations of records of a template, newest first. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listMigrations, { params: { hub: options.hub, name: argument } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: { move: 'Move', state: 'State', at: 'When', author: 'Author', none: 'No records of it were ever moved.' },
        ko: { move: '이전', state: '상태', at: '일시', author: '작성자', none: '이전한 기록이 없습니다.' },
      }[language]
      if (answer.migrations.length === 0) return words.none
      return textTable(
        [{ title: words.move }, { title: words.state }, { title: words.at }, { title: words.author }, { title: 'ID' }],
        answer.migrations.map(({ from, to, state, created_at, created_by, id }) => [
          `${argument}@${from} → @${to}`, state, moment(created_at), created_by, id,
        ]),
        terminalWidth(),
      )
    },
  }
}
