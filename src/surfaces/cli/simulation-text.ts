import type { Language } from '#science/refusal.ts'
import type { Simulated } from './host/simulate-csv.ts'
import { count, figure, NONE } from './number-text.ts'
import { labelled, textTable } from './text-table.ts'

/** Rows of the table: after how many experiments the figures are told. */
const ROWS = 10

/** The figures of `campaign simulate` for people: what was found after how many experiments, and how much sooner than at random. */
export function simulationText({ n_pool, n_top, runs, budget, top_fraction, random, ef, af, seconds, notes }: Simulated, language: Language): string {
  const words = WORDS[language]
  const step = Math.max(1, Math.ceil(budget / ROWS))
  const places = Array.from({ length: budget }, (_, k) => k).filter((k) => (k + 1) % step === 0 || k === budget - 1)
  const share = (value: number) => `${figure(100 * value, 3)} %`
  const table = textTable(
    [words.experiments, words.mean, words.median, '5–95 %', words.random, 'EF'].map((title) => ({ title, right: true })),
    places.map((k) => [
      count(k + 1, language), share(top_fraction.mean[k]!), share(top_fraction.median[k]!), `${share(top_fraction.p5[k]!)} – ${share(top_fraction.p95[k]!)}`,
      share(random[k]!), figure(ef.mean[k]!, 3),
    ]),
  )
  const acceleration = Object.entries(af).map(([reached, { median, p5, p95 }]): [string, string] => [
    words.acceleration(figure(100 * Number(reached), 3)), median === null ? words.notReached : `${figure(median, 3)} (${figure(p5, 3)} – ${p95 === null ? NONE : figure(p95, 3)})`,
  ])
  return [
    words.about(count(n_pool, language), count(n_top, language), count(runs, language)), '', table, '',
    labelled([...acceleration, [words.time, `${figure(seconds, 3)} s`]]), ...(notes.length > 0 ? ['', ...notes.map((note) => note[language])] : []),
  ].join('\n')
}

const WORDS = {
  en: {
    about: (n: string, top: string, runs: string) => `${n} different experiments, of which ${top} are the best 5 %; ${runs} runs. Share of the best that was found:`,
    experiments: 'Experiments', mean: 'Mean', median: 'Median', random: 'At random', time: 'Time', notReached: 'not reached within the budget',
    acceleration: (share: string) => `Acceleration at ${share} % found`,
  },
  ko: {
    about: (n: string, top: string, runs: string) => `서로 다른 실험 ${n}건, 그중 상위 5 % ${top}건, ${runs}회 재현. 찾아낸 상위 실험의 비율:`,
    experiments: '실험 수', mean: '평균', median: '중앙값', random: '무작위', time: '시간', notReached: '예산 안에 도달하지 못함',
    acceleration: (share: string) => `${share} % 발견 시 가속 계수`,
  },
}
