import { convert } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { CurveAxis, QuantityValue } from '../records/value.ts'
import type { Field, Summary } from '../templates/template.ts'
import type { Columns } from './columns.ts'
import { summaryUnit } from './summary-unit.ts'

/**
 * The quantities that a curve gives by its field's summaries, marked with the field's name.
 *
 * What is read off an axis stays in the unit its author wrote there; slopes, areas and ratios are in the unit of the field
 * that they fill, one of `fields`.
 *
 * What cannot be had is left out: a window that the curve does not reach, a gap in what is integrated, a curve without the
 * axis.
 */
export function summariesOf(
  field: Field, fields: readonly Field[], axes: readonly CurveAxis[], columns: Columns,
): readonly { readonly name: string; readonly value: QuantityValue }[] {
  const [declared, x] = [field.axes![0]!, axes[0]!]
  const toOwn = (position: number) => convert(position, parseUnit(declared.unit), parseUnit(x.unit))
  const levelOf = (level: number, place: number) => {
    const { name, unit } = axes[place]!
    return convert(level, parseUnit(field.axes!.find((axis) => axis.name === name)!.unit), parseUnit(unit))
  }
  return (field.summaries ?? []).flatMap((summary) => {
    const place = axes.findIndex(({ name }) => name === summary.axis)
    const value = place < 0 ? null : summarise(summary, columns[0]!, columns[place]!, toOwn, (level) => levelOf(level, place))
    if (value === null || !Number.isFinite(value)) return []
    const own = summaryUnit(summary, axes)
    const target = fields.find(({ name }) => name === summary.name)?.unit ?? '1'
    const quantity = DERIVED.has(summary.of) ? { value: convert(value, parseUnit(own), parseUnit(target)), unit: target }
      : { value, unit: own }
    return [{ name: summary.name, value: { type: 'quantity', ...quantity, from_curve: field.name } }]
  })
}

/** Summaries in a unit that no axis has. */
const DERIVED: ReadonlySet<Summary['of']> = new Set(['slope', 'area', 'last_over_first'])

type Column = Float64Array

function summarise(
  summary: Summary, x: Column, y: Column, toOwn: (x: number) => number, toOwnLevel: (y: number) => number,
): number | null {
  const window = 'between' in summary && summary.between ? summary.between.map(toOwn).sort((a, b) => a - b) : null
  const [low, high] = window ? [window[0]!, window[1]!] : [null, null]
  switch (summary.of) {
    case 'maximum': return valueAt(y, placeOfMost(y, 1))
    case 'minimum': return valueAt(y, placeOfMost(y, -1))
    case 'x_at_maximum': return valueAt(x, placeOfMost(y, 1))
    case 'last_over_first': return y.at(-1)! / y[0]!
    case 'value_at': return interpolate(x, y, toOwn(summary.at))
    case 'x_at': return interpolate(y, x, toOwnLevel(summary.at))
    case 'slope': return slope(x, y, low!, high!)
    case 'area': return area(x, y, low, high)?.area ?? null
    case 'mean': {
      const covered = area(x, y, low, high)
      return covered === null || covered.width === 0 ? null : covered.area / covered.width
    }
  }
}

function valueAt(column: Column, place: number | null): number | null {
  return place === null ? null : column[place]!
}

/** The first point with the largest value (sign 1) or the smallest (sign −1); null where all are missing. */
function placeOfMost(y: Column, sign: 1 | -1): number | null {
  let best: number | null = null
  for (let k = 0; k < y.length; k++) {
    if (!Number.isNaN(y[k]!) && (best === null || sign * y[k]! > sign * y[best]!)) best = k
  }
  return best
}

/** y where the curve first comes to `at`; never across a missing point. */
function interpolate(x: Column, y: Column, at: number): number | null {
  for (let k = 0; k < x.length; k++) {
    if (x[k] === at && !Number.isNaN(y[k]!)) return y[k]!
    if (k === 0 || (x[k - 1]! - at) * (x[k]! - at) >= 0) continue
    const value = y[k - 1]! + ((y[k]! - y[k - 1]!) * (at - x[k - 1]!)) / (x[k]! - x[k - 1]!)
    if (!Number.isNaN(value)) return value
  }
  return null
}

/** Of the least-squares line through the points in the window; means are taken off first, against cancellation. */
function slope(x: Column, y: Column, low: number, high: number): number | null {
  let [n, sumX, sumY] = [0, 0, 0]
  const isMeant = (k: number) => x[k]! >= low && x[k]! <= high && !Number.isNaN(y[k]!)
  for (let k = 0; k < x.length; k++) {
    if (!isMeant(k)) continue
    n++
    sumX += x[k]!
    sumY += y[k]!
  }
  let [xx, xy] = [0, 0]
  for (let k = 0; k < x.length; k++) {
    if (!isMeant(k)) continue
    const dx = x[k]! - sumX / n
    xx += dx * dx
    xy += dx * (y[k]! - sumY / n)
  }
  return xx > 0 ? xy / xx : null
}

/**
 * The trapezoidal integral of y over x along the points, with the width covered; with a window, of the part inside it,
 * its ends interpolated, and null unless the curve covers it all. Null where a point of it is missing.
 */
function area(x: Column, y: Column, low: number | null, high: number | null): { area: number; width: number } | null {
  let [sum, width] = [0, 0]
  for (let k = 1; k < x.length; k++) {
    const [from, to] = [x[k - 1]!, x[k]!]
    const start = low === null ? from : Math.max(low, from)
    const end = high === null ? to : Math.min(high, to)
    if (low !== null && start >= end) continue
    const at = (position: number) => y[k - 1]! + ((y[k]! - y[k - 1]!) * (position - from)) / (to - from || 1)
    sum += ((at(start) + at(end)) / 2) * (end - start)
    width += end - start
  }
  if (Number.isNaN(sum)) return null
  const isCovered = low === null || high === null || (x[0]! <= low && x.at(-1)! >= high)
  return isCovered ? { area: sum, width } : null
}
