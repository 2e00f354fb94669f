import type { Language, Text } from '#science/refusal.ts'
import type { Goal } from './expected-improvement.ts'

/** What a proposal's reason is made of. */
export type ReasonInput = {
  readonly goal: Goal
  readonly unit: string | null
  readonly mean: number
  readonly low90: number
  readonly high90: number
  readonly probability: number
  /** 0 like the records learned from, above 1 outside of them. */
  readonly distance: number
  readonly teaches: boolean
  readonly best: { readonly name: string; readonly observed: number }
  readonly nearest: { readonly name: string; readonly observed: number } | null
}

/** Why this experiment, in words and numbers; what is predicted is called predicted. */
export function reasonFor(input: ReasonInput): Text {
  return { en: english(input), ko: korean(input) }
}

function english(input: ReasonInput): string {
  const { number, unit } = writer(input, 'en')
  const { mean, low90, high90, best, nearest, probability, distance, teaches } = input
  const beats = input.goal === 'max' ? 'exceed' : 'fall below'
  return [
    `Predicted ${number(mean)}${unit} (90 % interval ${number(low90)} to ${number(high90)}); best known ${number(best.observed)}${unit} (${best.name}).`,
    `Chance to ${beats} it: ${percent(probability)}.`,
    teaches ? 'Its uncertainty is larger than that of most candidates, so either outcome teaches much.' : '',
    distance > 1
      ? 'It lies outside of what the model learned from: the prediction is an extrapolation.'
      : nearest ? `Nearest known: ${nearest.name}, ${number(nearest.observed)}${unit}.` : '',
  ].filter(Boolean).join(' ')
}

function korean(input: ReasonInput): string {
  const { number, unit } = writer(input, 'ko')
  const { mean, low90, high90, best, nearest, probability, distance, teaches } = input
  const beats = input.goal === 'max' ? '이를 넘을' : '이보다 낮을'
  return [
    `예측값 ${number(mean)}${unit}(90 % 구간 ${number(low90)}~${number(high90)}), 알려진 최고 ${number(best.observed)}${unit}(${best.name}).`,
    `${beats} 확률 ${percent(probability)}.`,
    teaches ? '대부분의 후보보다 불확실성이 커서 결과가 어느 쪽이든 배우는 것이 많습니다.' : '',
    distance > 1
      ? '모델이 학습한 범위 밖이므로 외삽 예측입니다.'
      : nearest ? `가장 가까운 기록: ${nearest.name}, ${number(nearest.observed)}${unit}.` : '',
  ].filter(Boolean).join(' ')
}

function writer({ unit }: ReasonInput, language: Language) {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 })
  return { number: (value: number) => format.format(value).replace('-', '−'), unit: unit === null || unit === '1' ? '' : ` ${unit}` }
}

/** Never 0 % or 100 %: a model is not that sure. */
function percent(probability: number): string {
  if (probability < 0.01) return '< 1 %'
  if (probability > 0.99) return '> 99 %'
  return `${Math.round(100 * probability)} %`
}
