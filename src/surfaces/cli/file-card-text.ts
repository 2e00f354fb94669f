import { errorText, r2Text } from '#science/numerics/score-text.ts'
import { inLanguage } from '#science/refusal.ts'
import type { Language, Text } from '#science/refusal.ts'
import { chainLines } from './chain-text.ts'
import type { Card, ChainPart } from './host/train-csv.ts'
import { intervalTable } from './interval-table.ts'
import { importanceBars } from './importance-bars.ts'
import { count, figure } from './number-text.ts'
import { labelled } from './text-table.ts'

/** The card of a model in a file, in short: how far off it is on rows it had not seen, what it learns from, what to beware of. */
export function fileCardText(card: Card, weakness: Text | null, language: Language, chain?: ChainPart): string {
  const words = WORDS[language]
  const { errors } = card
  const unit = card.logTarget ? `log10(${card.unit ?? card.target})` : card.unit ?? ''
  const withUnit = (value: number) => `${errorText(value)} ${unit}`.trim()
  const isNumber = 'mae' in errors
  return [
    labelled([
      [words.target, `${card.target}${unit && ` (${unit})`} · ${words.tasks[card.task]}`],
      ...(weakness ? [[words.weakness, inLanguage(weakness, language)] as const] : []),
      [words.inputs, card.inputs.map(({ name }) => name).join(', ')],
      [words.rows, count(card.rows, language)],
      [words.learner, card.kind],
      [words.split, foldsText(card, language)],
      ...(isNumber ? [
        ['MAE', withUnit(errors.mae)], ['RMSE', withUnit(errors.rmse)], ['R²', r2Text(errors.r2)],
      ] as const : [
        ['ROC-AUC', figure(errors.rocAuc, 3)], [words.balanced, figure(errors.balancedAccuracy, 3)], [words.logLoss, figure(errors.logLoss, 3)],
      ] as const),
    ]),
    chain ? labelled(chainLines({
      ...chain.judged, uses: chain.uses,
      links: chain.links.map(({ column: { name }, model: { card: { rows, errors: link, logTarget } } }) => ({
        name, rows, text: 'mae' in link ? `MAE ${errorText(link.mae)}${logTarget ? ' (log10)' : ''}, R² ${r2Text(link.r2)}` : `${words.balanced} ${figure(link.balancedAccuracy, 3)}`,
      })),
      informed: chain.judged.informed && { rows: chain.judged.informed.rows, mae: chain.judged.informed.knowing.mae, blind_mae: chain.judged.informed.blind },
    }, unit, language)) : '',
    isNumber ? intervalTable({ coverage: errors.coverage, mean_width: errors.meanWidth }, language) : '',
    importanceBars(words.byStage, importance(card, 'stage')),
    importanceBars(words.byColumn[isNumber ? 'regression' : 'classification'], importance(card, 'column')),
    card.notes.length > 0 ? [words.notes, ...card.notes.map((note) => `  ${inLanguage(note, language)}`)].join('\n') : '',
  ].filter(Boolean).join('\n\n')
}

function importance({ importance: all }: Card, by: 'column' | 'stage') {
  return all.filter((one) => one.by === by).map(({ name, increase, spread }) => ({ name, value: increase, sd: spread }))
}

function foldsText({ folds: { k, groupedBy, groups, forward } }: Card, language: Language): string {
  const keys = groupedBy.join(', ')
  if (forward) return { en: `${k} folds, each foretold from earlier rows`, ko: `${k}겹, 앞선 행으로 다음 행을 예측` }[language]
  if (groupedBy.length === 0) return {
    en: `${k} folds at random: rows of one material or paper may stand on both sides`,
    ko: `무작위 ${k}겹: 같은 소재나 논문의 행이 양쪽에 있을 수 있음`,
  }[language]
  return {
    en: `${k} folds over ${groups} groups by ${keys}`, ko: `${groups}개 그룹을 ${k}겹으로 나눔(${keys})`,
  }[language]
}

const WORDS = {
  en: {
    target: 'Target', weakness: 'Warning', inputs: 'Inputs', rows: 'Rows', learner: 'Learner', split: 'Errors from',
    balanced: 'Balanced accuracy', logLoss: 'Log loss', notes: 'Note',
    byStage: 'What it learns from, by stage (rise of the error when shuffled)',
    byColumn: {
      regression: 'What it learns from (rise of the MAE when shuffled)',
      classification: 'What it learns from (rise of the log loss when shuffled)',
    },
    tasks: { regression: 'regression', classification: 'classification' },
  },
  ko: {
    target: '목표', weakness: '경고', inputs: '입력', rows: '행', learner: '학습기', split: '오차 산정',
    balanced: '균형 정확도', logLoss: '로그 손실', notes: '참고', byStage: '단계별 기여(섞었을 때 오차 증가)',
    byColumn: { regression: '열별 기여(섞었을 때 MAE 증가)', classification: '열별 기여(섞었을 때 로그 손실 증가)' },
    tasks: { regression: '회귀', classification: '분류' },
  },
} as const
