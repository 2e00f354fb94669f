import { normalCdf, normalPdf } from '#science/numerics/normal.ts'

/** Whether more or less of the target is better. */
export type Goal = 'max' | 'min'

const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI)

/**
 * What a result is expected to gain over the best known, E[max(Y − best, 0)], when Y is normal; never negative.
 *
 * For the goal `min` the gain is best − Y. In the unit of `mean`. Jones, Schonlau & Welch (1998)
 * doi 10.1023/A:1008306431147, eq. 15.
 */
export function expectedImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  const gain = gainOf(mean, best, goal)
  const z = gain / sd
  // Without uncertainty, or with one that is lost in rounding, the gain is certain.
  if (!Number.isFinite(z)) return Math.max(gain, 0)
  // Far below the best the two terms cancel to noise of either sign; the logarithm does not.
  if (z < -5) return Math.exp(logExpectedImprovement(mean, sd, best, goal))
  return sd * (normalPdf(z) + z * normalCdf(z))
}

/**
 * The natural logarithm of `expectedImprovement`, finite where that underflows to 0; −Infinity only where sd is 0.
 *
 * Ament et al. (2023) arXiv:2310.20708, eq. 9, with an asymptotic series in the place of erfcx.
 */
export function logExpectedImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  const gain = gainOf(mean, best, goal)
  const z = gain / sd
  return Number.isFinite(z) ? Math.log(sd) + logUnitImprovement(z) : Math.log(Math.max(gain, 0))
}

/** log(φ(z) + z Φ(z)). */
function logUnitImprovement(z: number): number {
  if (z > -1) return Math.log(normalPdf(z) + z * normalCdf(z))
  const logPdf = -0.5 * z * z - LOG_SQRT_2PI
  if (z > -25) return logPdf + Math.log1p((z * normalCdf(z)) / normalPdf(z))
  // 1 − |z|·(Mills ratio) from Abramowitz & Stegun 26.2.12; beyond z = −25 the first term left out is below 1e-11.
  const y = 1 / (z * z)
  return logPdf + Math.log(y) + Math.log1p(-y * (3 - y * (15 - y * (105 - y * (945 - y * 10395)))))
}

/** The probability that a normal result is better than the best known. */
export function probabilityOfImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  const gain = gainOf(mean, best, goal)
  const z = gain / sd
  if (!Number.isFinite(z)) return gain > 0 ? 1 : 0
  return normalCdf(z)
}

function gainOf(mean: number, best: number, goal: Goal): number {
  return goal === 'max' ? mean - best : best - mean
}
