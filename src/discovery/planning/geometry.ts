import type { Point } from './point.ts'
import type { Dimension } from './space.ts'

// Letters: D coordinates of a point.

/**
 * How far points lie apart: 1 is the whole range of a number, or one pure element for another; another choice is 0.3.
 *
 * Euclidean, so that kernels of it are positive definite; 0.05 is 5 at.% of one element exchanged for another.
 */
export type Geometry = {
  /** The coordinates (D) of a point. */
  place(point: Point): Float64Array
}

/**
 * Lays coordinates over the columns of a space.
 *
 * `extent` holds points that span the space, by which numbers are scaled; elements and choices are those of `extent`
 * and of `known` together. A number that the space does not vary is scaled by the range of the known points.
 */
export function createGeometry(
  columns: readonly string[], extent: readonly Point[], known: readonly Point[],
): Geometry {
  const axes = columns.map((column) => axisOf(column, extent, known))
  const D = axes.reduce((sum, { width }) => sum + width, 0)
  return {
    place(point) {
      const at = new Float64Array(D)
      let start = 0
      for (const axis of axes) {
        axis.write(point[axis.column], at, start)
        start += axis.width
      }
      return at
    },
  }
}

/** Points that between them have every element, choice and end of range of a space. */
export function extentOf(dimensions: readonly Dimension[], fixed: Point): Point[] {
  return dimensions.flatMap((dimension): Point[] => {
    const { column } = dimension
    if (dimension.kind === 'composition') {
      return [{ [column]: Object.fromEntries(Object.keys(dimension.elements).map((symbol) => [symbol, 0])) }]
    }
    if (dimension.kind === 'continuous') return [{ [column]: dimension.low }, { [column]: dimension.high }]
    if (dimension.kind === 'choice') return dimension.choices.map((choice) => ({ [column]: choice }))
    return [{ [column]: fixed[column]! }]
  })
}

type Axis = {
  readonly column: string
  readonly width: number
  write(value: Point[string] | undefined, at: Float64Array, start: number): void
}

// An exchange changes two coordinates, each by this much.
const HALF = Math.SQRT1_2
/**
 * Another choice, or one that is not recorded, counts like exchanging 30 % of the atoms. It was 1 at first: then the
 * same alloy by five routes passed for five different experiments on MPEA.
 */
const OTHER_CHOICE = 0.3

function axisOf(column: string, extent: readonly Point[], known: readonly Point[]): Axis {
  const valuesOf = (points: readonly Point[]) =>
    points.map((point) => point[column]).filter((value) => value !== undefined)
  const inSpace = valuesOf(extent)
  const values = [...inSpace, ...valuesOf(known)]
  if (values.some((value) => typeof value === 'number')) {
    const range = rangeOf(inSpace) || rangeOf(values) || 1
    return {
      column,
      width: 1,
      write: (value, at, start) => { at[start] = value === undefined ? NaN : Number(value) / range },
    }
  }
  const names = new Set(values.flatMap((value) => (typeof value === 'object' ? Object.keys(value) : [String(value)])))
  const place = new Map([...names].map((name, index) => [name, index]))
  return {
    column,
    width: place.size,
    write(value, at, start) {
      if (value === undefined) at[start] = NaN
      else if (typeof value === 'object') {
        for (const [symbol, fraction] of Object.entries(value)) at[start + place.get(symbol)!] = fraction * HALF
      } else at[start + place.get(String(value))!] = HALF * OTHER_CHOICE
    },
  }
}

function rangeOf(values: readonly Point[string][]): number {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    low = Math.min(low, Number(value))
    high = Math.max(high, Number(value))
  }
  return high > low ? high - low : 0
}

/** Distance of two places (D); a value missing on one side counts as another choice, on both sides as the same. */
export function distanceBetween(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let axis = 0; axis < a.length; axis++) {
    const difference = a[axis]! - b[axis]!
    if (!Number.isNaN(difference)) sum += difference * difference
    else if (Number.isNaN(a[axis]!) !== Number.isNaN(b[axis]!)) sum += OTHER_CHOICE ** 2
  }
  return Math.sqrt(sum)
}
