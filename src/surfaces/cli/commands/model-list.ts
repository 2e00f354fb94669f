import { listModels } from '#contract/operations/model.ts'
import { coverageText, errorText } from '#science/numerics/score-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, moment, NONE } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the models of a hub with the figures one compares them by. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listModels, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          name: 'Name', state: 'State', rows: 'Rows', mae: 'MAE', covered: 'In 90 %', at: 'At',
          none: 'No models yet. Train one: sojae model train TABLE --target COL --inputs a,b',
        },
        ko: {
          name: '이름', state: '상태', rows: '행', mae: 'MAE', covered: '90 % 구간 적중', at: '시각',
          none: '모델이 없습니다. 학습: sojae model train TABLE --target COL --inputs a,b',
        },
      }[language]
      if (answer.models.length === 0) return words.none
      const rows = answer.models.map((model) => [
        `${model.name} v${model.version}`, model.state, model.rows === null ? NONE : count(model.rows, language),
        [errorText(model.mae), model.mae === null ? '' : model.target_unit ?? ''].join(' ').trim(),
        coverageText(model.coverage_90), moment(model.created_at), model.id,
      ])
      return textTable([
        { title: words.name, shrinks: true }, { title: words.state }, { title: words.rows, right: true },
        { title: words.mae, right: true },
        { title: words.covered, right: true }, { title: words.at }, { title: 'ID' },
      ], rows, terminalWidth())
    },
  }
}
