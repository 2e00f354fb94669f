import { errorText } from '#science/numerics/score-text.ts'
import type { Language } from '#science/refusal.ts'
import { count } from './number-text.ts'

/** What is told of a chain, whether its model is a hub's or in a file. */
type Told = {
  readonly uses: 'chain' | 'flat'
  readonly chain: { readonly mae: number }
  readonly flat: { readonly mae: number }
  readonly gain: { readonly value: number; readonly error: number }
  readonly informed: { readonly rows: number; readonly mae: number; readonly blind_mae: number } | null
  readonly whole: number
  readonly partial: number
  readonly links: readonly { readonly name: string; readonly rows: number; readonly text: string }[]
}

/** Both errors on the same folds, what knowing the way is worth, and how well each column on the way is foretold. */
export function chainLines({ uses, chain, flat, gain, informed, whole, partial, links }: Told, unit: string, language: Language): [string, string][] {
  const words = WORDS[language]
  const error = (value: number) => `${errorText(value)} ${unit}`.trim()
  return [
    [words.both, `${error(chain.mae)} · ${error(flat.mae)} (${Math.abs(gain.value) > 2 * gain.error ? words.differ : words.chance})`],
    [words.uses, words.models[uses]],
    ...(informed ? [[words.informed, words.knowing(error(informed.mae), error(informed.blind_mae), count(informed.rows, language))] as [string, string]] : []),
    [words.rows, words.counts(count(whole, language), count(partial, language))],
    ...links.map(({ name, rows, text }): [string, string] => [name, `${text} (${words.learned(count(rows, language))})`]),
  ]
}

const WORDS = {
  en: {
    both: 'MAE chain · flat', differ: 'beyond the noise between folds', chance: 'the difference is within the noise between folds',
    uses: 'Answers', models: { chain: 'the chain', flat: 'the flat model; the chain where something on the way is given' },
    informed: 'Way known', knowing: (mae: string, blind: string, rows: string) => `MAE ${mae} instead of ${blind}, on ${rows} rows`,
    rows: 'Chain from', counts: (whole: string, partial: string) => `${whole} rows with a target, ${partial} that stop half-way`,
    learned: (rows: string) => `${rows} rows`,
  },
  ko: {
    both: 'MAE 사슬 · 직접', differ: '폴드 간 잡음을 넘는 차이', chance: '폴드 간 잡음 이내의 차이',
    uses: '답하는 모델', models: { chain: '사슬 모델', flat: '직접 모델(중간값이 주어지면 사슬 모델)' },
    informed: '중간값을 알 때', knowing: (mae: string, blind: string, rows: string) => `MAE ${mae}(모를 때 ${blind}, ${rows}행 기준)`,
    rows: '사슬 학습 자료', counts: (whole: string, partial: string) => `목표값이 있는 ${whole}행, 중간까지만 있는 ${partial}행`,
    learned: (rows: string) => `${rows}행`,
  },
} as const
