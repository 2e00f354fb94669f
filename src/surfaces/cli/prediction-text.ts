import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Language, Text } from '#science/refusal.ts'
import type { Said } from './host/predict-file.ts'
import { figure } from './number-text.ts'
import { labelled } from './text-table.ts'

/** A prediction of a hub or of a model in a file. */
type Shown = Said & {
  readonly distance: number
  readonly nearest: readonly { readonly name: string; readonly observed: number | string; readonly limit?: 'below' | 'above' | undefined }[]
  readonly remarks: readonly Text[]
}

/** What was predicted of cases, each under the words it was asked in. */
export function predictionsText(cases: readonly string[], predictions: readonly Shown[], language: Language): string {
  const words = WORDS[language]
  // Nothing is called alike beside a remark that says otherwise.
  const validity = (distance: number, isRemarked: boolean) => {
    const told = `${words.distance} ${figure(distance, 2)}`
    return distance > 1 ? `${words.outside} (${told})` : isRemarked ? told : `${words.inside} (${told})`
  }
  return predictions.map((said, index) => {
    const { distance, nearest, remarks } = said
    const suffix = 'mean' in said && said.unit && said.unit !== '1' ? ` ${said.unit}` : ''
    return [cases[index], labelled([
      ...('mean' in said ? numberLines(said, suffix, language) : labelLines(said, language)),
      [words.validity, validity(distance, remarks.length > 0)],
      ...remarks.map((remark) => [words.beware, remark[language]] as const),
      ...nearest.map(({ name, observed, limit }) => {
        const sign = limit === undefined ? '' : limit === 'below' ? '< ' : '> '
        return [words.nearest, `${formulaText(name)}: ${sign}${typeof observed === 'number' ? figure(observed) : observed}${suffix}`] as const
      }),
    ])].join('\n')
  }).join('\n\n')
}

type Lines = (readonly [string, string])[]

function numberLines({ mean, sd, aleatoric, epistemic, intervals, on_the_way }: Extract<Shown, { mean: number }>, suffix: string, language: Language): Lines {
  const words = WORDS[language]
  const levels = Object.keys(intervals).sort((a, b) => Number(a) - Number(b))
  return [
    [words.predicted, `${figure(mean)} ± ${figure(sd, 2)}${suffix}`],
    ...levels.map((level) => {
      const [low, high] = intervals[level]!
      return [`${level} % ${words.interval}`, `${figure(low)} … ${figure(high)}${suffix}`] as const
    }),
    [words.doubt, `± ${figure(aleatoric, 2)}${suffix} · ± ${figure(epistemic, 2)}${suffix}`],
    ...(on_the_way ? [
      ...on_the_way.foretold.map((one) => [`${words.foretold} ${one.column}`, 'mean' in one
        ? `${figure(one.mean)} (90 %: ${figure(one.low)} … ${figure(one.high)})` : shares(one.probabilities, 0.01)] as const),
      [words.by, words.models[on_the_way.by]] as const,
    ] : []),
  ]
}

function labelLines({ label, probabilities }: Extract<Shown, { label: string }>, language: Language): Lines {
  const words = WORDS[language]
  return [[words.predicted, label], [words.probabilities, shares(probabilities)]]
}

/** Labels with their probabilities, the likeliest first, down to the least that is told. */
function shares(probabilities: Readonly<Record<string, number>>, least = 0): string {
  return Object.entries(probabilities).filter(([, share]) => share >= least).sort((a, b) => b[1] - a[1]).map(([name, share]) => `${name} ${figure(share, 2)}`).join(', ')
}

const WORDS = {
  en: {
    predicted: 'Predicted', interval: 'interval', validity: 'Validity', inside: 'like what it learned from',
    outside: 'outside of what it learned from: do not rely on it', doubt: 'noise · ignorance', nearest: 'Nearest known',
    distance: 'distance', beware: 'Beware', probabilities: 'Probabilities', foretold: 'On the way:', by: 'Answered by',
    models: { chain: 'the chain', flat: 'the flat model' },
  },
  ko: {
    predicted: '예측값', interval: '구간', validity: '유효 범위', inside: '학습 자료와 비슷함',
    outside: '학습 자료의 범위를 벗어남: 신뢰하지 마십시오', doubt: '잡음 · 모름', nearest: '가까운 기록', distance: '거리', beware: '주의',
    probabilities: '확률', foretold: '중간값:', by: '답한 모델', models: { chain: '사슬 모델', flat: '직접 모델' },
  },
} as const
