import type { Language } from '#science/refusal.ts'
import type { Compared, Explained, Explanation } from './host/explain-file.ts'
import { importanceBars } from './importance-bars.ts'
import { count, figure } from './number-text.ts'
import { textTable } from './text-table.ts'

/** What the numbers explained are of. */
export type Scale = {
  readonly target: { readonly name: string; readonly unit: string | null } & ({ readonly kind: 'number'; readonly log: boolean } | { readonly kind: 'category' })
  readonly label: string | null
}

const MOST_ROWS = 10
const MOST_COLUMNS = 4

/** What matters over all rows, and for the first rows what matters most in each. */
export function explainText({ rows, mean }: Explained, scale: Scale, language: Language): string {
  const words = WORDS[language]
  const shown = rows.slice(0, MOST_ROWS)
  const by = (what: 'column' | 'template' | 'stage') => mean.filter((one) => one.by === what)
  const rest = rows.length - shown.length
  return [
    `${scaleText(scale, language)} · ${words.base} ${figure(rows[0]?.base)} · ${count(rows.length, language)} ${words.rows}`,
    importanceBars(words.mean, by('column')),
    importanceBars(words.byTemplate, by('template')),
    importanceBars(words.byStage, by('stage')),
    textTable(
      [{ title: words.row, right: true }, { title: words.predicted, right: true }, { title: words.parts }],
      shown.map(({ prediction, contributions }, row) => [String(row + 1), figure(prediction), partsText(contributions)]),
    ) + (rest > 0 ? `\n${words.more(count(rest, language))}` : ''),
  ].filter(Boolean).join('\n\n')
}

/** Why one row is predicted otherwise than another, greatest part first. */
export function compareText({ rows: [a, b], base, prediction, contributions, cells }: Compared, scale: Scale, language: Language): string {
  const words = WORDS[language]
  const parts = (by: 'column' | 'template' | 'stage') => contributions.filter((one) => one.by === by)
    .toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value))
  const places = [...parts('template'), ...parts('stage')].map(({ name, value }) => `${name} ${signed(value)}`)
  return [
    scaleText(scale, language),
    `${words.row} ${a}: ${figure(prediction)}\n${words.row} ${b}: ${figure(base)}\n${words.difference}: ${signed(prediction - base)}`,
    textTable(
      [{ title: words.column }, { title: words.part, right: true }, { title: `${words.row} ${a}` }, { title: `${words.row} ${b}` }],
      parts('column').map(({ name, value }) => [name, signed(value), ...(cells[name] ?? ['', ''])]),
    ),
    places.join(', '),
  ].filter(Boolean).join('\n\n')
}

function partsText(contributions: Explanation['contributions']): string {
  return contributions.filter(({ by, value }) => by === 'column' && value !== 0)
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, MOST_COLUMNS)
    .map(({ name, value }) => `${name} ${signed(value)}`).join(', ')
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${figure(value, 3)}`
}

function scaleText({ target, label }: Scale, language: Language): string {
  const unit = target.unit && target.unit !== '1' ? ` (${target.unit})` : ''
  if (target.kind === 'category') return { en: `Probability of ${target.name} = ${label}`, ko: `${target.name} = ${label}일 확률` }[language]
  return target.log ? `log10 ${target.name}${unit}` : `${target.name}${unit}`
}

const WORDS = {
  en: {
    base: 'mean of known rows', rows: 'rows', mean: 'Mean size of each column\'s part', byTemplate: 'By template', byStage: 'By stage',
    row: 'Row', predicted: 'Predicted', parts: 'Greatest parts', column: 'Column', part: 'Part', difference: 'Difference',
    more: (n: string) => `… and ${n} more; --json has all`,
  },
  ko: {
    base: '학습한 행의 평균', rows: '행', mean: '열별 기여의 평균 크기', byTemplate: '템플릿별', byStage: '단계별',
    row: '행', predicted: '예측값', parts: '큰 기여', column: '열', part: '기여', difference: '차이',
    more: (n: string) => `… 외 ${n}행(--json으로 모두 보기)`,
  },
} as const
