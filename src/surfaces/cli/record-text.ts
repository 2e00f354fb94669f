import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Language } from '#science/refusal.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { getRecord } from '#contract/operations/record.ts'
import { figure, moment } from './number-text.ts'
import { labelled } from './text-table.ts'
import { fullValueText, sourceText } from './value-text.ts'

type Record_ = AnswerOf<typeof getRecord>

/** A record for people: what it is, what it says, from where, and the records it points to. */
export function recordText(record: Record_, language: Language): string {
  const { content, names } = record
  const words = WORDS[language]
  const nameOf = (id: string) => `${formulaText(names[id] ?? id)} (${id})`
  const head: [string, string][] = [
    ['ID', record.id],
    [words.template, `${content.template} · ${record.stage} · ${content.kind}`],
    [words.origin, content.kind === 'material' ? content.origin : `${content.origin} · ${content.state}`],
    [words.source, sourceText(content.source, language)],
    [words.revision, [record.revision, moment(record.at), record.author, record.reason].filter(Boolean).join(' · ')],
  ]
  if (content.trl !== undefined) head.push(['TRL', String(content.trl)])
  if (content.note) head.push([words.note, content.note])
  if (content.kind === 'measurement') head.push([words.of, nameOf(content.of)])
  if (content.kind === 'process') {
    const part = ({ material, role }: (typeof content.inputs)[number]) => (role ? `${role}: ` : '') + nameOf(material)
    for (const input of content.inputs) head.push([words.input, part(input)])
    for (const output of content.outputs) head.push([words.output, part(output)])
  }
  const values = (title: string, given: typeof content.values) => {
    const pairs = Object.entries(given).map(([field, value]) => [`  ${field}`, fullValueText(value, language, record.files)] as const)
    return pairs.length > 0 ? [`${title}\n${labelled(pairs)}`] : []
  }
  return [
    formulaText(content.name), labelled(head),
    ...(record.proposal ? [predictedText(record.proposal, language)] : []),
    ...(content.kind === 'process' ? values(words.planned, content.planned) : []),
    ...values(words.values, content.values),
  ].join('\n\n')
}

/** What was predicted of a planned process, marked as such, for comparing with what comes of it. */
function predictedText(proposal: NonNullable<Record_['proposal']>, language: Language): string {
  const words = WORDS[language]
  const unit = proposal.target_unit && proposal.target_unit !== '1' ? ` ${proposal.target_unit}` : ''
  const ninety = proposal.intervals['90']
  return `${words.predicted}\n${labelled([
    [`  ${proposal.target_label[language] || proposal.target}`, `${figure(proposal.mean)}${unit}`],
    ...(ninety ? [[`  ${words.interval}`, `${figure(ninety[0])} … ${figure(ninety[1])}${unit}`] as const] : []),
    ...(proposal.distance > 1 ? [[`  ${words.validity}`, `${words.outside} (${figure(proposal.distance, 2)})`] as const] : []),
    ...proposal.given.map(({ label, value }) => [`  ${label[language]}`, value[language]] as const),
    [`  ${words.proposal}`, `${proposal.n} · ${moment(proposal.predicted_at)}`],
    [`  ${words.campaign}`, `${proposal.campaign_name} (${proposal.campaign})`],
  ])}`
}

const WORDS = {
  en: {
    template: 'Template', origin: 'Origin', source: 'Source', revision: 'Revision', note: 'Note', of: 'Measured on',
    input: 'Input', output: 'Output', planned: 'Planned', values: 'Values', predicted: 'Predicted before it was done',
    interval: '90 % interval', proposal: 'Proposal', campaign: 'Campaign',
    validity: 'Validity', outside: 'outside of what the model learned from',
  },
  ko: {
    template: '템플릿', origin: '구분', source: '출처', revision: '개정', note: '비고', of: '측정 대상', input: '투입', output: '산출',
    planned: '계획', values: '값', predicted: '수행 전 예측', interval: '90 % 구간', proposal: '제안', campaign: '캠페인',
    validity: '유효 범위', outside: '모델의 학습 범위를 벗어남',
  },
} as const
