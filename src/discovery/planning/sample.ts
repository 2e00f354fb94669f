import type { Random } from '#science/numerics/random.ts'
import type { Fractions } from '../learning/columns.ts'
import { compositionGrid } from './composition-grid.ts'
import type { CompositionGrid } from './composition-grid.ts'
import { numberGrid, snapNumber } from './number-grid.ts'
import type { Input, Point } from './point.ts'
import { readPoint } from './point.ts'
import type { Dimension } from './space.ts'

// Letters: e elements of a grid, s of them present, N steps in the whole.

/** Draws feasible points of a space; nothing is listed and nothing is thrown away. */
export type Sampler = (random: Random) => Point

/**
 * Makes the sampler of some dimensions, which `checkSpace` has passed.
 *
 * Numbers and choices are drawn uniformly. Compositions: the count of elements uniformly, then which, then the
 * fractions uniformly over all that the bounds allow, on the grid of the step. `inputs` tells which fixed texts are
 * formulas.
 */
export function createSampler(dimensions: readonly Dimension[], inputs: readonly Input[]): Sampler {
  const draws = dimensions.map((dimension): [string, (random: Random) => Point[string]] => {
    const { column } = dimension
    if (dimension.kind === 'composition') {
      const grid = compositionGrid(dimension)
      return [column, (random) => stepsToFractions(grid, sampleSteps(grid, random))]
    }
    if (dimension.kind === 'continuous') {
      const grid = numberGrid(dimension)
      return [column, (random) => snapNumber(grid, grid.low + random.uniform() * (grid.high - grid.low))]
    }
    if (dimension.kind === 'choice') {
      return [column, (random) => dimension.choices[random.integer(dimension.choices.length)]!]
    }
    const value = readPoint({ [column]: dimension.value }, inputs)[column]!
    return [column, () => value]
  })
  return (random) => Object.fromEntries(draws.map(([column, draw]) => [column, draw(random)]))
}

/** Draws one composition as steps of each element (e), summing to N. */
export function sampleSteps(grid: CompositionGrid, random: Random): number[] {
  const present = sampleElements(grid, random)
  const steps = grid.symbols.map(() => 0)
  fill(grid, present, steps, random)
  mix(grid, present, steps, random)
  return steps
}

/** Which elements are present: a count drawn uniformly, the required ones, and others until the count is reached. */
function sampleElements({ symbols, N, low, high, fewest, most }: CompositionGrid, random: Random): number[] {
  const count = fewest + random.integer(most - fewest + 1)
  const order = Array.from(random.permutation(symbols.length))
  const optional = order.filter((at) => low[at] === 0)
  const present = order.filter((at) => low[at]! > 0)
  const chosen = optional.splice(0, count - present.length)
  // Elements with small upper bounds may not fill the whole: exchange the smallest for the largest until they do.
  const reach = () => [...present, ...chosen].reduce((sum, at) => sum + high[at]!, 0)
  chosen.sort((a, b) => high[a]! - high[b]!)
  optional.sort((a, b) => high[b]! - high[a]!)
  for (let next = 0; reach() < N; next++) chosen[next] = optional[next]!
  present.push(...chosen)
  return present
}

/** Starts with a feasible composition of the present elements, written into `steps`. */
function fill({ N, floor, high }: CompositionGrid, present: readonly number[], steps: number[], random: Random) {
  let rest = N
  let room = 0
  for (const at of present) {
    steps[at] = floor[at]!
    rest -= steps[at]!
    room += high[at]! - steps[at]!
  }
  for (const at of present) {
    const own = high[at]! - steps[at]!
    room -= own
    const fewest = Math.max(0, rest - room)
    const added = fewest + random.integer(Math.min(own, rest) - fewest + 1)
    steps[at]! += added
    rest -= added
  }
}

/**
 * Moves along random pairs of elements until the start is forgotten: the draws become uniform over the feasible set.
 *
 * Hit-and-run on the grid (R. L. Smith, Oper. Res. 32 (1984) 1296): on the line where only two elements exchange, every
 * feasible point is equally likely. Eight exchanges an element were enough for the frequencies in the tests.
 */
function mix({ floor, high }: CompositionGrid, present: readonly number[], steps: number[], random: Random) {
  const s = present.length
  if (s < 2) return
  for (let move = 0; move < 8 * s; move++) {
    const first = random.integer(s)
    const second = (first + 1 + random.integer(s - 1)) % s
    const a = present[first]!
    const b = present[second]!
    const sum = steps[a]! + steps[b]!
    const from = Math.max(floor[a]!, sum - high[b]!)
    const to = Math.min(high[a]!, sum - floor[b]!)
    steps[a] = from + random.integer(to - from + 1)
    steps[b] = sum - steps[a]!
  }
}

/** Steps (e) as the atomic fractions of the elements that are present. */
export function stepsToFractions({ symbols, N }: CompositionGrid, steps: readonly number[]): Fractions {
  const fractions: Record<string, number> = {}
  symbols.forEach((symbol, at) => {
    if (steps[at]! > 0) fractions[symbol] = steps[at]! / N
  })
  return fractions
}
