import { choleskyInPlace, solveCholesky, solveLower, solveLowerRows } from '#science/numerics/cholesky.ts'
import { takeRows } from '#science/numerics/rows.ts'
import { fitHyperparameters, lengthsOf } from './gaussian-process.ts'
import type { GaussianProcessSettings } from './gaussian-process.ts'
import { maternCross } from './matern.ts'

// Letters: m training rows, n rows to predict, d inputs, u inducing rows. X: (m × d), row-major. θ as in
// gaussian-process.ts. σ² is the noise of a row, its extra noise included.

export type SparseSettings = GaussianProcessSettings & { readonly inducing: number }

/**
 * A Gaussian process that knows m rows through u of them.
 *
 * v(z) = Luu⁻¹ k(Z, z) are u numbers for each row; given them the process is a Bayesian line with weights of unit
 * prior variance: B = I + Σ v vᵀ/σ², mean v·B⁻¹ Σ v y/σ².
 */
export type SparseProcess = {
  readonly d: number
  readonly u: number
  /** The inducing rows: (u × d). */
  readonly Z: Float64Array
  readonly theta: Float64Array
  readonly groups: Uint16Array
  /** Cholesky factor of k(Z, Z): (u × u). */
  readonly Luu: Float64Array
  /** Cholesky factor of B: (u × u). */
  readonly LB: Float64Array
  /** B⁻¹ Σ v y/σ², of u. */
  readonly weights: Float64Array
}

/**
 * Fits θ on a random part of the rows, then learns from all of them through u inducing rows; costs m u².
 *
 * Inducing rows are those that are least foreseen by the ones before: a pivoted Cholesky factorisation of the
 * covariances (Burt, Rasmussen & van der Wilk 2020, JMLR 21, 131, § 4.2), which gives v of all rows on the way.
 * Predictions are those of Titsias (2009, AISTATS, eq. 6) for these θ.
 */
export function fitSparseProcess(
  X: Float64Array, y: Float64Array, groups: Uint16Array, extraNoise: Float64Array | null, settings: SparseSettings,
  seed: number, onStart: (share: number) => void = () => {},
): SparseProcess {
  const m = y.length
  const d = X.length / m
  const theta = fitHyperparameters(X, y, groups, extraNoise, settings, seed, (share) => onStart(0.7 * share))
  const { chosen, V } = pivotedCholesky(X, m, d, theta, groups, Math.min(settings.inducing, m))
  const u = chosen.length
  const noise = Math.exp(theta[1]!)
  const B = new Float64Array(u * u)
  const b = new Float64Array(u)
  // Each column of V is one row of Vᵀ here, so that sums run along memory.
  const weighted = new Float64Array(m)
  for (let i = 0; i < u; i++) {
    for (let row = 0; row < m; row++) weighted[row] = V[i * m + row]! / (noise + (extraNoise ? extraNoise[row]! : 0))
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let row = 0; row < m; row++) sum += weighted[row]! * V[j * m + row]!
      B[i * u + j] = sum + (i === j ? 1 : 0)
    }
    for (let row = 0; row < m; row++) b[i]! += weighted[row]! * y[row]!
  }
  const Z = takeRows(X, d, chosen)
  if (!choleskyInPlace(B, u)) throw new RangeError('The matrix of a sparse process is not positive definite')
  solveCholesky(B, u, b)
  onStart(1)
  return { d, u, Z, theta, groups, Luu: inducingFactor(Z, u, d, theta, groups), LB: B, weights: b }
}

/** Keeps k(Z, Z) positive definite; inducing rows are never nearer to each other than this share of the amplitude. */
const LEAST_VARIANCE = 1e-6

/** Rows chosen one by one, and V: (u × m), where V Vᵀ of two rows is their covariance as far as the chosen ones tell. */
function pivotedCholesky(
  X: Float64Array, m: number, d: number, theta: Float64Array, groups: Uint16Array, most: number,
): { chosen: number[]; V: Float64Array } {
  const amplitude = Math.exp(theta[0]!)
  const lengths = lengthsOf(theta, groups)
  const rest = new Float64Array(m).fill(amplitude)
  const V = new Float64Array(most * m)
  const chosen: number[] = []
  for (let k = 0; k < most; k++) {
    let pivot = 0
    for (let row = 1; row < m; row++) if (rest[row]! > rest[pivot]!) pivot = row
    if (rest[pivot]! <= LEAST_VARIANCE * amplitude) break
    chosen.push(pivot)
    const root = Math.sqrt(rest[pivot]!)
    const column = maternCross(X.subarray(pivot * d, (pivot + 1) * d), 1, X, m, d, lengths)
    for (let row = 0; row < m; row++) column[row]! *= amplitude
    for (let j = 0; j < k; j++) {
      const share = V[j * m + pivot]!
      if (share !== 0) for (let row = 0; row < m; row++) column[row]! -= share * V[j * m + row]!
    }
    for (let row = 0; row < m; row++) {
      const value = column[row]! / root
      V[k * m + row] = value
      rest[row] = Math.max(0, rest[row]! - value * value)
    }
    rest[pivot] = 0
  }
  return { chosen, V: V.subarray(0, chosen.length * m) }
}

/** The Cholesky factor of the covariances among inducing rows Z: (u × d). */
export function inducingFactor(
  Z: Float64Array, u: number, d: number, theta: Float64Array, groups: Uint16Array,
): Float64Array {
  const amplitude = Math.exp(theta[0]!)
  const K = maternCross(Z, u, Z, u, d, lengthsOf(theta, groups)).map((k) => k * amplitude)
  for (let row = 0; row < u; row++) K[row * u + row] = amplitude * (1 + 1e-10)
  if (!choleskyInPlace(K, u)) throw new RangeError('The covariances of the inducing rows are not positive definite')
  return K
}

/** Rows predicted together. */
const PIECE = 256

/** Mean and variance of a new noisy observation at each row of A: (n × d); costs u² a row. */
export function predictSparseProcess(
  process: SparseProcess, A: Float64Array,
): { mean: Float64Array; variance: Float64Array } {
  const { d, u, Luu, LB, theta, weights } = process
  const n = A.length / d
  const prior = Math.exp(theta[0]!)
  const noise = Math.exp(theta[1]!)
  const mean = new Float64Array(n)
  const variance = new Float64Array(n)
  for (let from = 0; from < n; from += PIECE) {
    const K = covariances(process, A.subarray(from * d, (from + PIECE) * d))
    const count = K.length / u
    solveLowerRows(Luu, u, K, count)
    for (let row = 0; row < count; row++) {
      const v = K.subarray(row * u, (row + 1) * u)
      let sum = 0, explained = 0
      for (let k = 0; k < u; k++) {
        sum += v[k]! * weights[k]!
        explained += v[k]! ** 2
      }
      const left = v.slice()
      solveLower(LB, u, left)
      mean[from + row] = sum
      variance[from + row] = Math.max(prior - explained, 0) + left.reduce((total, x) => total + x * x, 0) + noise
    }
  }
  return { mean, variance }
}

/** amplitude² k(A, Z): (n × u). */
function covariances({ d, u, Z, theta, groups }: SparseProcess, A: Float64Array): Float64Array {
  const amplitude = Math.exp(theta[0]!)
  const K = maternCross(A, A.length / d, Z, u, d, lengthsOf(theta, groups))
  for (let index = 0; index < K.length; index++) K[index]! *= amplitude
  return K
}
