import { boxOf } from '#science/numerics/box.ts'
import type { Box } from '#science/numerics/box.ts'

/** A row that a model was judged on. */
export type JudgedRow = { readonly record: string; readonly name: string; readonly observed: number; readonly mean: number; readonly low: number; readonly high: number }

/** Where a model errs: predicted − observed in the target's unit, or observed ÷ predicted. */
export type Measure = 'difference' | 'ratio'

/** The error of a row; a ratio to nothing is none. */
export function errorOf({ observed, mean }: JudgedRow, measure: Measure): number | null {
  if (measure === 'difference') return mean - observed
  return mean > 0 ? observed / mean : null
}

/** Whether the observed value lies outside of the row's 90 % interval. */
export function isMissed({ observed, low, high }: JudgedRow): boolean {
  return observed < low || observed > high
}

export type ErrorPoint = { readonly row: JudgedRow; readonly at: number; readonly error: number; readonly missed: boolean }

/** Rows whose input is a known number, with their errors. */
export function pointsOver(rows: readonly JudgedRow[], values: readonly (number | string | null)[], measure: Measure): ErrorPoint[] {
  return rows.flatMap((row, index) => {
    const [at, error] = [values[index], errorOf(row, measure)]
    return typeof at === 'number' && error !== null ? [{ row, at, error, missed: isMissed(row) }] : []
  })
}

/** The errors of the rows of one category: a box of five or more, and the points that are drawn one by one. */
export type CategoryErrors = { readonly category: string; readonly n: number; readonly box: Box | null; readonly points: readonly ErrorPoint[] }

/**
 * Errors by category, the most frequent first, `most` at most. Drawn one by one are those whose interval missed, and all of a
 * category with too few rows for a box; `at` is the place of the category.
 */
export function errorsByCategory(
  rows: readonly JudgedRow[], values: readonly (number | string | null)[], measure: Measure, most: number,
): CategoryErrors[] {
  const known = rows.flatMap((row, index) => {
    const [category, error] = [values[index], errorOf(row, measure)]
    return typeof category === 'string' && error !== null ? [{ row, category, error, missed: isMissed(row) }] : []
  })
  return [...Map.groupBy(known, ({ category }) => category)]
    .toSorted((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]))
    .slice(0, most)
    .map(([category, all], place) => {
      const box = boxOf(all.map(({ error }) => error))
      return {
        category, n: all.length, box,
        points: all.filter(({ missed }) => missed || box === null).map(({ row, error, missed }) => ({ row, at: place, error, missed })),
      }
    })
}
