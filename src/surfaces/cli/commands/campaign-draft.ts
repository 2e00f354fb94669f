import { Document, isScalar, visit } from 'yaml'
import { suggestSpace } from '#contract/operations/campaign.ts'
import { getModel } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { spaceOptions } from './campaign.ts'

/** Writes a campaign file whose space spans what a model was trained on, to be edited before it is opened. */
export async function run({ argument, options, language }: Asked<typeof spaceOptions>): Promise<Outcome> {
  const client = await connect(language)
  const model = await client.call(getModel, { params: { id: argument } })
  const { space } = await client.call(suggestSpace, { params: { id: argument } })
  const { goal, process } = options
  const draft = { name: `${goal} ${model.request.target}`, model: model.id, goal, process, space }
  return {
    json: draft,
    text: () => `# ${HINT[language]}\n${yamlText(draft)}`.trimEnd(),
  }
}

const HINT = {
  en: 'Edit the space, then: sojae campaign create FILE.yaml',
  ko: '공간을 편집한 뒤 실행: sojae campaign create FILE.yaml',
}

/** YAML in which a pair of bounds stands on one line, `Al: [0, 0.35]`, as one would write it by hand. */
function yamlText(draft: object): string {
  const document = new Document(draft)
  visit(document, {
    Seq(_, list) {
      if (list.items.every((item) => isScalar(item) && typeof item.value === 'number')) list.flow = true
    },
  })
  return document.toString({ flowCollectionPadding: false, lineWidth: 120 })
}
