import { Document, isScalar, visit } from 'yaml'
import type { Client } from '#contract/client.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { suggestSpace } from '#contract/operations/campaign.ts'
import { listTemplates } from '#contract/operations/hub.ts'
import { getModel } from '#contract/operations/model.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { spaceOptions } from './campaign.ts'

/** Writes a campaign file whose space spans what a model was trained on, to be edited before it is opened. */
export async function run({ argument, options, language }: Asked<typeof spaceOptions>): Promise<Outcome> {
  const client = await connect(language)
  const model = await client.call(getModel, { params: { id: argument } })
  const { space } = await client.call(suggestSpace, { params: { id: argument } })
  const { goal, process } = options
  await requireProcess(client, model.hub, process)
  const draft = { name: `${goal} ${model.request.target}`, model: model.id, goal, process, space }
  return {
    json: draft,
    text: () => [
      `# ${HINT[language]}`, ...leftOut(model.request.inputs, space, language).map((line) => `# ${line}`), yamlText(draft),
    ].join('\n').trimEnd(),
  }
}

const HINT = {
  en: 'Edit the space, then: sojae campaign create FILE.yaml',
  ko: '공간을 편집한 뒤 실행: sojae campaign create FILE.yaml',
}

/** What is found by measuring cannot be chosen, so it is no dimension: say so, rather than leave people to look for it. */
function leftOut(inputs: readonly string[], space: AnswerOf<typeof suggestSpace>['space'], language: Language): string[] {
  const columns = 'dimensions' in space ? space.dimensions.map(({ column }) => column) : []
  const names = inputs.filter((name) => !columns.includes(name)).join(', ')
  if (names === '') return []
  return [{
    en: `Left out, since it is found and not chosen: ${names}.`, ko: `선택할 수 없고 측정해야 알 수 있으므로 제외함: ${names}.`,
  }[language]]
}

/** A draft for a process that is none would be refused only when it is opened, after it was edited. */
async function requireProcess(client: Client, hub: string, key: string): Promise<void> {
  const { templates } = await client.all(listTemplates, { params: { hub } })
  const processes = templates.filter(({ kind }) => kind === 'process').map(({ template, version }) => `${template}@${version}`)
  if (processes.includes(key)) return
  const near = nearestWord(key, processes)
  const all = processes.join(', ')
  throw new Refusal(
    'campaign.not_a_process',
    {
      en: `${key} is no process template of this hub${near ? `; did you mean ${near}?` : '.'} There are: ${all}.`,
      ko: `${key}은(는) 이 허브의 공정 템플릿이 아닙니다.${near ? ` ${near}을(를) 뜻하셨습니까?` : ''} 있는 것: ${all}.`,
    },
    { process: key, near },
  )
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
