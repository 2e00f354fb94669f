import type { CurveAxis, CurveValue } from '../records/value.ts'

/** The points of a curve: a column for each axis, x first, all of one length; NaN stands for a missing value. */
export type Columns = readonly Float64Array[]

/** The points that a curve on its way in carries itself; null where it names its `data`. */
export function columnsGiven({ axes }: CurveValue): Columns | null {
  if (!axes.every(({ values }) => values !== undefined)) return null
  return axes.map(({ values }) => Float64Array.from(values!, (value) => value ?? NaN))
}

/** The curve as it is stored: what its points span, and where they lie. */
export function keptCurve(axes: readonly CurveAxis[], columns: Columns, data: string): CurveValue {
  return {
    type: 'curve',
    axes: axes.map(({ name, unit }, k) => ({ name, unit, ...spanOf(columns[k]!) })),
    points: columns[0]!.length,
    data,
  }
}

function spanOf(column: Float64Array): Pick<CurveAxis, 'low' | 'high' | 'missing'> {
  let [low, high, missing] = [Infinity, -Infinity, 0]
  for (const value of column) {
    if (Number.isNaN(value)) missing++
    if (value < low) low = value
    if (value > high) high = value
  }
  return { ...(low <= high && { low, high }), ...(missing > 0 && { missing }) }
}
