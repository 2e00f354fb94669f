import type { Language } from '#science/refusal.ts'
import { coverageText, errorText } from '#science/numerics/score-text.ts'
import { textTable } from './text-table.ts'

type Measured = {
  readonly coverage: Readonly<Record<string, number>> | null
  readonly mean_width: Readonly<Record<string, number>> | null
}

/** How often the prediction intervals held the truth on rows not seen, and how wide they are; empty without any. */
export function intervalTable({ coverage, mean_width }: Measured, language: Language): string {
  if (!coverage) return ''
  const words = {
    en: { intervals: 'Intervals', covered: 'hold the truth', width: 'mean width' },
    ko: { intervals: '예측 구간', covered: '실제 적중률', width: '평균 폭' },
  }[language]
  const levels = Object.keys(coverage).sort((a, b) => Number(a) - Number(b))
  return textTable(
    [{ title: words.intervals }, ...levels.map((level) => ({ title: `${level} %`, right: true }))],
    [
      [words.covered, ...levels.map((level) => coverageText(coverage[level]))],
      [words.width, ...levels.map((level) => errorText(mean_width?.[level]))],
    ],
  )
}
