import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Axis, Summary } from '../templates/template.ts'

/**
 * The unit that a summary of a curve has when its axes have these units: a slope is y by x, an area y times x.
 *
 * Inside a product a degree Celsius is a difference, so a slope over temperature is per kelvin.
 */
export function summaryUnit(summary: Summary, axes: readonly Pick<Axis, 'name' | 'unit'>[]): string {
  const x = axes[0]!.unit
  const y = axes.find(({ name }) => name === summary.axis)!.unit
  switch (summary.of) {
    case 'x_at_maximum': case 'x_at': return x
    case 'slope': return parseUnit(`(${y})/(${x})`).symbol
    case 'area': return parseUnit(`(${y})·(${x})`).symbol
    case 'last_over_first': return '1'
    default: return y
  }
}
