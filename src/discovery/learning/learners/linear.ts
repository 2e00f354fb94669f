import { choleskyInPlace, solveCholesky, solveLower } from '#science/numerics/cholesky.ts'
import { takeRows } from '#science/numerics/rows.ts'
import { randomFolds } from '../folds.ts'

// Letters: m training rows, n rows to predict, d inputs. X: (m × d) row-major, each column of mean 0 and variance 1;
// y of m with mean near 0.

export type LinearSettings = { readonly penalty: 'ridge' | 'elastic net' }

/** y = w₀ + w·x, and what is uncertain of it: noise variance, and L Lᵀ = (covariance of w / noise)⁻¹: (d × d). */
export type Linear = {
  readonly d: number
  readonly intercept: number
  readonly weights: Float64Array
  readonly noise: number
  readonly L: Float64Array
}

/** Fits a line; ridge and elastic net differ in how their penalty is chosen and in whether weights become zero. */
export function fitLinear(X: Float64Array, y: Float64Array, { penalty }: LinearSettings, seed: number): Linear {
  const m = y.length
  const d = X.length / m
  const centre = y.reduce((sum, value) => sum + value, 0) / m
  const centred = y.map((value) => value - centre)
  return { intercept: centre, ...penalty === 'ridge' ? ridge(X, centred, m, d) : elasticNet(X, centred, m, d, seed) }
}

/**
 * Mean and variance of a new noisy observation at each row of Z: (n × d), its columns scaled as those of X were.
 */
export function predictLinear(
  { d, intercept, weights, noise, L }: Linear, Z: Float64Array,
): { mean: Float64Array; variance: Float64Array } {
  const n = d ? Z.length / d : 0
  const mean = new Float64Array(n)
  const variance = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const z = Z.slice(row * d, (row + 1) * d)
    let sum = intercept
    for (let k = 0; k < d; k++) sum += weights[k]! * z[k]!
    mean[row] = sum
    solveLower(L, d, z)
    variance[row] = noise * (1 + z.reduce((total, value) => total + value * value, 0))
  }
  return { mean, variance }
}

/**
 * Bayesian ridge: noise and weights' variance by the evidence (MacKay 1992, Neural Comput. 4, 415, eq. 2.8 and 2.14).
 *
 * With w ~ N(0, v), noise β⁻¹ and λ = β⁻¹/v: γ = d − λ tr(XᵀX + λ)⁻¹ well-determined weights; v = |w|²/γ,
 * β⁻¹ = |y − Xw|²/(m − γ), repeated until λ stands still.
 */
function ridge(X: Float64Array, y: Float64Array, m: number, d: number): Omit<Linear, 'intercept'> {
  const { gram, b } = normalEquations(X, y, m, d)
  const square = y.reduce((sum, value) => sum + value * value, 0)
  let lambda = m / 10
  for (let round = 0; ; round++) {
    const L = factor(gram, d, lambda)
    const weights = b.slice()
    solveCholesky(L, d, weights)
    const residual = Math.max(residualSquare(gram, b, weights, square, d), 1e-12 * square)
    const gamma = Math.max(d - lambda * inverseTrace(L, d), 1e-6)
    const size = weights.reduce((sum, w) => sum + w * w, 0)
    const noise = residual / Math.max(m - gamma, 1)
    const next = Math.min(Math.max((noise * gamma) / Math.max(size, 1e-12), 1e-6 * m), 1e6 * m)
    if (round >= MAX_ROUNDS || Math.abs(next - lambda) <= 1e-3 * lambda) return { d, weights, noise, L }
    lambda = next
  }
}

const MAX_ROUNDS = 200
/** Shares of the penalty that pull weights to zero (lasso) rather than shrink them. */
const L1_SHARE = 0.5
const PENALTIES = 25
const INNER_FOLDS = 5

/**
 * Elastic net by coordinate descent (Friedman, Hastie & Tibshirani 2010, doi 10.18637/jss.v033.i01, eq. 5), half lasso
 * and half ridge, its penalty the one of 25 that errs least on rows held out in 5 folds.
 */
function elasticNet(X: Float64Array, y: Float64Array, m: number, d: number, seed: number): Omit<Linear, 'intercept'> {
  const all = normalEquations(X, y, m, d)
  const largest = all.b.reduce((most, value) => Math.max(most, Math.abs(value) / m), 0) / L1_SHARE
  const path = Array.from({ length: PENALTIES }, (_, step) => largest * 10 ** (-3.5 * step / (PENALTIES - 1)))
  const errors = new Float64Array(PENALTIES)
  for (const { train, test } of randomFolds(m, Math.min(INNER_FOLDS, m), seed)) {
    const part = normalEquations(takeRows(X, d, train), takeRows(y, 1, train), train.length, d)
    const weights = new Float64Array(d)
    path.forEach((penalty, step) => {
      descend(part.gram, part.b, weights, train.length, d, penalty)
      for (const row of test) {
        let residual = y[row]!
        for (let k = 0; k < d; k++) residual -= weights[k]! * X[row * d + k]!
        errors[step]! += residual * residual
      }
    })
  }
  const best = errors.indexOf(Math.min(...errors))
  const weights = new Float64Array(d)
  for (const penalty of path.slice(0, best + 1)) descend(all.gram, all.b, weights, m, d, penalty)
  // Held-out residuals say what is left; those of the fit itself would flatter.
  return { d, weights, noise: errors[best]! / m, L: factor(all.gram, d, path[best]! * m) }
}

/** Moves the weights to the minimum of |y − Xw|²/2m + penalty (½ |w|₁ + ¼ |w|²), from where they stand. */
function descend(gram: Float64Array, b: Float64Array, weights: Float64Array, m: number, d: number, penalty: number) {
  for (let sweep = 0; sweep < MAX_ROUNDS; sweep++) {
    let largest = 0
    for (let j = 0; j < d; j++) {
      let slope = b[j]!
      for (let k = 0; k < d; k++) slope -= gram[j * d + k]! * weights[k]!
      const own = gram[j * d + j]! / m
      const z = slope / m + own * weights[j]!
      const shrunk = Math.sign(z) * Math.max(Math.abs(z) - penalty * L1_SHARE, 0)
      const next = shrunk === 0 ? 0 : shrunk / (own + penalty * (1 - L1_SHARE))
      largest = Math.max(largest, Math.abs(next - weights[j]!))
      weights[j] = next
    }
    if (largest < 1e-5) return
  }
}

/** XᵀX: (d × d) and Xᵀy of d. */
function normalEquations(X: Float64Array, y: Float64Array, m: number, d: number) {
  const gram = new Float64Array(d * d)
  const b = new Float64Array(d)
  for (let row = 0; row < m; row++) {
    for (let j = 0; j < d; j++) {
      const x = X[row * d + j]!
      if (x === 0) continue
      b[j]! += x * y[row]!
      for (let k = 0; k <= j; k++) gram[j * d + k]! += x * X[row * d + k]!
    }
  }
  for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) gram[k * d + j] = gram[j * d + k]!
  return { gram, b }
}

/** The Cholesky factor of XᵀX + λ I; a little more is added where two columns are the same. */
function factor(gram: Float64Array, d: number, lambda: number): Float64Array {
  for (let added = lambda; ; added = Math.max(10 * added, 1e-10)) {
    const L = gram.slice()
    for (let k = 0; k < d; k++) L[k * d + k]! += added
    if (choleskyInPlace(L, d)) return L
  }
}

/** |y − Xw|² by its parts. */
function residualSquare(gram: Float64Array, b: Float64Array, weights: Float64Array, square: number, d: number): number {
  let sum = square
  for (let j = 0; j < d; j++) {
    let row = 0
    for (let k = 0; k < d; k++) row += gram[j * d + k]! * weights[k]!
    sum += weights[j]! * (row - 2 * b[j]!)
  }
  return sum
}

/** tr(L Lᵀ)⁻¹ = Σ |L⁻¹ eᵢ|². */
function inverseTrace(L: Float64Array, d: number): number {
  let trace = 0
  for (let k = 0; k < d; k++) {
    const e = new Float64Array(d)
    e[k] = 1
    solveLower(L, d, e)
    for (const value of e) trace += value * value
  }
  return trace
}
