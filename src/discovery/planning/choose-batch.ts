import { logNormalCdf } from '#science/numerics/normal.ts'

/** A scored candidate, with log EI and the predicted mean and standard deviation. */
export type Scored = { readonly logEI: number; readonly mean: number; readonly sd: number }

/** Two candidates nearer than this (5 % of the atoms, or of a range) would teach the same. */
const TOO_NEAR = 0.05

/**
 * Indices of up to `count` candidates for one round: each has the greatest EI once those chosen before are allowed for.
 *
 * Local penalization (González et al. 2016, arXiv 1505.08052, eq. 5–6): a chosen candidate j, whose outcome is still
 * unknown, takes away EI within the ball where, with a slope of at most L, no value above the best M can lie:
 * φ(x) = Φ((L·‖x − x_j‖ − M + μ_j)/σ_j). L is the steepest slope between the predicted means of the candidates given.
 * `sign` is 1 for a maximum, −1 for a minimum. Chosen ones also keep {@link TOO_NEAR} from each other.
 */
export function chooseBatch(
  scored: readonly Scored[], distance: (a: number, b: number) => number, best: number, sign: 1 | -1, count: number,
): number[] {
  const slope = steepest(scored, distance)
  const log = scored.map(({ logEI }) => logEI)
  const open = new Set(scored.keys())
  const chosen: number[] = []
  while (chosen.length < count && open.size > 0) {
    const next = [...open].reduce((a, b) => (log[b]! > log[a]! ? b : a))
    chosen.push(next)
    open.delete(next)
    const { mean, sd } = scored[next]!
    for (const index of open) {
      const apart = distance(index, next)
      if (apart < TOO_NEAR) {
        open.delete(index)
        continue
      }
      const z = (slope * apart - sign * best + sign * mean) / Math.max(sd, 1e-12)
      log[index]! += logNormalCdf(z)
    }
  }
  return chosen
}

/** The steepest slope of the predicted mean between pairs; a few hundred pairs say it well enough. */
function steepest(scored: readonly Scored[], distance: (a: number, b: number) => number): number {
  const n = scored.length
  let slope = 0
  for (let pair = 0; pair < Math.min(600, n * n); pair++) {
    const a = pair % n
    const b = (pair * 7 + 1 + Math.floor(pair / n)) % n
    const apart = distance(a, b)
    if (apart >= TOO_NEAR) slope = Math.max(slope, Math.abs(scored[a]!.mean - scored[b]!.mean) / apart)
  }
  return slope
}
