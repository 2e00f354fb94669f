import { minimiseLbfgs } from '#science/numerics/lbfgs.ts'
import { normalQuantile } from '#science/numerics/normal.ts'
import type { Level } from './model.ts'

// Letters: m out-of-fold rows; r residual; s² raw variance of a learner; v = a + b s² its fitted variance.

/** A variance as a straight line of a learner's raw variance: v = a + b s². */
export type VarianceLine = { readonly a: number; readonly b: number }

/**
 * What turns a scale √v into honest intervals, learned from out-of-fold residuals only.
 *
 * `factors[p − 1]` times √v is the half-width of the central p % interval, p = 1 … 99; `sdFactor` times √v is the sd.
 */
export type Calibration = { readonly sdFactor: number; readonly factors: readonly number[] }

/**
 * Fits v = a + b s² to residuals by Gaussian maximum likelihood, with a, b > 0.
 *
 * Between-tree variance says where a forest is unsure but not how much in the target's unit, and noise adds a floor:
 * the line gives both. Refuses nothing; with fewer than 8 residuals or none that varies, b is 0.
 */
export function fitVarianceLine(residuals: Float64Array, rawVariances: Float64Array): VarianceLine {
  const m = residuals.length
  const square = residuals.reduce((sum, r) => sum + r * r, 0) / m || 1e-12
  const raw = rawVariances.reduce((sum, s) => sum + s, 0) / m
  if (m < 8 || !(raw > 0)) return { a: square, b: 0 }
  const scaled = rawVariances.map((s) => s / raw)
  const found = minimiseLbfgs((x, gradient) => {
    const a = Math.exp(x[0]!)
    const b = Math.exp(x[1]!)
    let value = 0
    gradient.fill(0)
    for (let row = 0; row < m; row++) {
      const v = a + b * scaled[row]!
      const share = residuals[row]! ** 2 / square / v
      value += 0.5 * (Math.log(v) + share)
      const slope = (0.5 * (1 - share)) / v
      gradient[0]! += slope * a
      gradient[1]! += slope * b * scaled[row]!
    }
    // A weak pull (a thousandth of a row for each) keeps both logarithms finite where one part is not needed.
    for (const index of [0, 1]) {
      value += 0.0005 * x[index]! ** 2
      gradient[index]! += 0.001 * x[index]!
    }
    return value
  }, [Math.log(0.5), Math.log(0.5)], { maxIterations: 100 })
  return { a: square * Math.exp(found.x[0]!), b: (square * Math.exp(found.x[1]!)) / raw }
}

/**
 * Learns interval factors from residuals and their scales √v: split conformal prediction with normalised residuals.
 *
 * The factor for coverage p is the ⌈(m + 1) p⌉-th smallest |r|/√v (Papadopoulos et al. 2002; Lei et al. 2018,
 * doi 10.1080/01621459.2017.1307116, § 5.2), which covers at least p of exchangeable new rows. Where m is too small for
 * that order statistic to exist, the larger of the largest |r|/√v and Student's t with m degrees of freedom is used.
 */
export function calibrate(residuals: Float64Array, variances: Float64Array): Calibration {
  const m = residuals.length
  const scores = residuals.map((r, row) => Math.abs(r) / Math.sqrt(variances[row]!)).sort()
  const sdFactor = Math.sqrt(scores.reduce((sum, z) => sum + z * z, 0) / m) || 1e-6
  const factors = Array.from({ length: 99 }, (_, index) => {
    const p = (index + 1) / 100
    // (m + 1) p is exact in theory; 1e-9 keeps 0.07 · 100 from becoming the next order statistic.
    const rank = Math.ceil((m + 1) * p - 1e-9)
    if (rank <= m) return scores[rank - 1]!
    return Math.max(scores[m - 1]!, sdFactor * studentQuantile(0.5 + p / 2, m) * Math.sqrt(1 + 1 / m))
  })
  return { sdFactor, factors }
}

/** Half-width of the central interval of a level for scale √v. */
export function halfWidth(calibration: Calibration, level: Level, scale: number): number {
  return calibration.factors[Number(level) - 1]! * scale
}

/** Student's t quantile by Abramowitz & Stegun 26.7.5 with two terms, within 2 % for ν ≥ 8 and p ≤ 0.995. */
function studentQuantile(p: number, degrees: number): number {
  const z = normalQuantile(p)
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
}
