import type { Random } from '#science/numerics/random.ts'
import type { Fractions } from '../learning/columns.ts'
import { compositionGrid } from './composition-grid.ts'
import type { CompositionGrid } from './composition-grid.ts'
import { numberGrid, snapNumber } from './number-grid.ts'
import type { Point } from './point.ts'
import { sampleSteps, stepsToFractions } from './sample.ts'
import type { Dimension } from './space.ts'

/** Draws a feasible point near a feasible one; it differs in one dimension, or in none where nothing can be varied. */
export type Neighbour = (point: Point, random: Random) => Point

/** Standard deviations of a move, as shares of a dimension's range: one to cross it, one to settle. */
const MOVES = [0.15, 0.02]

/** Makes the moves of a local search over dimensions that `checkSpace` has passed. */
export function createNeighbour(dimensions: readonly Dimension[]): Neighbour {
  const moves = dimensions.flatMap((dimension): [string, (value: Point[string], random: Random) => Point[string]][] => {
    const { column } = dimension
    if (dimension.kind === 'fixed') return []
    if (dimension.kind === 'choice') {
      const { choices } = dimension
      if (choices.length < 2) return []
      return [[column, (value, random) => {
        const others = choices.filter((choice) => choice !== value)
        return others[random.integer(others.length)] ?? value
      }]]
    }
    if (dimension.kind === 'continuous') {
      const grid = numberGrid(dimension)
      if (grid.step === 0) return []
      return [[column, (value, random) => {
        const sd = Math.max(grid.step, moveSize(random) * (grid.high - grid.low))
        return snapNumber(grid, Number(value) + sd * random.normal())
      }]]
    }
    const grid = compositionGrid(dimension)
    const move: [string, (value: Point[string], random: Random) => Point[string]] =
      [column, (value, random) => neighbourComposition(grid, value as Fractions, random)]
    // A composition has many degrees of freedom; it is moved as often as three other dimensions.
    return [move, move, move]
  })
  return (point, random) => {
    if (moves.length === 0) return point
    const [column, move] = moves[random.integer(moves.length)]!
    return { ...point, [column]: move(point[column]!, random) }
  }
}

function moveSize(random: Random): number {
  return MOVES[random.integer(MOVES.length)]!
}

/** Exchanges some steps between two elements, brings one in, takes one out, or puts one in the place of another. */
function neighbourComposition(grid: CompositionGrid, fractions: Fractions, random: Random): Fractions {
  const { symbols, N, low, floor, high, fewest, most } = grid
  const steps = symbols.map((symbol) => Math.round((fractions[symbol] ?? 0) * N))
  const present = [...symbols.keys()].filter((at) => steps[at]! > 0)
  const absent = [...symbols.keys()].filter((at) => steps[at] === 0)
  const from = present[random.integer(present.length)]!
  const mayLeave = low[from] === 0
  const kind = random.uniform()

  if (kind < 0.2 && absent.length && mayLeave) {
    const to = absent[random.integer(absent.length)]!
    if (steps[from]! <= high[to]!) {
      steps[to] = steps[from]!
      steps[from] = 0
      return stepsToFractions(grid, steps)
    }
  }
  if (kind < 0.3 && mayLeave && present.length > fewest) {
    if (shareOut(grid, steps, from, present)) return stepsToFractions(grid, steps)
  }
  const others = kind < 0.45 && absent.length && present.length < most ? absent : present.filter((at) => at !== from)
  const to = others[random.integer(others.length)]
  if (to === undefined) return stepsToFractions(grid, sampleSteps(grid, random))
  // The floor of `from` stays: taking it out altogether is the move above. What comes in reaches its own floor.
  const room = Math.min(steps[from]! - floor[from]!, high[to]! - steps[to]!)
  const fewestMoved = Math.max(1, floor[to]! - steps[to]!)
  if (room < fewestMoved) return fractions
  const wanted = Math.max(fewestMoved, Math.round(Math.abs(random.normal()) * moveSize(random) * N))
  const moved = Math.min(room, wanted)
  steps[from]! -= moved
  steps[to]! += moved
  return stepsToFractions(grid, steps)
}

/** Gives all of one element to the others that are present; false when their bounds cannot take it. */
function shareOut({ high }: CompositionGrid, steps: number[], from: number, present: readonly number[]): boolean {
  const takers = present.filter((at) => at !== from && steps[at]! < high[at]!)
  const room = takers.reduce((sum, at) => sum + high[at]! - steps[at]!, 0)
  let rest = steps[from]!
  if (room < rest) return false
  steps[from] = 0
  takers.forEach((at, index) => {
    const roomAfter = takers.slice(index + 1).reduce((sum, later) => sum + high[later]! - steps[later]!, 0)
    const even = Math.round(rest / (takers.length - index))
    const given = Math.min(high[at]! - steps[at]!, rest, Math.max(even, rest - roomAfter))
    steps[at]! += given
    rest -= given
  })
  return true
}

/**
 * The point of the dimensions that a known point stands for, or null where it lies outside of them.
 *
 * Fixed columns take their fixed value and amounts are rounded to the grid; a point that lacks a column is outside.
 */
export function pointWithin(dimensions: readonly Dimension[], known: Point, fixed: Point): Point | null {
  const point: Record<string, Point[string]> = {}
  for (const dimension of dimensions) {
    const { column } = dimension
    const value = dimension.kind === 'fixed' ? fixed[column] : known[column]
    if (value === undefined) return null
    if (dimension.kind === 'continuous') {
      if (typeof value !== 'number' || value < dimension.low || value > dimension.high) return null
      point[column] = snapNumber(numberGrid(dimension), value)
    } else if (dimension.kind === 'choice') {
      if (!dimension.choices.includes(String(value))) return null
      point[column] = value
    } else if (dimension.kind === 'composition') {
      const steps = typeof value === 'object' ? fractionsToSteps(compositionGrid(dimension), value) : null
      if (!steps) return null
      point[column] = stepsToFractions(compositionGrid(dimension), steps)
    } else point[column] = value
  }
  return point
}

/** Rounds fractions to steps (e) by largest remainders; null where elements, bounds or counts do not allow it. */
function fractionsToSteps(grid: CompositionGrid, fractions: Fractions): number[] | null {
  const { symbols, N, low, floor, high, fewest, most } = grid
  if (Object.entries(fractions).some(([symbol, fraction]) => fraction > 0 && !symbols.includes(symbol))) return null
  const exact = symbols.map((symbol) => (fractions[symbol] ?? 0) * N)
  const steps = exact.map((amount) => Math.floor(amount + 1e-6))
  const missing = N - steps.reduce((sum, amount) => sum + amount, 0)
  if (missing < 0 || missing > symbols.length) return null
  const byRemainder = [...symbols.keys()].sort((a, b) => exact[b]! - steps[b]! - (exact[a]! - steps[a]!))
  for (const at of byRemainder.slice(0, missing)) steps[at]! += 1
  const count = steps.filter((amount) => amount > 0).length
  const inBounds = steps.every((amount, at) =>
    (amount === 0 ? low[at] === 0 : amount >= floor[at]! && amount <= high[at]!))
  return inBounds && count >= fewest && count <= most ? steps : null
}
