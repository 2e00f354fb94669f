import { predict } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { parseCase } from '../parse-case.ts'
import { predictionsText } from '../prediction-text.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { predictOptions } from './model-options.ts'

/** Predicts cases by a model of the hub, or cases or the rows of a CSV file by a model in a file. */
export async function run(asked: Asked<typeof predictOptions>): Promise<Outcome> {
  const { argument, further: [csv], options, language } = asked
  const isFile = argument.toLowerCase().endsWith('.json')
  if (csv !== undefined && options.case.length > 0) throw oneOf(isFile)
  if (csv === undefined && options.case.length === 0) throw oneOf(isFile)
  if (csv === undefined && options.out !== undefined) {
    throw wrongUsage('out_without_rows', {
      en: '-o writes the rows of a FILE.csv with their predictions; name one, or leave -o out.',
      ko: '-o는 FILE.csv의 행에 예측을 더해 저장합니다. FILE.csv를 지정하거나 -o를 빼십시오.',
    }, 'model predict')
  }
  if (isFile) {
    const { predictByFile } = await import('../predict-by-file.ts')
    return predictByFile(asked)
  }
  if (csv !== undefined) {
    throw wrongUsage('rows_by_hub', {
      en: `Rows of a CSV file are predicted by a model in a file. First: sojae model export ${argument} -o model.json`,
      ko: `CSV 파일의 행은 파일로 저장한 모델로 예측합니다. 먼저 실행: sojae model export ${argument} -o model.json`,
    }, 'model predict')
  }
  const cases = options.case.map(parseCase)
  const client = await connect(language)
  const answer = await client.call(predict, { params: { id: argument }, body: { cases } })
  return { json: answer, text: () => predictionsText(options.case, answer.predictions, language) }
}

function oneOf(isFile: boolean) {
  return isFile ? wrongUsage('cases', {
    en: 'Name a FILE.csv to predict, or give cases with --case a=x,b=y; one of both.',
    ko: '예측할 FILE.csv를 지정하거나 --case a=x,b=y로 경우를 주십시오. 둘 중 하나만 쓸 수 있습니다.',
  }, 'model predict') : wrongUsage('option_required', {
    en: '--case a=x,b=y is needed.', ko: '--case a=x,b=y이(가) 필요합니다.',
  }, 'model predict')
}
