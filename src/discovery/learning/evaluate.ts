import type { Text } from '#science/refusal.ts'
import type { ModelArtefact } from './artefact.ts'
import { boundsOnScale } from './bounds.ts'
import { checkTable } from './check-table.ts'
import { tableRows } from './columns.ts'
import type { LearningTable } from './columns.ts'
import type { Family } from './learners/candidates.ts'
import { loadModel } from './load-model.ts'
import { likeliest } from './likeliest.ts'
import { balancedAccuracy, logLoss, macroRocAuc } from './metrics.ts'
import type { ClassificationModel, Level, RegressionModel } from './model.ts'
import { partOf } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { regressionErrors, spreadOf } from './regression-errors.ts'
import type { Spread } from './regression-errors.ts'
import { splitOf } from './splits.ts'
import { train } from './train.ts'

/** Figures of held-out rows; null where a figure does not apply. With a log target they stand on the scale of log10. */
export type Figures = {
  readonly n: number
  readonly mae: number | null
  readonly rmse: number | null
  readonly r2: number | null
  readonly roc_auc: number | null
  readonly balanced_accuracy: number | null
  readonly nll: number | null
  readonly crps: number | null
  readonly miscalibration_area: number | null
  readonly coverage: Readonly<Record<Level, number>> | null
  readonly mean_width: Readonly<Record<Level, number>> | null
  readonly fit_seconds: number
  readonly predict_seconds: number
}

/** The JSON of `model evaluate`: figures by fold, and pooled over all held-out rows. */
export type Evaluation = {
  readonly target: string
  readonly task: 'regression' | 'classification'
  readonly n: number
  /** Rows beside these n of which only a limit is known: learned from, and not in the figures. */
  readonly censored: number
  /** The learners chosen, with the number of folds that chose them. */
  readonly model: string
  readonly folds: readonly (Figures & { readonly fold: string; readonly model: string })[]
  readonly overall: Omit<Figures, 'n'> & { readonly mae_fold_mean: number | null }
  readonly notes: readonly Text[]
}

export type EvaluateOptions = {
  /** Number of folds where the table gives none. Default 5. */
  readonly k?: number
  /** Default 0. */
  readonly seed?: number
  readonly logTarget?: boolean
  /** Which learners are tried. Default `auto`. */
  readonly family?: Family
  /** Seconds that may be spent on all folds together, as in `train`. */
  readonly budget?: number
  /** A clock in milliseconds, for the times in the result. */
  readonly now: () => number
}

/**
 * Measures how well training works on a table: each outer fold in turn is held out and predicted by a model that chose
 * its learners, settings and calibration within the other folds.
 *
 * Folds are those of `splitOf`.
 * Refuses what `train` refuses and impossible folds.
 */
export function evaluate(
  given: LearningTable, options: EvaluateOptions, onProgress: OnProgress = () => {},
): Evaluation {
  const { k = 5, seed = 0, logTarget = false, family = 'auto', now } = options
  const { table, notes } = checkTable(given, { logTarget })
  const { target } = table
  const { folds } = splitOf(table, k, seed)
  const held = folds.map((fold, index) => {
    const inner = partOf(onProgress, index / folds.length, (index + 1) / folds.length)
    const t0 = now()
    const artefact = train(tableRows(table, fold.train), {
      seed, logTarget, family, importance: false, ...(options.budget !== undefined && { budget: options.budget / folds.length }),
    },
      ({ fraction, step }) => inner({ fraction, step: {
        en: `Fold ${index + 1} of ${folds.length}: ${step.en}`, ko: `폴드 ${index + 1}/${folds.length}: ${step.ko}` } }))
    const t1 = now()
    const model = loadModel(artefact)
    const inputs = tableRows(table, fold.test).inputs
    const predicted = predictedRows(model, artefact, inputs)
    return { fold, kind: model.kind, predicted, fitSeconds: (t1 - t0) / 1000, predictSeconds: (now() - t1) / 1000 }
  })
  onProgress({ fraction: 1, step: { en: 'Done', ko: '완료' } })

  const classes = target.kind === 'category' ? [...new Set(target.values)].map(String).sort() : []
  const observed = target.kind === 'number'
    ? target.values.map((value) => (logTarget ? Math.log10(value!) : value!)) : target.values.map(String)
  const limits = target.kind === 'number' ? target.limits : undefined
  const figures = (parts: typeof held): Figures => {
    const rows = parts.flatMap(({ fold, predicted }) => Array.from(fold.test, (row, at) => ({ row, said: predicted[at]! })))
    // Limits are learned from; how large an error they show cannot be told.
    const known = rows.filter(({ row }) => !limits?.[row])
    return {
      ...heldOutFigures(known.map(({ row }) => observed[row]!), known.map(({ said }) => said), classes),
      fit_seconds: parts.reduce((sum, part) => sum + part.fitSeconds, 0),
      predict_seconds: parts.reduce((sum, part) => sum + part.predictSeconds, 0),
    }
  }
  const byFold = held.map((part) => ({ fold: part.fold.name, model: part.kind, ...figures([part]) }))
  const { n, ...pooled } = figures(held)
  return {
    target: target.name,
    task: target.kind === 'number' ? 'regression' : 'classification',
    n,
    censored: limits?.filter(Boolean).length ?? 0,
    model: countedKinds(held.map((part) => part.kind)),
    folds: byFold,
    overall: {
      ...pooled,
      mae_fold_mean: pooled.mae === null ? null : byFold.reduce((sum, fold) => sum + fold.mae!, 0) / byFold.length,
    },
    notes: logTarget
      ? [...notes, { en: 'All figures stand on the scale of log10 of the target.', ko: '모든 수치는 목표의 log10 값 기준입니다.' }]
      : notes,
  }
}

/** What a model says of one held-out row: a distribution, or probabilities by class. */
type Predicted = Spread | { readonly probabilities: Readonly<Record<string, number>> }

function predictedRows(
  model: RegressionModel | ClassificationModel, { certainty, target }: ModelArtefact,
  inputs: LearningTable['inputs'],
): Predicted[] {
  if (model.task === 'classification') return model.predict(inputs)
  if (!('calibration' in certainty)) throw new Error('A model of numbers has lost its calibration')
  const { mean, sd } = model.predictEncoded(model.encode(inputs))
  const { calibration } = certainty
  const bounds = target.kind === 'number' && target.bounds ? boundsOnScale(target.bounds, target.log) : undefined
  return Array.from(mean, (centre, row) => spreadOf(calibration, centre, sd[row]! / calibration.sdFactor, bounds))
}

function heldOutFigures(observed: readonly (number | string)[], predicted: readonly Predicted[], classes: string[]) {
  const none = {
    n: observed.length, mae: null, rmse: null, r2: null, roc_auc: null, balanced_accuracy: null, nll: null, crps: null,
    miscalibration_area: null, coverage: null, mean_width: null,
  }
  if (classes.length) {
    const labels = observed.map(String)
    const P = new Float64Array(labels.length * classes.length)
    predicted.forEach((row, at) => classes.forEach((name, index) => {
      P[at * classes.length + index] = 'probabilities' in row ? row.probabilities[name] ?? 0 : NaN
    }))
    const c = classes.length
    const guesses = labels.map((_, row) => likeliest(classes, P.subarray(row * c, (row + 1) * c)))
    return {
      ...none, roc_auc: finite(macroRocAuc(labels, P, classes)), balanced_accuracy: balancedAccuracy(labels, guesses),
      nll: logLoss(labels, P, classes),
    }
  }
  const errors = regressionErrors(observed.map(Number), predicted.filter((row) => 'halfWidths' in row))
  return {
    ...none, mae: errors.mae, rmse: errors.rmse, r2: finite(errors.r2), nll: errors.nll, crps: errors.crps,
    miscalibration_area: errors.miscalibrationArea, coverage: errors.coverage, mean_width: errors.meanWidth,
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function countedKinds(kinds: readonly string[]): string {
  const distinct = [...new Set(kinds)]
  if (distinct.length === 1) return distinct[0]!
  return distinct.map((kind) => `${kind} (${kinds.filter((other) => other === kind).length})`).join(', ')
}
