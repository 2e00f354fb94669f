import { columnAddress } from '#contract/column-address.ts'
import type { Template } from '../tables/column-field.ts'
import { firstAxes } from './plot-columns.ts'
import type { Column } from './plot-columns.ts'

/** The query of the plot that a table's page leads to: its rows, and the two of its numbers that a plot begins with. */
export function tablePlot(columns: readonly Column[], rows: string, templates: readonly Template[]): string {
  const query = new URLSearchParams({ rows })
  const axes = firstAxes(columns, rows, templates)
  if (axes) {
    for (const name of ['x', 'y'] as const) {
      query.set(name, columnAddress(axes[name].path))
      if (axes[name].unit) query.set(`${name}_unit`, axes[name].unit)
    }
    const terms = columns.filter(({ kind, path }) => kind === 'category' && path.from !== 'source').sort((a, b) => b.filled - a.filled)
    if (terms[0]) query.set('colour', columnAddress(terms[0].path))
  }
  return query.toString()
}
