import { takeRows } from '#science/numerics/rows.ts'
import type { Bounds } from './bounds.ts'
import type { OutOfFoldRow } from './card.ts'
import { meanOf } from './choose.ts'
import type { Limit } from './columns.ts'
import type { OutOfFold } from './cross-validate.ts'
import { fitRegressionCertainty, fitTemperature, joinLearners, temper } from './ensemble.ts'
import type { Fold } from './folds.ts'
import { likeliest } from './likeliest.ts'
import { balancedAccuracy, logLoss, macroRocAuc } from './metrics.ts'
import { regressionErrors, spreadOf } from './regression-errors.ts'
import type { ReplicateNoise } from './replicates.ts'

// Letters: m rows, c classes.

/** What the chosen learners said of rows that they had not seen. */
export type HeldOut = {
  readonly outOfFold: readonly OutOfFold[]
  readonly weights: readonly number[]
  readonly folds: readonly Fold[]
  /** The rows that some fold holds out and that errors are about, ascending; and those of them whose value is known. */
  readonly asked: Uint32Array
  readonly exact: Uint32Array
  /** Where each of the m rows stood in the table given. */
  readonly givenRows: Uint32Array
}

/** The rows, ascending, that some fold holds out; folds forward in time never hold out the first part. */
export function heldOutRows(folds: readonly Fold[]): Uint32Array {
  return Uint32Array.from(folds.flatMap(({ test }) => [...test])).sort()
}

/** Rows of other folds, which the certainty of this fold is learned from. */
function others({ exact }: HeldOut, { test }: Fold): Uint32Array {
  const own = new Set(test)
  return exact.filter((row) => !own.has(row))
}

/** Certainty from all rows held out, and errors with each fold's certainty learned from the other folds. */
export function judgeRegression(
  y: Float64Array, held: HeldOut, bounds: Bounds, limits: readonly (Limit | null)[] | undefined,
  replicates: ReplicateNoise | null,
) {
  const { outOfFold, weights, folds, asked, exact, givenRows } = held
  const isAsked = new Set(asked)
  const only = (chosenRows: Uint32Array) => outOfFold.map(({ mean, variance }) =>
    ({ mean: takeRows(mean, 1, chosenRows), variance: takeRows(variance, 1, chosenRows) }))
  const certaintyOf = (rows: Uint32Array) => fitRegressionCertainty(takeRows(y, 1, rows), only(rows), weights, replicates)
  const judged = folds.flatMap((fold) => {
    const { lines, calibration } = certaintyOf(others(held, fold))
    const joined = joinLearners(only(fold.test), weights, lines)
    return Array.from(fold.test, (row, at) => ({
      row, fold: fold.name, spread: spreadOf(calibration, joined.mean[at]!, joined.scale[at]!, bounds),
    }))
  }).filter(({ row }) => isAsked.has(row)).sort((a, b) => a.row - b.row)
  const known = judged.filter(({ row }) => !limits?.[row])
  return {
    certainty: certaintyOf(exact),
    errors: regressionErrors(takeRows(y, 1, exact), known.map(({ spread }) => spread)),
    rows: judged.map(({ row, fold, spread }): OutOfFoldRow => ({
      row: givenRows[row]!, fold, observed: y[row]!, predicted: spread.mean, sd: spread.sd, intervals: spread.intervals,
      ...(limits?.[row] && { limit: limits[row] }),
    })),
  }
}

/** As `judgeRegression` for labels: the temperature, and errors with each fold's temperature learned from the other folds. */
export function judgeClassification(labels: readonly string[], classes: readonly string[], Y: Float64Array, held: HeldOut) {
  const { outOfFold, weights, folds, exact, givenRows } = held
  const c = classes.length
  const P = meanOf(outOfFold.map((candidate) => candidate.mean), weights)
  const temperatureOf = (rows: Uint32Array) => fitTemperature(takeRows(P, c, rows), takeRows(Y, c, rows), c)
  const tempered = new Float64Array(P.length)
  const foldOfRow: string[] = []
  for (const fold of folds) {
    const said = temper(takeRows(P, c, fold.test), c, temperatureOf(others(held, fold)))
    fold.test.forEach((row, at) => {
      tempered.set(said.subarray(at * c, (at + 1) * c), row * c)
      foldOfRow[row] = fold.name
    })
  }
  const probabilities = takeRows(tempered, c, exact)
  const observed = Array.from(exact, (row) => labels[row]!)
  const predicted = observed.map((_, at) => likeliest(classes, probabilities.subarray(at * c, (at + 1) * c)))
  const area = macroRocAuc(observed, probabilities, classes)
  return {
    certainty: { temperature: temperatureOf(exact) },
    errors: {
      rocAuc: Number.isNaN(area) ? null : area, balancedAccuracy: balancedAccuracy(observed, predicted),
      logLoss: logLoss(observed, probabilities, classes), classes,
    },
    rows: Array.from(exact, (row, at): OutOfFoldRow => ({
      row: givenRows[row]!, fold: foldOfRow[row]!, observedLabel: observed[at]!, predictedLabel: predicted[at]!,
      probabilities: Object.fromEntries(classes.map((name, index) => [name, probabilities[at * c + index]!])),
    })),
  }
}
