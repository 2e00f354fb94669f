import { choleskyInPlace, choleskyInverse, solveCholesky, solveLowerRows } from '#science/numerics/cholesky.ts'
import { minimiseLbfgs } from '#science/numerics/lbfgs.ts'
import { createRandom } from '#science/numerics/random.ts'
import { takeRows } from '#science/numerics/rows.ts'
import { maternCross, maternGram, maternLengthGradient } from './matern.ts'

// Letters: m training rows, n rows to predict, d inputs in g groups that share a length scale. X: row-major.
// θ = log amplitude², log noise², log ℓ₁ … ℓ_g.

export type GaussianProcessSettings = {
  /** Hyperparameters are fitted on this many rows at most, drawn at random; all rows are conditioned on. */
  readonly maxFitRows: number
  readonly starts: number
  readonly maxIterations: number
}

/** A Gaussian process with zero mean, Matérn 5/2 kernel with one length scale per group of inputs, and Gaussian noise. */
export type GaussianProcess = {
  readonly d: number
  readonly m: number
  readonly X: Float64Array
  readonly y: Float64Array
  /** θ, in the order of the letters above. */
  readonly theta: Float64Array
  /** The group of each input: d numbers from 0 to g − 1. */
  readonly groups: Uint16Array
  /** A variance for each row that is added to the noise of all, or null where there is none. */
  readonly extraNoise: Float64Array | null
  /** Cholesky factor of K + noise² I + extra noise: (m × m). */
  readonly L: Float64Array
  /** (K + noise² I + extra noise)⁻¹ y. */
  readonly alpha: Float64Array
}

/** Keeps the covariance matrix positive definite where two rows are the same and the noise is fitted near zero. */
const JITTER = 1e-8

/** Fits hyperparameters as `fitHyperparameters` does and conditions on all rows of X: (m × d) and y of m. */
export function fitGaussianProcess(
  X: Float64Array, y: Float64Array, groups: Uint16Array, extraNoise: Float64Array | null,
  settings: GaussianProcessSettings, seed: number, onStart: (share: number) => void = () => {},
): GaussianProcess {
  const theta = fitHyperparameters(X, y, groups, extraNoise, settings, seed, onStart)
  return conditionGaussianProcess(X, y, theta, groups, extraNoise)
}

/**
 * The posterior mode θ of the hyperparameters given X: (m × d) and y of m with mean near 0 and variance near 1.
 *
 * The log marginal likelihood (Rasmussen & Williams 2006, eq. 5.8–5.9) plus weak priors that matter only where the
 * data say little: log ℓ ~ N(√2 + ½ log g, 3), after Hvarfner et al. (2024) arXiv:2402.02229, so that
 * many inputs do not make all rows strangers; log noise² ~ N(−3, 2²); log amplitude² ~ N(0, 2²).
 */
export function fitHyperparameters(
  X: Float64Array, y: Float64Array, groups: Uint16Array, extraNoise: Float64Array | null,
  settings: GaussianProcessSettings, seed: number, onStart: (share: number) => void = () => {},
): Float64Array {
  const m = y.length
  const d = X.length / m
  const g = countGroups(groups)
  const rows = m <= settings.maxFitRows
    ? Uint32Array.from({ length: m }, (_, row) => row)
    : createRandom(seed).permutation(m).slice(0, settings.maxFitRows).sort()
  const fitX = takeRows(X, d, rows)
  const fitY = Float64Array.from(rows, (row) => y[row]!)
  const fitNoise = extraNoise && Float64Array.from(rows, (row) => extraNoise[row]!)

  const centre = lengthPriorMean(g)
  let best: { x: Float64Array; value: number } | null = null
  for (let start = 0; start < settings.starts; start++) {
    // The first start is smooth with some noise, the second rougher with less: the usual two modes.
    const theta0 = new Float64Array(g + 2).fill(centre - 0.7 * start)
    theta0[0] = 0
    theta0[1] = start ? -4.5 : -2
    const found = minimiseLbfgs(
      (theta, gradient) => negativeLogPosterior(theta, fitX, fitY, groups, fitNoise, gradient), theta0,
      { maxIterations: settings.maxIterations, gradientTolerance: 1e-2, valueTolerance: 1e-5 })
    if (!best || found.value < best.value) best = found
    onStart((start + 1) / settings.starts)
  }
  return best!.x
}

/** Conditions the process with hyperparameters θ on X: (m × d) and y of m. */
export function conditionGaussianProcess(
  X: Float64Array, y: Float64Array, theta: Float64Array, groups: Uint16Array, extraNoise: Float64Array | null,
): GaussianProcess {
  const m = y.length
  const d = X.length / m
  const L = covariance(X, m, d, theta, lengthsOf(theta, groups), extraNoise, new Float64Array(m * m))
  if (!choleskyInPlace(L, m)) throw new RangeError('The covariance matrix is not positive definite')
  const alpha = y.slice()
  solveCholesky(L, m, alpha)
  return { d, m, X, y, theta, groups, extraNoise, L, alpha }
}

/**
 * Mean and variance of a new noisy observation at each row of Z: (n × d).
 *
 * Rasmussen & Williams (2006) algorithm 2.1, with the noise added. Costs m² per row; rows are taken 256 at a time.
 */
export function predictGaussianProcess(
  process: GaussianProcess, Z: Float64Array,
): { mean: Float64Array; variance: Float64Array } {
  const { d, m, theta, L } = process
  const n = Z.length / d
  const amplitude = Math.exp(theta[0]!)
  const noise = Math.exp(theta[1]!)
  const mean = new Float64Array(n)
  const variance = new Float64Array(n)
  for (let from = 0; from < n; from += PIECE) {
    const K = crossCovariance(process, Z.subarray(from * d, (from + PIECE) * d))
    const count = K.length / m
    mean.set(timesAlpha(process, K), from)
    solveLowerRows(L, m, K, count)
    for (let row = 0; row < count; row++) {
      let explained = 0
      for (let k = 0; k < m; k++) explained += K[row * m + k]! ** 2
      variance[from + row] = Math.max(amplitude - explained, 0) + noise
    }
  }
  return { mean, variance }
}

/** The mean alone at each row of Z: (n × d); costs m per row. */
export function gaussianProcessMean(process: GaussianProcess, Z: Float64Array): Float64Array {
  const mean = new Float64Array(Z.length / process.d)
  for (let from = 0; from < mean.length; from += PIECE) {
    const rows = Z.subarray(from * process.d, (from + PIECE) * process.d)
    mean.set(timesAlpha(process, crossCovariance(process, rows)), from)
  }
  return mean
}

/** Rows predicted together, so that their covariances (256 × m) stay small. */
const PIECE = 256

/** amplitude² k(Z, X): (n × m). */
function crossCovariance({ d, m, X, theta, groups }: GaussianProcess, Z: Float64Array): Float64Array {
  const amplitude = Math.exp(theta[0]!)
  const K = maternCross(Z, Z.length / d, X, m, d, lengthsOf(theta, groups))
  for (let index = 0; index < K.length; index++) K[index]! *= amplitude
  return K
}

function timesAlpha({ m, alpha }: GaussianProcess, K: Float64Array): Float64Array {
  return Float64Array.from({ length: K.length / m }, (_, row) => {
    let sum = 0
    for (let k = 0; k < m; k++) sum += K[row * m + k]! * alpha[k]!
    return sum
  })
}

/**
 * −log p(y | X, θ) − log p(θ) with its gradient in θ, written into `gradient`; Infinity if K is not positive definite.
 *
 * ∂/∂θ = ½ tr((K⁻¹ − ααᵀ) ∂K/∂θ), Rasmussen & Williams (2006) eq. 5.9.
 */
export function negativeLogPosterior(
  theta: Float64Array, X: Float64Array, y: Float64Array, groups: Uint16Array, extraNoise: Float64Array | null,
  gradient: Float64Array,
): number {
  const m = y.length
  const d = X.length / m
  // Beyond these the exponentials lose all meaning; the line search steps back.
  if (theta.some((t) => Math.abs(t) > 25)) return Infinity
  const amplitude = Math.exp(theta[0]!)
  const noise = Math.exp(theta[1]!)
  const G = new Float64Array(m * m)
  const lengths = lengthsOf(theta, groups)
  const L = covariance(X, m, d, theta, lengths, extraNoise, G)
  if (!choleskyInPlace(L, m)) return Infinity
  const alpha = y.slice()
  solveCholesky(L, m, alpha)
  let value = 0.5 * m * Math.log(2 * Math.PI)
  for (let row = 0; row < m; row++) value += 0.5 * y[row]! * alpha[row]! + Math.log(L[row * m + row]!)

  const W = choleskyInverse(L, m)
  let trace = 0
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) W[i * m + j]! -= alpha[i]! * alpha[j]!
    trace += W[i * m + i]!
  }
  // Σ W∘K is tr(W (K + noise I + extra)) less its noise parts, and tr((K⁻¹ − ααᵀ) K_total) = m − yᵀα.
  let fit = m
  for (let row = 0; row < m; row++) fit -= y[row]! * alpha[row]! + (extraNoise ? extraNoise[row]! * W[row * m + row]! : 0)
  gradient[0] = 0.5 * (fit - (noise + JITTER) * trace)
  gradient[1] = 0.5 * noise * trace
  gradient.fill(0, 2)
  maternLengthGradient(X, m, d, lengths, G, W).forEach((sum, k) => { gradient[2 + groups[k]!]! += 0.5 * amplitude * sum })

  const centre = lengthPriorMean(countGroups(groups))
  theta.forEach((t, index) => {
    const [priorMean, priorVariance] = index === 0 ? [0, 4] : index === 1 ? [-3, 4] : [centre, 3]
    value += (t - priorMean) ** 2 / (2 * priorVariance)
    gradient[index]! += (t - priorMean) / priorVariance
  })
  return value
}

function lengthPriorMean(g: number): number {
  return Math.SQRT2 + 0.5 * Math.log(g)
}

function countGroups(groups: Uint16Array): number {
  return groups.reduce((most, group) => Math.max(most, group + 1), 0)
}

/** ℓ of each of the d inputs. */
export function lengthsOf(theta: Float64Array, groups: Uint16Array): Float64Array {
  return Float64Array.from(groups, (group) => Math.exp(theta[2 + group]!))
}

/** Lower triangle of amplitude² K + (noise² + jitter) I + extra noise: (m × m); G is filled as by `maternGram`. */
function covariance(
  X: Float64Array, m: number, d: number, theta: Float64Array, lengths: Float64Array, extraNoise: Float64Array | null,
  G: Float64Array,
): Float64Array {
  const amplitude = Math.exp(theta[0]!)
  const diagonal = amplitude + Math.exp(theta[1]!) + JITTER
  const K = new Float64Array(m * m)
  maternGram(X, m, d, lengths, K, G)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) K[i * m + j]! *= amplitude
    K[i * m + i] = diagonal + (extraNoise ? extraNoise[i]! : 0)
  }
  return K
}
