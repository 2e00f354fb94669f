import { normalCdf } from '#science/numerics/normal.ts'
import type { Goal } from './expected-improvement.ts'

/**
 * The expected improvement of a target whose log10 is normal with `mean` and `sd`, in the target's own unit.
 *
 * The expectation of a truncated log-normal number, as in Black & Scholes (1973). `best` is in the target's unit and
 * above 0. For `max` it weighs the far upper tail heavily, so points are not ranked by it; it is shown beside the
 * interval.
 */
export function logNormalImprovement(mean: number, sd: number, best: number, goal: Goal): number {
  const mu = mean * Math.LN10
  const sigma = sd * Math.LN10
  const gain = goal === 'max' ? Math.exp(mu) - best : best - Math.exp(mu)
  const above = (mu - Math.log(best)) / sigma
  // Without uncertainty, or with one that is lost in rounding, the gain is certain.
  if (!Number.isFinite(above)) return Math.max(gain, 0)
  const expectation = Math.exp(mu + (sigma * sigma) / 2)
  return Math.max(0, goal === 'max'
    ? expectation * normalCdf(above + sigma) - best * normalCdf(above)
    : best * normalCdf(-above) - expectation * normalCdf(-above - sigma))
}
