import { logNormalCdf, normalCdf, normalPdf } from '#science/numerics/normal.ts'

export type Goal = 'max' | 'min'

/**
 * Expected improvement over the best known value, in units of the target; never negative.
 *
 * EI = σ h(z), h(z) = φ(z) + z Φ(z), z = (μ − best)/σ for a maximum, (best − μ)/σ for a minimum
 * (Jones, Schonlau & Welch 1998, doi 10.1023/A:1008306431147, eq. 15).
 */
export function expectedImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  return Math.exp(logExpectedImprovement(mean, sd, best, goal))
}

/**
 * The natural logarithm of expected improvement, exact where the improvement itself is too small to be told from zero.
 *
 * Ament et al. (2023), arXiv 2310.20708, section 4.1: candidates far below the best keep an order.
 */
export function logExpectedImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  const gain = goal === 'max' ? mean - best : best - mean
  if (sd <= 0) return gain > 0 ? Math.log(gain) : -Infinity
  return Math.log(sd) + logH(gain / sd)
}

/** The probability that a candidate beats the best known value. */
export function probabilityOfImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  const gain = goal === 'max' ? mean - best : best - mean
  if (sd <= 0) return gain > 0 ? 1 : 0
  return normalCdf(gain / sd)
}

/** log(φ(z) + z Φ(z)). */
function logH(z: number): number {
  if (z > -1) return Math.log(normalPdf(z) + z * normalCdf(z))
  const logPdf = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI)
  // Below −25 the subtraction has lost its digits; the asymptotic series of Mills' ratio (Abramowitz & Stegun 26.2.12)
  // has h/φ = z⁻² − 3 z⁻⁴ + 15 z⁻⁶ − …, whose next term is below 1e-7 of the first there.
  if (z < -25) return logPdf + Math.log((1 - 3 / z ** 2 + 15 / z ** 4) / z ** 2)
  return logPdf + Math.log1p(z * Math.exp(logNormalCdf(z) - logPdf))
}
