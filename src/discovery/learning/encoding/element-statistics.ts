import type { Fractions } from '../columns.ts'

/** Numeric properties of elements: their names, and by symbol one value for each, null where not known. */
export type ElementProperties = {
  readonly names: readonly string[]
  readonly bySymbol: Readonly<Record<string, readonly (number | null)[]>>
}

/** The statistics taken of each element property over a composition, in the order they are encoded. */
export const STATISTICS = ['mean', 'min', 'max', 'range', 'deviation', 'mode'] as const

/** Features of a composition as a whole: how many elements it has, and its ideal mixing entropy in units of R. */
export const MIXING_FEATURES = ['number of elements', 'mixing entropy'] as const

/** The composition with its fractions divided by their sum and zeros left out; null where nothing is left. */
export function normalisedFractions(fractions: Fractions | null): [symbol: string, fraction: number][] | null {
  if (!fractions) return null
  const present = Object.entries(fractions).filter(([, fraction]) => fraction > 0)
  const sum = present.reduce((total, [, fraction]) => total + fraction, 0)
  return sum > 0 && sum < Infinity ? present.map(([symbol, fraction]) => [symbol, fraction / sum]) : null
}

/**
 * Writes the statistics of each element property over one composition into `out` from `at` on; NaN where unknown.
 *
 * Weighted mean, minimum, maximum, range, weighted mean absolute deviation, and mode (the value of the most abundant
 * element; the smallest among equals), after Ward et al. (2016), doi 10.1038/npjcompumats.2016.28, SI § 1.2.
 * A property that is unknown for any element of the composition is unknown for the composition.
 */
export function writeStatistics(
  composition: readonly (readonly [symbol: string, fraction: number])[],
  properties: ElementProperties,
  out: Float64Array,
  at: number,
): void {
  const most = Math.max(...composition.map(([, fraction]) => fraction))
  const rows = composition.map(([symbol]) => properties.bySymbol[symbol])
  properties.names.forEach((_, property) => {
    let mean = 0, min = Infinity, max = -Infinity, mode = Infinity
    for (const [index, [, fraction]] of composition.entries()) {
      const value = rows[index]?.[property] ?? NaN
      mean += fraction * value
      min = Math.min(min, value)
      max = Math.max(max, value)
      if (fraction >= most * (1 - 1e-9)) mode = Math.min(mode, value)
    }
    let deviation = 0
    for (const [index, [, fraction]] of composition.entries()) {
      deviation += fraction * Math.abs((rows[index]?.[property] ?? NaN) - mean)
    }
    const known = !Number.isNaN(mean)
    const statistics = [mean, min, max, max - min, deviation, mode]
    for (const [index, statistic] of statistics.entries()) {
      out[at + property * STATISTICS.length + index] = known ? statistic : NaN
    }
  })
  const entropy = composition.reduce((sum, [, fraction]) => sum - fraction * Math.log(fraction), 0)
  const end = at + properties.names.length * STATISTICS.length
  out[end] = composition.length
  out[end + 1] = entropy
}
