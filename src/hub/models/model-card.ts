import type { Text } from '#science/refusal.ts'
import { mean } from '#science/numerics/summary.ts'
import { baselineError } from '#discovery/learning/baseline.ts'
import type { Card, OutOfFoldRow, RegressionErrors } from '#discovery/learning/card.ts'
import { fitLearningLaw } from '#discovery/learning/learning-curve.ts'
import { weaknessOf } from '#discovery/learning/weakness.ts'
import type { BuiltTable } from '#record/tables/build-table.ts'
import type { Learnable } from './learning-table.ts'
import type { ModelCard } from './models.ts'
import packageJson from '../../../package.json' with { type: 'json' }

type NumberRow = Extract<OutOfFoldRow, { observed: number }>

/**
 * The card of a trained model for those who read it in the hub: errors on rows held out from learning, what it was made
 * from, and what to beware of. With a log target, parity and errors are told on the scale of log10, as they were
 * measured.
 */
export function modelCard(
  card: Card, built: BuiltTable, learnable: Learnable, origins: Record<string, number>, seconds: number,
): ModelCard {
  // A limit has no error: the figures are those of the rows whose value is known.
  const rows = (card.outOfFold as readonly NumberRow[]).filter(({ limit }) => limit === undefined)
  const errors = card.errors as RegressionErrors
  const folds = [...new Set(rows.map(({ fold }) => fold))]
  const labels = new Map([...built.columns.map(({ name, label }) => [name, label] as const), ...learnable.lineage.labels])
  const labelOf = (name: string) => labels.get(name) ?? { en: name, ko: name }
  const importance = (by: 'column' | 'template' | 'stage') =>
    card.importance
      .filter((one) => one.by === by)
      .map(({ name, increase, spread }) => ({ name, value: increase, sd: spread }))
      .sort((a, b) => b.value - a.value)
  return {
    target: card.target, target_label: labelOf(card.target),
    target_unit: card.logTarget ? `log10(${card.unit ?? '1'})` : card.unit,
    learner: card.kind, rows: card.rows, origins, sources: sourcesOf(built, learnable), seconds,
    inputs: card.inputs.map(
      ({ name, stage, template, unit }) => ({ name, label: labelOf(name), stage, template, unit })
    ),
    split: splitText(card, labels),
    folds: folds.map((fold) => scores(rows.filter((row) => row.fold === fold))),
    overall: {
      n: rows.length, mae: errors.mae, rmse: errors.rmse, r2: errors.r2,
      coverage: errors.coverage, mean_width: errors.meanWidth,
      nll: errors.nll, crps: errors.crps, miscalibration_area: errors.miscalibrationArea,
    },
    baseline_mae: baselineError(rows),
    candidates: candidates(card, errors),
    parity: rows.map(({ row, observed, predicted, intervals }) => ({
      ...learnable.records[row]!, observed, mean: predicted, low: intervals['90'][0], high: intervals['90'][1],
    })),
    contributions: {
      by_column: importance('column'), by_template: importance('template'), by_stage: importance('stage'),
      method: {
        en: 'Growth of the held-out error when the input is shuffled '
          + '(permutation importance, mean of five shufflings).',
        ko: '입력을 섞었을 때 검증 오차가 커지는 정도(순열 중요도, 다섯 번 섞은 평균)입니다.',
      },
    },
    learning_curve: card.learningCurve && { learner: card.learningCurve.learner, points: [...card.learningCurve.points], law: fitLearningLaw(card.learningCurve.points) },
    calibration: Object.entries(errors.coverage).map(
      ([level, observed]) => ({ expected: Number(level) / 100, observed })
    ),
    warnings: [...left(learnable), ...unguarded(card), ...learnable.lineage.notes, ...card.notes.map((note) => inWords(note, labels))],
    versions: { sojae: packageJson.version, format: '1' },
  }
}

/** What a card says against trusting its model, as `weaknessOf`; null for no card. Read from the figures, never stored. */
export function weaknessOfCard(card: ModelCard | null): Text | null {
  return card && weaknessOf({
    task: 'regression', r2: card.overall.r2, mae: card.overall.mae, baselineMae: card.baseline_mae,
    unit: card.target_unit, folds: card.folds,
  })
}

/** What was tried, and the mean of several where that was chosen. */
function candidates({ tried, kind }: Card, errors: RegressionErrors): ModelCard['candidates'] {
  const alone = tried.map(({ name, error, weight }) => ({ learner: name, mae: error, weight }))
  return alone.some(({ learner }) => learner === kind) ? alone : [...alone, { learner: kind, mae: errors.mae }]
}

function scores(rows: readonly NumberRow[]): ModelCard['folds'][number] {
  const errors = rows.map(({ observed, predicted }) => predicted - observed)
  const centre = mean(rows.map(({ observed }) => observed))
  const total = rows.reduce((sum, { observed }) => sum + (observed - centre) ** 2, 0)
  const levels = ['50', '80', '90', '95'] as const
  const share = (level: (typeof levels)[number]) => mean(rows.map(({ observed, intervals }) => (
    observed >= intervals[level][0] && observed <= intervals[level][1] ? 1 : 0
  )))
  const width = (level: (typeof levels)[number]) => mean(
    rows.map(({ intervals: { [level]: [low, high] } }) => high - low)
  )
  return {
    n: rows.length, mae: mean(errors.map(Math.abs)), rmse: Math.sqrt(mean(errors.map((error) => error ** 2))),
    r2: total > 0 ? 1 - errors.reduce((sum, error) => sum + error ** 2, 0) / total : null,
    coverage: Object.fromEntries(levels.map((level) => [level, share(level)])),
    mean_width: Object.fromEntries(levels.map((level) => [level, width(level)])),
  }
}

function sourcesOf(built: BuiltTable, { records, table: { target } }: Learnable): number {
  // Rows that stop half-way are counted with the chain.
  const known = new Set(records.filter((_, at) => target.values[at] !== null).map(({ record }) => record))
  const index = built.columns.findIndex(({ path }) => path.from === 'source')
  if (index < 0) return 0
  return new Set(built.rows.filter(({ record }) => known.has(record)).map(({ cells }) => cells[index]?.value)).size
}

function splitText({ folds }: Card, labels: ReadonlyMap<string, Text>): Text {
  const { k, groupedBy, groups } = folds
  if (groupedBy.length === 0) {
    return {
      en: `${k} folds at random: rows of one source may stand on both sides.`,
      ko: `무작위 ${k}겹: 같은 출처의 행이 양쪽에 있을 수 있습니다.`,
    }
  }
  const keys = (language: keyof Text) => groupedBy.map(
    (name) => `“${labels.get(name)?.[language] ?? name}”`
  ).join(' · ')
  return {
    en: `${k} folds over ${groups} groups: rows with the same ${keys('en')} never stand on both sides.`,
    ko: `${groups}개 그룹을 ${k}겹으로 나눔: ${keys('ko')} 값이 같은 행은 학습과 검증 양쪽에 나뉘지 않습니다.`,
  }
}

/** A note with its columns called as people call them. */
function inWords(note: Text, labels: ReadonlyMap<string, Text>): Text {
  const say = (language: keyof Text) => note[language].replace(/"([^"]+)"/g, (quoted, name: string) => (
    labels.has(name) ? `“${labels.get(name)![language]}”` : quoted
  ))
  return { en: say('en'), ko: say('ko') }
}

/** Where folds are drawn at random, the error may be that of alloys and papers the model knows already. */
function unguarded({ folds }: Card): Text[] {
  return folds.groupedBy.length > 0 ? [] : [{
    en: 'Rows of one material or one source may stand on both sides of a fold, so for new ones expect larger errors.',
    ko: '같은 소재나 같은 출처의 행이 학습과 검증 양쪽에 있을 수 있으므로, 새로운 소재에서는 오차가 더 클 수 있습니다.',
  }]
}

function left({ left: { missing, ranges, inexact } }: Learnable): Text[] {
  const rows = (n: number, what: string) => (n === 1 ? `1 row ${what} was` : `${n} rows ${what} were`)
  return [
    ...(missing > 0 ? [{
      en: `${rows(missing, 'without a target')} left out.`,
      ko: `목표값이 없는 ${missing}개 행을 제외했습니다.`,
    }] : []),
    ...(ranges > 0 ? [{
      en: `${rows(ranges, 'whose target is a range')} left out.`,
      ko: `목표값이 범위로 적힌 ${ranges}개 행을 제외했습니다.`,
    }] : []),
    ...(inexact > 0 ? [{
      en: `${inexact === 1 ? '1 input value that is' : `${inexact} input values that are`} only a bound or a range `
        + 'counted as missing.',
      ko: `한계값(부등호)이나 범위로만 주어진 입력값 ${inexact}개는 결측으로 처리했습니다.`,
    }] : []),
  ]
}
