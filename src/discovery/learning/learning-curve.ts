import { connectedComponents } from '#science/numerics/connected-components.ts'
import type { LearningLaw } from '#science/numerics/learning-law.ts'
import { createRandom } from '#science/numerics/random.ts'
import { mean, standardDeviation } from '#science/numerics/summary.ts'
import type { LearningTable } from './columns.ts'
import { crossValidate } from './cross-validate.ts'
import type { Fold } from './folds.ts'
import type { Candidate } from './learners/learner.ts'

/** The held-out error of a learner that saw so many rows: the mean and the spread over repeated draws. */
export type CurvePoint = { readonly rows: number; readonly error: number; readonly spread: number }

const SHARES = [0.2, 0.35, 0.55, 0.8] as const
/** Small parts of few rows differ by luck, and are drawn three times; of many rows one draw tells. */
const REPEATS = 3
const MANY_ROWS = 300
/** With fewer rows than this the smallest part would be a handful. */
const MIN_ROWS = 40

/**
 * Errors on the held-out rows of each fold, when the learner sees a fifth, a third … and all of the fold's training rows.
 *
 * Whole groups of rows are left out, as they would be if fewer materials had been made; three draws of each share, one where there are
 * more than 300 rows. Y: (m × c); `error` judges a prediction of all m rows, and `whole` is the error with all training rows, which is
 * known already. Empty with fewer than 40 rows.
 */
export function learningCurve(
  table: LearningTable, Y: Float64Array, folds: readonly Fold[], candidate: Candidate,
  error: (prediction: Float64Array) => number, whole: number, seed: number, onShare: (share: number) => void = () => {},
): CurvePoint[] {
  if (table.n < MIN_ROWS) return []
  const random = createRandom(seed)
  const component = connectedComponents(table.n, table.groups ?? [])
  const runs = SHARES.flatMap((share) => Array.from({ length: table.n > MANY_ROWS ? 1 : REPEATS }, () => share))
  const errors = new Map<number, { rows: number[]; errors: number[] }>()
  runs.forEach((share, run) => {
    const smaller = folds.map((fold) => ({ ...fold, train: drawGroups(fold.train, component, share, random.seed()) }))
    const { outOfFold } = crossValidate(table, Y, smaller, [candidate], random.seed(), () => {})
    const point = errors.get(share) ?? { rows: [], errors: [] }
    point.rows.push(mean(smaller.map(({ train }) => train.length)))
    point.errors.push(error(outOfFold[0]!.mean))
    errors.set(share, point)
    onShare((run + 1) / runs.length)
  })
  const parts = [...errors.values()].map((point) => (
    { rows: Math.round(mean(point.rows)), error: mean(point.errors), spread: standardDeviation(point.errors) || 0 }))
  return [...parts, { rows: Math.round(mean(folds.map(({ train }) => train.length))), error: whole, spread: 0 }]
}

/** Rows of whole groups, drawn at random until the share of rows is reached; ascending. */
function drawGroups(rows: Uint32Array, component: Uint32Array, share: number, seed: number): Uint32Array {
  const groups = Map.groupBy(rows, (row) => component[row]!)
  const keys = [...groups.keys()]
  const drawn: number[] = []
  for (const index of createRandom(seed).permutation(keys.length)) {
    if (drawn.length >= share * rows.length) break
    drawn.push(...groups.get(keys[index]!)!)
  }
  return Uint32Array.from(drawn).sort()
}

/** Rates that are tried: errors fall as n^−½ where noise is averaged, slower where the space is wide. */
const RATES = Array.from({ length: 30 }, (_, index) => 0.05 * (index + 1))

/**
 * The law that fits the points best, by least squares in floor and rise (neither negative) for each rate.
 *
 * Null with fewer than four points, or where the error does not fall: then more rows of the same kind cannot be said to help.
 */
export function fitLearningLaw(points: readonly CurvePoint[]): LearningLaw | null {
  if (points.length < 4 || !(points.at(-1)!.error < points[0]!.error)) return null
  let best: LearningLaw | null = null
  let least = Infinity
  for (const rate of RATES) {
    const x = points.map(({ rows }) => rows ** -rate)
    const y = points.map(({ error }) => error)
    const mx = mean(x)
    const my = mean(y)
    const slope = x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0)
      / x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
    const free = { floor: my - slope * mx, rise: slope }
    // Through the origin where the best floor would be below zero.
    const law = free.floor >= 0 ? free
      : { floor: 0, rise: x.reduce((sum, value, at) => sum + value * y[at]!, 0) / x.reduce((sum, value) => sum + value * value, 0) }
    if (law.rise <= 0) continue
    const squares = x.reduce((sum, value, at) => sum + (law.floor + law.rise * value - y[at]!) ** 2, 0)
    if (squares < least * (1 - 1e-9)) {
      least = squares
      best = { ...law, rate }
    }
  }
  return best
}
