import { mean, standardDeviation } from '#science/numerics/summary.ts'
import type { JudgedRow } from './error-points.ts'

/** How two models err on the records that both were judged on. */
export type SharedErrors = {
  readonly n: number
  /** Mean errors (MAE) of either. */
  readonly now: number
  readonly before: number
  /** now − before, and its standard error from row to row; null of fewer than eight rows. */
  readonly gain: number
  readonly uncertainty: number | null
}

const FEWEST = 8

/**
 * Mean errors of two versions on the records that both were judged on with the same observed value; null where there are none.
 *
 * Rows are paired, so what is hard for both takes no part in the difference.
 */
export function sharedErrors(now: readonly JudgedRow[], before: readonly JudgedRow[]): SharedErrors | null {
  const earlier = new Map(before.map((row) => [row.record, row]))
  const pairs = now.flatMap((row) => {
    const other = earlier.get(row.record)
    return other && other.observed === row.observed ? [{ now: Math.abs(row.mean - row.observed), before: Math.abs(other.mean - row.observed) }] : []
  })
  if (pairs.length === 0) return null
  const gains = pairs.map((pair) => pair.now - pair.before)
  return {
    n: pairs.length, now: mean(pairs.map((pair) => pair.now)), before: mean(pairs.map((pair) => pair.before)), gain: mean(gains),
    uncertainty: pairs.length < FEWEST ? null : standardDeviation(gains) / Math.sqrt(pairs.length),
  }
}

/** Whether a difference is more than chance from row to row would make: two standard errors. */
export function isTold({ gain, uncertainty }: SharedErrors): boolean {
  return uncertainty !== null && Math.abs(gain) > 2 * uncertainty
}
