import type { Random } from '#science/numerics/random.ts'
import type { Belief } from './belief.ts'

/** Every how many choices one is drawn, and by how many sds. */
const DRAWN_EVERY = 3
const DRAWN_SDS = 0.6

/**
 * The experiment to make next: the highest mean + sd (upper confidence bound 1) of those not done, and at each third choice the highest
 * of values drawn around the means, each by itself.
 *
 * The bound by itself looks at edges of the space first, where nothing is known, and misses optima inside; what is drawn does not.
 */
export function chooseNext({ mean, sd }: Belief, done: ReadonlySet<number>, choice: number, random: Random): number {
  const isDrawn = choice % DRAWN_EVERY === 0
  let [best, most] = [-1, -Infinity]
  for (let at = 0; at < mean.length; at++) {
    const worth = mean[at]! + sd[at]! * (isDrawn ? DRAWN_SDS * random.normal() : 1)
    if (done.has(at) || worth <= most) continue
    best = at
    most = worth
  }
  return best
}
