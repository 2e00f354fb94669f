import { compareRecords } from '#contract/operations/explore.ts'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { plainNumber } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Shows records side by side, each field in one unit. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const compared = await client.call(compareRecords, { params: { hub: options.hub }, query: { records: argument } })
  return {
    json: compared,
    text: () => {
      const words = { en: { field: 'Field', elsewhere: 'measured elsewhere' }, ko: { field: '필드', elsewhere: '다른 곳에서 측정' } }[language]
      const row = ({ label, unit, cells }: (typeof compared)['own'][number], mark = '') => [
        `${label[language]}${unit && unit !== '1' ? ` [${unit}]` : ''}${mark}`,
        ...cells.map((cell) => {
          if (cell === null) return ''
          return typeof cell.value === 'number' ? `${cell.bound ?? ''}${plainNumber(cell.value)}` : formulaText(cell.value)
        }),
      ]
      return textTable(
        [{ title: words.field }, ...compared.records.map(({ name }) => ({ title: formulaText(name), shrinks: true }))],
        [...compared.own.map((field) => row(field)), ...compared.measured.map((field) => row(field, ` (${words.elsewhere})`))],
        terminalWidth(),
      )
    },
  }
}
