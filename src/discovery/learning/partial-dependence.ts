import { mean, quantile } from '#science/numerics/summary.ts'
import type { Column } from './columns.ts'
import type { RegressionModel } from './model.ts'

/** What a model says when one column is set to a value and all others stay as they are in rows that were learned from. */
export type Dependence = {
  readonly at: number | string
  /** The mean over the rows, on the model's own scale as all of these. */
  readonly mean: number
  /** Between which four in five of the rows lie: wide where the column's effect depends on the others. */
  readonly low: number
  readonly high: number
  /** The mean sd of single predictions there. */
  readonly sd: number
}

const POINTS = 25

/**
 * Partial dependence (Friedman 2001, doi 10.1214/aos/1013203451, § 8.2) of a model on one of its number or category
 * columns, with the spread of the single curves (Goldstein et al. 2015, doi 10.1080/10618600.2014.907095).
 *
 * Numbers run over the middle 98 % of `column`, all that was learned from, in 25 steps, categories over their values; the mean is
 * over `rows` (some 100). Where columns depend on each other it asks the model of rows that do not exist.
 */
export function partialDependence(
  model: RegressionModel, rows: readonly Column[], column: Extract<Column, { kind: 'number' | 'category' }>,
): Dependence[] {
  return gridOf(column).map((at): Dependence => {
    const set = rows.map((one) => (one.name === column.name ? { ...one, values: one.values.map(() => at) } as Column : one))
    const { mean: said, sd } = model.predictEncoded(model.encode(set))
    return { at, mean: mean(said), low: quantile(said, 0.1), high: quantile(said, 0.9), sd: mean(sd) }
  })
}

function gridOf(column: Extract<Column, { kind: 'number' | 'category' }>): (number | string)[] {
  if (column.kind === 'category') {
    return [...new Set(column.values.filter((value) => value !== null))].sort()
  }
  const known = column.values.filter((value) => value !== null)
  const distinct = [...new Set(known)].sort((a, b) => a - b)
  if (distinct.length <= POINTS) return distinct
  const low = quantile(known, 0.01)
  const high = quantile(known, 0.99)
  return Array.from({ length: POINTS }, (_, step) => low + ((high - low) * step) / (POINTS - 1))
}
