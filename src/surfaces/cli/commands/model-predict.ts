import { formulaText } from '#science/chemistry/formula-parts.ts'
import { predict } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { figure } from '../number-text.ts'
import { parseCase } from '../parse-case.ts'
import { labelled } from '../text-table.ts'
import type { predictOptions } from './model.ts'

/** Predicts cases with intervals, range of validity and the nearest known records. */
export async function run({ argument, options, language }: Asked<typeof predictOptions>): Promise<Outcome> {
  const cases = options.case.map(parseCase)
  const client = await connect(language)
  const answer = await client.call(predict, { params: { id: argument }, body: { cases } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          predicted: 'Predicted', interval: 'interval', validity: 'Validity', inside: 'like what it learned from',
          outside: 'outside of what it learned from: do not rely on it', doubt: 'noise · ignorance', nearest: 'Nearest known',
          distance: 'distance', beware: 'Beware',
        },
        ko: {
          predicted: '예측값', interval: '구간', validity: '유효 범위', inside: '학습 자료와 비슷함',
          outside: '학습 자료의 범위를 벗어남: 신뢰하지 마십시오', doubt: '잡음 · 모름', nearest: '가까운 기록', distance: '거리', beware: '주의',
        },
      }[language]
      // Nothing is called alike beside a remark that says otherwise.
      const validity = (distance: number, isRemarked: boolean) => {
        const told = `${words.distance} ${figure(distance, 2)}`
        return distance > 1 ? `${words.outside} (${told})` : isRemarked ? told : `${words.inside} (${told})`
      }
      return answer.predictions.map(({ mean, sd, aleatoric, epistemic, intervals, distance, unit, nearest, remarks }, index) => {
        const suffix = unit && unit !== '1' ? ` ${unit}` : ''
        const levels = Object.keys(intervals).sort((a, b) => Number(a) - Number(b))
        return [options.case[index], labelled([
          [words.predicted, `${figure(mean)} ± ${figure(sd, 2)}${suffix}`],
          ...levels.map((level) => {
            const [low, high] = intervals[level]!
            return [`${level} % ${words.interval}`, `${figure(low)} … ${figure(high)}${suffix}`] as const
          }),
          [words.doubt, `± ${figure(aleatoric, 2)}${suffix} · ± ${figure(epistemic, 2)}${suffix}`],
          [words.validity, validity(distance, remarks.length > 0)],
          ...remarks.map((remark) => [words.beware, remark[language]] as const),
          ...nearest.map(({ name, observed, limit }) => {
            const sign = limit === undefined ? '' : limit === 'below' ? '< ' : '> '
            return [words.nearest, `${formulaText(name)}: ${sign}${figure(observed)}${suffix}`] as const
          }),
        ])].join('\n')
      }).join('\n\n')
    },
  }
}
