import { formulaText } from '#science/chemistry/formula-parts.ts'
import { getLineage } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import type { lineageOptions } from './record.ts'

/** Shows what a record was made from and what became of it, from raw materials down to devices. */
export async function run({ argument, options, language }: Asked<typeof lineageOptions>): Promise<Outcome> {
  const client = await connect(language)
  const lineage = await client.call(getLineage, { params: { id: argument }, query: { depth: options.depth } })
  return {
    json: lineage,
    text: () => {
      const words = {
        en: {
          step: 'Step', name: 'Name', template: 'Template', stage: 'Stage', from: 'From',
          cut: 'There is more than is shown; ask with a greater --depth.',
        },
        ko: {
          step: '단계', name: '이름', template: '템플릿', stage: '생애 단계', from: '유래',
          cut: '표시하지 않은 계보가 더 있습니다. --depth를 늘리십시오.',
        },
      }[language]
      const names = new Map(lineage.nodes.map(({ id, name }) => [id, formulaText(name)]))
      const parentsOf = (id: string) => lineage.edges
        .filter(({ to }) => to === id)
        .map(({ from, role }) => `${names.get(from) ?? from}${role ? ` (${role})` : ''}`)
        .join(', ')
      const inOrder = lineage.nodes.toSorted((a, b) => a.step - b.step || a.template.localeCompare(b.template))
      const rows = inOrder.map((node) => [
        node.id === lineage.root ? '▶ 0' : `${node.step > 0 ? '+' : ''}${node.step}`.replace('-', '−'),
        names.get(node.id)!, node.state === 'done' ? node.label[language] : `${node.label[language]} (${node.state})`,
        node.stage, parentsOf(node.id), node.id,
      ])
      const table = textTable([
        { title: words.step, right: true }, { title: words.name, shrinks: true },
        { title: words.template, shrinks: true },
        { title: words.stage }, { title: words.from, shrinks: true }, { title: 'ID' },
      ], rows, terminalWidth())
      return lineage.cut ? `${table}\n\n${words.cut}` : table
    },
  }
}
