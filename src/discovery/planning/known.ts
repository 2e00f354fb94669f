import { Refusal } from '#science/refusal.ts'
import type { Column, Limit } from '../learning/columns.ts'
import type { Goal } from './expected-improvement.ts'
import type { Point } from './point.ts'
import type { DesignSpace } from './space.ts'

/** An experiment whose result the model learned from. A column that was not recorded is absent from the point. */
export type Known = {
  readonly point: Point; readonly name: string; readonly observed: number
  /** Where only a limit was observed: on which side of it the value lies. */
  readonly limit?: Limit
}

/** The rows of a training table as known points; columns, names and observed values have n entries each. */
export function knownRows(
  inputs: readonly Column[], names: readonly string[], observed: readonly number[], limits?: readonly (Limit | null)[],
): Known[] {
  return observed.map((value, row) => ({
    // What is described by many numbers is no coordinate of a design space.
    point: Object.fromEntries(inputs.flatMap((column) => {
      if (column.kind === 'vector') return []
      const { name, values } = column
      const cell = values[row]
      return cell === null || cell === undefined ? [] : [[name, cell]]
    })),
    name: names[row]!,
    observed: value,
    ...(limits?.[row] && { limit: limits[row] }),
  }))
}

/**
 * The best of the known rows that were made under the conditions of the space.
 *
 * A strength at 25 °C is no mark to beat at 800 °C. So rows must have the values that the space keeps fixed, and, in the
 * columns that are `conditions` of the test, values that the space reaches. What is varied otherwise is what one is free
 * to choose: there the best of all counts. Refuses `space.nothing_comparable` where no row is left.
 */
export function bestKnown(
  known: readonly Known[], space: DesignSpace, goal: Goal, conditions: ReadonlySet<string> = new Set(),
): Known {
  const asked = conditionsOf(space, conditions)
    // A fixed composition is no condition: what other alloys reached is still the mark.
    .filter(({ column }) => !known.some(({ point }) => typeof point[column] === 'object'))
  // A limit is no result that could be bettered by a known amount.
  const comparable = known.filter(({ point, limit }) => limit === undefined && asked.every(({ column, holds }) => holds(point[column])))
  const sign = goal === 'max' ? 1 : -1
  const best = comparable.reduce<Known | null>(
    (found, row) => (found === null || sign * row.observed > sign * found.observed ? row : found), null)
  if (best) return best
  const words = asked.map(({ column, written }) => `${column} ${written}`).join(', ')
  throw new Refusal('space.nothing_comparable', {
    en: `No known row has ${words || 'a result'}, so there is nothing to improve on. Choose conditions that were tried.`,
    ko: `${words || '결과'}에 해당하는 기록이 없어 비교할 기준이 없습니다. 시험한 적이 있는 조건을 선택하십시오.`,
  }, { conditions: asked.map(({ column, written }) => `${column} ${written}`) })
}

type Condition = { readonly column: string; readonly written: string; holds(value: Point[string] | undefined): boolean }

/** What a known row must have to be compared: fixed values, and reach of the columns that are conditions of a test. */
function conditionsOf(space: DesignSpace, conditions: ReadonlySet<string>): Condition[] {
  if ('candidates' in space) {
    return [...conditions].flatMap((column) => {
      const values = space.candidates.flatMap((one) => one[column] ?? [])
      if (values.length === 0) return []
      return [typeof values[0] === 'number' ? within(column, values.map(Number)) : among(column, values.map(String))]
    })
  }
  return space.dimensions.flatMap((dimension): Condition[] => {
    const { column } = dimension
    if (dimension.kind === 'fixed') {
      return [{ column, written: `= ${dimension.value}`, holds: (value) => isSame(value, dimension.value) }]
    }
    if (!conditions.has(column)) return []
    if (dimension.kind === 'continuous') return [within(column, [dimension.low, dimension.high])]
    return dimension.kind === 'choice' ? [among(column, dimension.choices)] : []
  })
}

function within(column: string, values: readonly number[]): Condition {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return {
    column, written: low === high ? `= ${low}` : `${low}–${high}`,
    holds: (value) => typeof value === 'number' && value >= low && value <= high,
  }
}

function among(column: string, choices: readonly string[]): Condition {
  const all = new Set(choices)
  return { column, written: `= ${[...all].join(' / ')}`, holds: (value) => typeof value === 'string' && all.has(value) }
}

/** Numbers are equal to 1e-9 of their size, the noise of a unit's conversion. */
function isSame(value: Point[string] | undefined, wanted: number | string): boolean {
  if (typeof value === 'number' && typeof wanted === 'number') {
    return Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
  }
  return value === wanted
}
