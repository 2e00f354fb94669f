import { quantile } from '#science/numerics/summary.ts'

// Letters: m rows, c columns of Y: (m × c) row-major, K scores of a row. Scores, gradients: (K × m), one score after another.

/**
 * What is to be made small: squared error of numbers, the log loss of classes given as c columns of 0 and 1 (two
 * classes: one score, logistic; more: one score each, softmax), or the pinball loss of a quantile in (0, 1).
 */
export type Loss =
  | { readonly kind: 'squared' }
  | { readonly kind: 'classes' }
  | { readonly kind: 'quantile'; readonly at: number }

/** How many scores, and so trees of a round, stand for c columns. */
export function countScores(loss: Loss, c: number): number {
  return loss.kind === 'classes' && c === 2 ? 1 : c
}

/** Whether all second derivatives are 1, so that they need not be kept. */
export function hasUnitHessian(loss: Loss): boolean {
  return loss.kind !== 'classes'
}

/** The K scores that one value for all rows would get: mean, quantile, log odds or logarithms of the shares. */
export function startScores(loss: Loss, Y: Float64Array, m: number, c: number): Float64Array {
  const columns = Array.from({ length: c }, (_, k) => Float64Array.from({ length: m }, (_, row) => Y[row * c + k]!))
  if (loss.kind === 'quantile') return Float64Array.from(columns, (column) => quantile(column, loss.at))
  const means = columns.map((column) => column.reduce((sum, y) => sum + y, 0) / m)
  if (loss.kind === 'squared') return Float64Array.from(means)
  // A class without a row would get −∞; half a row stands for it.
  const logs = means.map((share) => Math.log(Math.max(share, 0.5 / m)))
  return Float64Array.from(c === 2 ? [logs[1]! - logs[0]!] : logs)
}

/**
 * First derivatives (K × m) of the loss by the scores, and second ones where they are not all 1.
 *
 * Softmax keeps the diagonal p(1 − p) of the second derivatives (Friedman 2001, doi 10.1214/aos/1013203451, algorithm 6, without
 * its factor (K − 1)/K, as in LightGBM's and scikit-learn's trees).
 */
export function derivatives(
  loss: Loss, Y: Float64Array, m: number, c: number, scores: Float64Array, gradient: Float64Array, hessian: Float64Array | null,
): void {
  if (loss.kind === 'squared') {
    for (let k = 0; k < c; k++) {
      for (let row = 0; row < m; row++) gradient[k * m + row] = scores[k * m + row]! - Y[row * c + k]!
    }
  } else if (loss.kind === 'quantile') {
    for (let k = 0; k < c; k++) {
      for (let row = 0; row < m; row++) {
        gradient[k * m + row] = scores[k * m + row]! >= Y[row * c + k]! ? 1 - loss.at : -loss.at
      }
    }
  } else if (c === 2) {
    for (let row = 0; row < m; row++) {
      const p = 1 / (1 + Math.exp(-scores[row]!))
      gradient[row] = p - Y[row * 2 + 1]!
      hessian![row] = p * (1 - p)
    }
  } else {
    const p = new Float64Array(c)
    for (let row = 0; row < m; row++) {
      for (let k = 0; k < c; k++) p[k] = scores[k * m + row]!
      softmax(p, 0, c)
      for (let k = 0; k < c; k++) {
        gradient[k * m + row] = p[k]! - Y[row * c + k]!
        hessian![k * m + row] = p[k]! * (1 - p[k]!)
      }
    }
  }
}

/** The loss of scores (K × m), as a mean over the rows. */
export function meanLoss(loss: Loss, Y: Float64Array, m: number, c: number, scores: Float64Array): number {
  let sum = 0
  if (loss.kind === 'classes') {
    const P = probabilities(scores, m, c)
    for (let index = 0; index < m * c; index++) if (Y[index]! > 0) sum -= Y[index]! * Math.log(Math.max(P[index]!, 1e-300))
    return sum / m
  }
  for (let k = 0; k < c; k++) {
    for (let row = 0; row < m; row++) {
      const error = Y[row * c + k]! - scores[k * m + row]!
      if (loss.kind === 'squared') sum += error * error
      else sum += error > 0 ? loss.at * error : (loss.at - 1) * error
    }
  }
  return sum / m
}

/** What scores (K × n) say of the c columns, as (n × c): themselves, or the probability of each class. */
export function outcomes(loss: Loss, scores: Float64Array, n: number, c: number): Float64Array {
  if (loss.kind === 'classes') return probabilities(scores, n, c)
  const result = new Float64Array(n * c)
  for (let k = 0; k < c; k++) for (let row = 0; row < n; row++) result[row * c + k] = scores[k * n + row]!
  return result
}

function probabilities(scores: Float64Array, n: number, c: number): Float64Array {
  const P = new Float64Array(n * c)
  if (c === 2) {
    for (let row = 0; row < n; row++) {
      // Each from its own exponential, so that a small probability keeps its digits.
      P[row * 2] = 1 / (1 + Math.exp(scores[row]!))
      P[row * 2 + 1] = 1 / (1 + Math.exp(-scores[row]!))
    }
    return P
  }
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < c; k++) P[row * c + k] = scores[k * n + row]!
    softmax(P, row * c, c)
  }
  return P
}

function softmax(values: Float64Array, at: number, c: number) {
  let highest = -Infinity, sum = 0
  for (let k = at; k < at + c; k++) if (values[k]! > highest) highest = values[k]!
  for (let k = at; k < at + c; k++) sum += values[k] = Math.exp(values[k]! - highest)
  for (let k = at; k < at + c; k++) values[k]! /= sum
}
