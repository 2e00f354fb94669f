import { compositionKey, parseFormula } from '#science/chemistry/composition.ts'
import type { Point } from './space.ts'

/** A point as it is compared: fractions by element, numbers over their range, words. */
type Comparable = ReadonlyMap<string, number | string | Readonly<Record<string, number>>>

/**
 * Distances between points of one space, each dimension from 0 (same) to 1 (as different as can be).
 *
 * Mixtures: half the sum of the differences of fractions, which is the share of atoms that would have to be exchanged.
 * Numbers: difference over the range of the points given. Words: 0 or 1. Together: Euclidean.
 */
export function distances(points: readonly Point[], compositionColumns: ReadonlySet<string>): (a: number, b: number) => number {
  const columns = [...new Set(points.flatMap((point) => Object.keys(point)))]
  const ranges = new Map(columns.map((column) => {
    const numbers = points.map((point) => point[column]).filter((value) => typeof value === 'number')
    return [column, numbers.length > 0 ? Math.max(...numbers) - Math.min(...numbers) : 0]
  }))
  const comparable = points.map((point): Comparable => new Map(
    Object.entries(point).map(([column, value]) => [column, compositionColumns.has(column) ? parseFormula(String(value)).fractions : value]),
  ))
  return (a, b) => Math.sqrt(columns.reduce((sum, column) => sum + apart(comparable[a]!.get(column), comparable[b]!.get(column), ranges.get(column)!) ** 2, 0))
}

function apart(a: unknown, b: unknown, range: number): number {
  if (typeof a === 'number' && typeof b === 'number') return range > 0 ? Math.abs(a - b) / range : 0
  if (typeof a === 'object' && typeof b === 'object' && a && b) {
    const [x, y] = [a as Record<string, number>, b as Record<string, number>]
    const symbols = new Set([...Object.keys(x), ...Object.keys(y)])
    return [...symbols].reduce((sum, symbol) => sum + Math.abs((x[symbol] ?? 0) - (y[symbol] ?? 0)), 0) / 2
  }
  return a === b ? 0 : 1
}

/** A text that is equal for points that are the same experiment, however their formulas are written. */
export function pointKey(point: Point, compositionColumns: ReadonlySet<string>): string {
  return Object.entries(point)
    .map(([column, value]) => `${column}=${compositionColumns.has(column) ? compositionKey(parseFormula(String(value))) : value}`)
    .sort()
    .join('|')
}
