import { compareCurves } from '#contract/operations/curve.ts'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { writeRemark } from '../output.ts'
import type { curveOptions } from './record.ts'

/** Prints the points of one field's curves in one or more records, in one unit on each axis, as CSV; thinned to about `--most`. */
export async function run({ argument, options, language, json }: Asked<typeof curveOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { hub, field, most, from, to } = options
  const answer = await client.call(compareCurves, { params: { hub }, query: { records: argument, field, most, from, to } })
  if (!json) for (const { name, record, reason } of answer.left_out) writeRemark(`${name ?? record}: ${reason[language]}`)
  return {
    json: answer,
    text: () => [
      ['record', 'name', ...answer.axes.map(({ name, unit }) => (unit === '1' ? name : `${name} [${unit}]`))].map(csvCell).join(','),
      ...answer.curves.flatMap(({ record, name, axes }) => {
        const columns = answer.axes.map((axis) => axes[axis.name]?.values)
        const length = Math.max(0, ...columns.map((values) => values?.length ?? 0))
        return Array.from({ length }, (_, at) => (
          [record, formulaText(name), ...columns.map((values) => String(values?.[at] ?? ''))].map(csvCell).join(',')
        ))
      }),
    ].join('\n'),
  }
}

function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
