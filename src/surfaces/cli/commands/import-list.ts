import { listImports } from '#contract/operations/import.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, moment, NONE } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the imports of a hub. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listImports, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          recipe: 'Recipe', file: 'File', state: 'State', made: 'Made', refused: 'Refused', at: 'At',
          made_of: (made: string, gone: string | null | undefined) => (gone == null ? made : `${made}, ${gone} withdrawn`),
          none: 'No imports yet. Start one: sojae import RECIPE --from FILE',
        },
        ko: {
          recipe: '레시피', file: '파일', state: '상태', made: '만든 기록', refused: '제외', at: '시각',
          made_of: (made: string, gone: string | null | undefined) => (gone == null ? made : `${made}건 중 ${gone}건 철회`),
          none: '가져온 것이 없습니다. 시작: sojae import RECIPE --from FILE',
        },
      }[language]
      if (answer.imports.length === 0) return words.none
      const rows = answer.imports.map(({ id, recipe, file, state, report, undo, created_at }) => [
        recipe, file.name, state,
        report ? words.made_of(count(report.records_made, language), undo?.report && count(undo.report.withdrawn, language)) : NONE,
        report ? count(report.cells_refused, language) : NONE, moment(created_at), id,
      ])
      return textTable([
        { title: words.recipe }, { title: words.file, shrinks: true }, { title: words.state },
        { title: words.made, right: true },
        { title: words.refused, right: true }, { title: words.at }, { title: 'ID' },
      ], rows, terminalWidth())
    },
  }
}
