import type { Random } from '#science/numerics/random.ts'
import { steppedMixture } from './space.ts'
import type { CompositionDimension, SteppedMixture } from './space.ts'

/** Whole steps by element; they sum to the mixture's total. Elements with none are left out. */
export type Steps = ReadonlyMap<string, number>

const TRIES = 1_000

/** A random mixture within the bounds: first which elements, then how much of each, evenly over the simplex they span. */
export function sampleMixture(dimension: CompositionDimension, random: Random): Steps {
  const mixture = steppedMixture(dimension)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const present = chooseElements(mixture, random)
    const filled = fill(mixture, present, random)
    if (filled) return filled
  }
  throw new Error(`no mixture within the bounds was found in ${TRIES} tries; the space was not checked`)
}

/** A mixture nearby: some steps moved from one element to another, which may leave or enter. */
export function nearbyMixture(dimension: CompositionDimension, steps: Steps, random: Random): Steps {
  const mixture = steppedMixture(dimension)
  if (mixture.parts.length < 2) return steps
  for (let attempt = 0; attempt < 30; attempt++) {
    const from = pick(mixture.parts.filter(({ symbol }) => (steps.get(symbol) ?? 0) > 0), random)
    const to = pick(mixture.parts.filter(({ symbol, high }) => symbol !== from.symbol && high > 0), random)
    const has = steps.get(from.symbol)!
    const most = Math.min(has, to.high - (steps.get(to.symbol) ?? 0))
    if (most < 1) continue
    // Now and then all of it, so that one element takes the place of another.
    const moved = random.uniform() < 0.25 ? most : 1 + random.integer(Math.min(most, Math.max(1, Math.round(0.1 * mixture.total))))
    const next = new Map(steps)
    if (has === moved) next.delete(from.symbol)
    else next.set(from.symbol, has - moved)
    next.set(to.symbol, (next.get(to.symbol) ?? 0) + moved)
    if (isWithin(mixture, next)) return next
  }
  return steps
}

/** Whether a mixture keeps every bound and the number of elements. */
export function isWithin({ parts, total, atLeast, atMost }: SteppedMixture, steps: Steps): boolean {
  if (steps.size < atLeast || steps.size > atMost) return false
  const sum = [...steps.values()].reduce((all, one) => all + one, 0)
  return sum === total && parts.every(({ symbol, low, high }) => {
    const has = steps.get(symbol) ?? 0
    return has === 0 ? low <= 0 : has >= Math.max(1, low) && has <= high
  })
}

function chooseElements({ parts, atLeast, atMost }: SteppedMixture, random: Random): SteppedMixture['parts'] {
  const required = parts.filter(({ low }) => low > 0)
  const optional = parts.filter(({ low, high }) => low <= 0 && high > 0)
  const count = atLeast + random.integer(atMost - atLeast + 1) - required.length
  const order = random.permutation(optional.length)
  return [...required, ...Array.from(order.slice(0, count), (index) => optional[index]!)]
}

/** Spreads the steps that are free after every lower bound; null when the chosen elements cannot hold them all. */
function fill({ total }: SteppedMixture, present: SteppedMixture['parts'], random: Random): Steps | null {
  const steps = new Map(present.map(({ symbol, low }) => [symbol, Math.max(1, low)]))
  let free = total - [...steps.values()].reduce((sum, one) => sum + one, 0)
  if (free < 0) return null
  while (free > 0) {
    const open = present.filter(({ symbol, high }) => steps.get(symbol)! < high)
    if (open.length === 0) return null
    // Gaps of a Dirichlet(1, …, 1): exponential weights, Devroye (1986), chapter XI, theorem 4.1.
    const weights = open.map(() => -Math.log(1 - random.uniform()))
    const sum = weights.reduce((all, one) => all + one, 0)
    const before = free
    open.forEach(({ symbol, high }, index) => {
      const has = steps.get(symbol)!
      const added = Math.min(high - has, Math.floor((before * weights[index]!) / sum), free)
      steps.set(symbol, has + added)
      free -= added
    })
    if (free === before) {
      const { symbol } = pick(open, random)
      steps.set(symbol, steps.get(symbol)! + 1)
      free--
    }
  }
  return steps
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.integer(items.length)]!
}
