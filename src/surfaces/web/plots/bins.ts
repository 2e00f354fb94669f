import { extent } from './scale.ts'
import { niceRange, niceTicks } from './ticks.ts'

/** Counts of values in equal bins between round edges; `edges` has one more entry than `counts`. */
export type Bins = { readonly edges: readonly number[]; readonly counts: readonly number[] }

/** Sorts the finite values into about `count` bins; the last bin holds its upper edge too. Null where none is finite. */
export function binValues(values: readonly (number | null)[], count = 24): Bins | null {
  const range = extent(values)
  if (!range) return null
  const [low, high] = niceRange(range[0], range[1], count)
  const { step } = niceTicks(low, high, count)
  const bins = Math.max(1, Math.round((high - low) / step))
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue
    counts[Math.max(0, Math.min(bins - 1, Math.floor((value - low) / step + 1e-9)))]!++
  }
  return { edges: Array.from({ length: bins + 1 }, (_, k) => low + k * step), counts }
}
