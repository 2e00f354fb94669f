import { coverageText, errorText, r2Text } from '#science/numerics/score-text.ts'
import type { Language } from '#science/refusal.ts'
import type { Evaluation } from './host/evaluate-csv.ts'
import { intervalTable } from './interval-table.ts'
import { count, figure } from './number-text.ts'
import { labelled, textTable } from './text-table.ts'

/** The figures of `model evaluate` for people: by fold, over all held-out rows, and what was decided unasked. */
export function evaluationText(evaluation: Evaluation, language: Language): string {
  const { target, task, n, model, folds, overall, notes } = evaluation
  const words = WORDS[language]
  const regression = task === 'regression'
  const columns = regression
    ? ['MAE', 'RMSE', 'R²', words.covered, words.width]
    : ['ROC-AUC', words.balanced, words.logLoss]
  const figures = (row: Omit<Evaluation['folds'][number], 'n' | 'fold' | 'model'>) => [
    ...(regression
      ? [
          errorText(row.mae), errorText(row.rmse), r2Text(row.r2),
          coverageText(row.coverage?.['90']), errorText(row.mean_width?.['90']),
        ]
      : [figure(row.roc_auc, 3), figure(row.balanced_accuracy, 3), figure(row.nll, 3)]),
    figure(row.fit_seconds, 3), figure(row.predict_seconds, 2),
  ]
  const isMixed = new Set(folds.map((fold) => fold.model)).size > 1
  const table = textTable(
    [words.fold, words.rows, ...columns, words.fit, words.predict].map((title, index) => ({ title, right: index > 0 }))
      .concat(isMixed ? [{ title: words.model, right: false }] : []),
    [
      ...folds.map((fold) => [fold.fold, count(fold.n, language), ...figures(fold), fold.model]),
      [words.all, count(n, language), ...figures(overall)],
    ].map((row) => (isMixed ? row : row.slice(0, columns.length + 4))),
  )
  const rest: [string, string][] = regression
    ? [
        [words.foldMean, errorText(overall.mae_fold_mean)], ['CRPS', errorText(overall.crps)],
        [words.nll, figure(overall.nll)],
        [words.miscalibration, figure(overall.miscalibration_area, 2)],
      ]
    : []
  return [
    `${target} · ${words.tasks[task]} · ${count(n, language)} ${words.rowsWord} · ${model}`,
    table,
    intervalTable(overall, language),
    labelled(rest),
    notes.length > 0 ? [words.notes, ...notes.map((note) => `  ${note[language]}`)].join('\n') : '',
  ].filter(Boolean).join('\n\n')
}

const WORDS = {
  en: {
    fold: 'Fold', rows: 'Rows', covered: 'In 90 %', width: 'Width 90 %', balanced: 'Balanced accuracy',
    logLoss: 'Log loss',
    fit: 'Fit s', predict: 'Predict s', model: 'Model', all: 'All', rowsWord: 'rows', foldMean: 'MAE, mean of folds',
    nll: 'Negative log likelihood', miscalibration: 'Miscalibration area', notes: 'Notes',
    tasks: { regression: 'regression', classification: 'classification' },
  },
  ko: {
    fold: '폴드', rows: '행', covered: '90 % 적중', width: '90 % 폭', balanced: '균형 정확도', logLoss: '로그 손실',
    fit: '학습(초)', predict: '예측(초)', model: '모델', all: '전체', rowsWord: '행', foldMean: '폴드별 MAE의 평균',
    nll: '음의 로그 가능도', miscalibration: '보정 오차 면적', notes: '참고',
    tasks: { regression: '회귀', classification: '분류' },
  },
} as const
