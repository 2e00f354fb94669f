import { getPlot } from '#contract/operations/explore.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, figure, plainNumber } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { recordFilter } from '../record-filter.ts'
import { textTable } from '../text-table.ts'
import type { plotOptions } from './record.ts'

type Plot = AnswerOf<typeof getPlot>

/** The numbers of a plot: pairs of two values of the same thing, or boxes by category. */
export async function run({ argument, options, language }: Asked<typeof plotOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { hub, rows, x, y, colour, x_unit, y_unit } = options
  const plot = await client.call(getPlot, {
    params: { hub },
    query: { ...recordFilter(argument, options, 'record plot'), rows, x, y, colour, x_unit, y_unit },
  })
  return {
    json: plot,
    text: () => {
      const words = {
        en: { name: 'Name', pairs: 'pairs', of: 'of', rows: 'records', category: 'Category', median: 'Median', leftOut: 'Bounds left out' },
        ko: { name: '이름', pairs: '쌍', of: '/', rows: '기록', category: '범주', median: '중앙값', leftOut: '제외된 한계값' },
      }[language]
      const said = `${count(plot.pairs, language)} ${words.pairs} ${words.of} ${count(plot.rows, language)} ${words.rows}`
      if (plot.boxes) {
        const boxes = plot.boxes.map(({ category, n, left_out, box }) => [
          category, count(n, language), ...[box?.q1, box?.median, box?.q3].map((value) => figure(value)), count(left_out, language),
        ])
        const right = (title: string) => ({ title, right: true })
        return `${titleOf(plot.y, language)}\n\n${textTable([
          { title: words.category, shrinks: true }, right('n'), right('Q1'), right(words.median), right('Q3'), right(words.leftOut),
        ], boxes, terminalWidth())}\n\n${said}`
      }
      const points = plot.points.map(({ name, x: across, y: up, colour: third }) => [
        formulaText(name), ...[across, up, ...(plot.colour ? [third] : [])].map(cellText),
      ])
      const titles = [plot.x, plot.y, ...(plot.colour ? [plot.colour] : [])]
      return `${textTable([
        { title: words.name, shrinks: true }, ...titles.map((column) => ({ title: titleOf(column, language), right: true })),
      ], points, terminalWidth())}\n\n${said}`
    },
  }
}

function titleOf({ label, unit }: Plot['x'], language: 'en' | 'ko'): string {
  return unit && unit !== '1' ? `${label[language]} [${unit}]` : label[language]
}

function cellText(cell: Plot['points'][number]['colour']): string {
  if (cell === null) return ''
  return typeof cell.value === 'number' ? `${cell.bound ?? ''}${plainNumber(cell.value)}` : cell.value
}
