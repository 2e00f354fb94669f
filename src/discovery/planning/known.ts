import { Refusal } from '#science/refusal.ts'
import type { Column } from '../learning/columns.ts'
import type { Goal } from './expected-improvement.ts'
import type { Point } from './point.ts'
import type { DesignSpace } from './space.ts'

/** An experiment whose result the model learned from. A column that was not recorded is absent from the point. */
export type Known = { readonly point: Point; readonly name: string; readonly observed: number }

/** The rows of a training table as known points; columns, names and observed values have n entries each. */
export function knownRows(inputs: readonly Column[], names: readonly string[], observed: readonly number[]): Known[] {
  return observed.map((value, row) => ({
    point: Object.fromEntries(inputs.flatMap(({ name, values }) => {
      const cell = values[row]
      return cell === null || cell === undefined ? [] : [[name, cell]]
    })),
    name: names[row]!,
    observed: value,
  }))
}

/**
 * The best of the known rows that were made under the conditions the space keeps fixed.
 *
 * A strength at 25 °C is no mark to beat at 800 °C. Refuses `space.nothing_comparable` where no row has the fixed
 * values.
 */
export function bestKnown(known: readonly Known[], space: DesignSpace, goal: Goal): Known {
  const fixed = 'candidates' in space ? [] : space.dimensions.filter((dimension) => dimension.kind === 'fixed')
  // Numbers and choices are conditions. A fixed composition is not: what other alloys reached is still the mark.
  const conditions = fixed.filter(({ column }) => !known.some(({ point }) => typeof point[column] === 'object'))
  const comparable = known.filter(({ point }) => conditions.every(({ column, value }) => isSame(point[column], value)))
  const sign = goal === 'max' ? 1 : -1
  const best = comparable.reduce<Known | null>(
    (found, row) => (found === null || sign * row.observed > sign * found.observed ? row : found), null)
  if (best) return best
  const asked = conditions.map(({ column, value }) => `${column} = ${value}`).join(', ')
  throw new Refusal('space.nothing_comparable', {
    en: `No known row has ${asked || 'a result'}, so there is nothing to improve on. Fix conditions that were `
      + 'tried, or vary them.',
    ko: `${asked || '결과'}에 해당하는 기록이 없어 비교할 기준이 없습니다. 시험한 적이 있는 조건으로 고정하거나 조건을 변수로 두십시오.`,
  }, { conditions: Object.fromEntries(conditions.map(({ column, value }) => [column, value])) })
}

/** Numbers are equal to 1e-9 of their size, the noise of a unit's conversion. */
function isSame(value: Point[string] | undefined, wanted: number | string): boolean {
  if (typeof value === 'number' && typeof wanted === 'number') {
    return Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
  }
  return value === wanted
}
