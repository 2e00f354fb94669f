import { listTemplates } from '#contract/operations/hub.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the templates of a hub. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listTemplates, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: { template: 'Template', label: 'Label', kind: 'Kind', stage: 'Stage', records: 'Records' },
        ko: { template: '템플릿', label: '이름', kind: '종류', stage: '단계', records: '기록' },
      }[language]
      const rows = answer.templates.map(({ template, version, label, kind, stage, records }) =>
        [`${template}@${version}`, label[language], kind, stage, count(records, language)])
      return textTable([
        { title: words.template }, { title: words.label, shrinks: true }, { title: words.kind },
        { title: words.stage }, { title: words.records, right: true },
      ], rows, terminalWidth())
    },
  }
}
