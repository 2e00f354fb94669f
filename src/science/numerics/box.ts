import { sortedQuantile } from './summary.ts'

/** What a box plot draws of a set of values; `outliers` are the values beyond the whiskers, ascending. */
export type Box = {
  readonly n: number
  readonly q1: number
  readonly median: number
  readonly q3: number
  /** The ends of the whiskers: the smallest and largest values that are no outliers. */
  readonly low: number
  readonly high: number
  readonly outliers: readonly number[]
}

/** Quartiles of fewer values would say more than is known. */
export const FEWEST_IN_BOX = 5

/**
 * The box of a set of values; null below {@link FEWEST_IN_BOX} of them.
 *
 * Whiskers reach to the most extreme values within 1.5 interquartile ranges of the quartiles (Tukey, Exploratory Data
 * Analysis, 1977); quartiles are those of `quantile` (Hyndman & Fan 7), not Tukey's hinges, which differ in small sets.
 */
export function boxOf(values: readonly number[]): Box | null {
  if (values.length < FEWEST_IN_BOX) return null
  const sorted = Float64Array.from(values).sort()
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((p) => sortedQuantile(sorted, p)) as [number, number, number]
  const reach = 1.5 * (q3 - q1)
  const within = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach)
  return {
    n: sorted.length, q1, median, q3, low: within[0]!, high: within.at(-1)!,
    outliers: Array.from(sorted.filter((value) => value < q1 - reach || value > q3 + reach)),
  }
}
