import { minimiseLbfgs } from '#science/numerics/lbfgs.ts'
import { quantile } from '#science/numerics/summary.ts'
import { calibrate, fitVarianceLine } from './calibration.ts'
import type { Calibration, VarianceLine } from './calibration.ts'
import { meanOf } from './choose.ts'
import type { RawPrediction } from './learners/kind.ts'
import type { ReplicateNoise } from './replicates.ts'

// Letters: n rows, m out-of-fold rows, c classes.

/** How the raw predictions of a model's learners become a mean, an sd and intervals; learned out of fold. */
export type RegressionCertainty = {
  /** One for each learner. */
  readonly lines: readonly VarianceLine[]
  readonly calibration: Calibration
  /**
   * The sd, after calibration, that would be left however many rows were learned from (aleatoric): that within rows which
   * repeat each other where there are five degrees of freedom of them, else that of the rows foreseen best.
   * Absent from models of before.
   */
  readonly noise?: number
}

/**
 * Joins the learners' predictions: the weighted mean of their means, and the scale √v before calibration, arrays of n.
 *
 * v is the mean of the learners' fitted variances plus the variance between their means (the law of total variance).
 */
export function joinLearners(
  predictions: readonly RawPrediction[], weights: readonly number[], lines: readonly VarianceLine[],
): { mean: Float64Array; scale: Float64Array } {
  const mean = meanOf(predictions.map((prediction) => prediction.mean), weights)
  const scale = mean.map((centre, row) => {
    let sum = 0
    for (const [index, prediction] of predictions.entries()) {
      const { a, b } = lines[index]!
      sum += weights[index]! * (a + b * prediction.variance[row]! + (prediction.mean[row]! - centre) ** 2)
    }
    return Math.sqrt(sum)
  })
  return { mean, scale }
}

/** Rows are foreseen best that are among this share of the lowest scales. */
const BEST_FORESEEN = 0.05
const ENOUGH_DEGREES = 5

/** Learns lines and calibration from the out-of-fold predictions (m each) of the learners and the observations y. */
export function fitRegressionCertainty(
  y: Float64Array, outOfFold: readonly RawPrediction[], weights: readonly number[], replicates: ReplicateNoise | null,
): RegressionCertainty {
  const lines = outOfFold.map(({ mean, variance }) =>
    fitVarianceLine(y.map((value, row) => value - mean[row]!), variance))
  const { mean, scale } = joinLearners(outOfFold, weights, lines)
  const calibration = calibrate(y.map((value, row) => value - mean[row]!), scale.map((s) => s * s))
  const noise = replicates && replicates.degrees >= ENOUGH_DEGREES
    ? replicates.sd : calibration.sdFactor * quantile(scale, BEST_FORESEEN)
  return { lines, calibration, noise }
}

/** Probabilities taken to the power 1/T and divided by their sum again; P: (n × c) row-major. */
export function temper(P: Float64Array, c: number, temperature: number): Float64Array {
  const tempered = P.map((p) => Math.max(p, MIN_PROBABILITY) ** (1 / temperature))
  for (let at = 0; at < P.length; at += c) {
    let sum = 0
    for (let index = 0; index < c; index++) sum += tempered[at + index]!
    for (let index = 0; index < c; index++) tempered[at + index]! /= sum
  }
  return tempered
}

/** A forest that has never seen a class in a corner says 0; no finite sample allows that. */
const MIN_PROBABILITY = 1e-3

/**
 * The temperature T at which out-of-fold probabilities P: (m × c) have the least log loss against labels Y: (m × c).
 *
 * Guo et al. (2017) arXiv:1706.04599 § 4.2, on log probabilities; kept within 1/5 … 5.
 */
export function fitTemperature(P: Float64Array, Y: Float64Array, c: number): number {
  const loss = (u: number) => {
    const tempered = temper(P, c, Math.exp(u))
    return Y.reduce((sum, y, index) => sum - y * Math.log(tempered[index]!), 0) / (Y.length / c)
  }
  const found = minimiseLbfgs((x, gradient) => {
    // One number: a central difference is exact enough and shorter than the derivative.
    gradient[0] = (loss(x[0]! + 1e-4) - loss(x[0]! - 1e-4)) / 2e-4
    return loss(x[0]!)
  }, [0], { maxIterations: 50 })
  return Math.min(5, Math.max(0.2, Math.exp(found.x[0]!)))
}
