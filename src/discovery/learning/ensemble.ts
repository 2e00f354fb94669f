import { minimiseLbfgs } from '#science/numerics/lbfgs.ts'
import { calibrate, fitVarianceLine } from './calibration.ts'
import type { Calibration, VarianceLine } from './calibration.ts'
import { meanOf } from './choose.ts'
import type { RawPrediction } from './learners/kind.ts'

// Letters: n rows, m out-of-fold rows, c classes.

/** How the raw predictions of a model's learners become a mean, an sd and intervals; learned out of fold. */
export type RegressionCertainty = {
  /** One for each learner. */
  readonly lines: readonly VarianceLine[]
  readonly calibration: Calibration
}

/**
 * Joins the learners' predictions: the mean of their means, and the scale √v before calibration, arrays of n.
 *
 * v is the mean of the learners' fitted variances plus the variance between their means (the law of total variance).
 */
export function joinLearners(
  predictions: readonly RawPrediction[], lines: readonly VarianceLine[],
): { mean: Float64Array; scale: Float64Array } {
  const mean = meanOf(predictions.map((prediction) => prediction.mean))
  const scale = mean.map((centre, row) => {
    let sum = 0
    for (const [index, prediction] of predictions.entries()) {
      const { a, b } = lines[index]!
      sum += a + b * prediction.variance[row]! + (prediction.mean[row]! - centre) ** 2
    }
    return Math.sqrt(sum / predictions.length)
  })
  return { mean, scale }
}

/** Learns lines and calibration from the out-of-fold predictions (m each) of the learners and the observations y. */
export function fitRegressionCertainty(y: Float64Array, outOfFold: readonly RawPrediction[]): RegressionCertainty {
  const lines = outOfFold.map(({ mean, variance }) =>
    fitVarianceLine(y.map((value, row) => value - mean[row]!), variance))
  const { mean, scale } = joinLearners(outOfFold, lines)
  return { lines, calibration: calibrate(y.map((value, row) => value - mean[row]!), scale.map((s) => s * s)) }
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
