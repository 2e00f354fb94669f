import { formulaText } from '#science/chemistry/formula-parts.ts'
import { inLanguage } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { getDraft } from '#contract/operations/draft.ts'
import { moment } from './number-text.ts'
import { labelled } from './text-table.ts'
import { valuesText } from './value-text.ts'

type Draft = AnswerOf<typeof getDraft>

/** A draft for people: whose it is, what it would make, what is wrong in it, what was said about it. */
export function draftText(draft: Draft, language: Language): string {
  const words = WORDS[language]
  const head: [string, string][] = [
    ['ID', draft.id], [words.state, words[draft.state]], [words.version, String(draft.version)],
    [words.author, `${draft.author.name} · ${moment(draft.changed_at)}`], [words.template, draft.template],
  ]
  if (draft.reason) head.push([words.reason, draft.reason])
  if (draft.revises) head.push([words.revises, draft.revises])
  if (draft.decided) head.push([words.decided, `${draft.decided.by.name} · ${moment(draft.decided.at)}`])
  const records = draft.records.map(({ key, content }) => (
    `  ${formulaText(content.name)} (${content.template})${madeText(draft, key)}\n    ${valuesText(content.values, language)}`.trimEnd()
  ))
  const problems = draft.problems.map(({ key, text }) => `  ${key}: ${inLanguage(text, language)}`)
  const comments = draft.comments.map(({ author, at, text, withdrawn }) => (
    `  ${author.name} · ${moment(at)}\n    ${withdrawn ? words.withdrawn : text.replace(/\s+/g, ' ')}`
  ))
  return [
    formulaText(draft.name), labelled(head), `${words.records}\n${records.join('\n')}`,
    ...(problems.length > 0 ? [`${words.problems}\n${problems.join('\n')}`] : []),
    ...(comments.length > 0 ? [`${words.comments}\n${comments.join('\n')}`] : []),
  ].join('\n\n')
}

/** What became of one of its records. */
function madeText({ made }: Draft, key: string): string {
  const id = made.find((each) => each.key === key)?.id
  return id ? ` → ${id}` : ''
}

/** What became of a draft so far. */
export function draftState(state: Draft['state'], language: Language): string {
  return WORDS[language][state]
}

const WORDS = {
  en: {
    state: 'State', version: 'Version', author: 'Author', template: 'Template', reason: 'Reason', revises: 'Revises', decided: 'Decided',
    records: 'Records', problems: 'Not yet allowed', comments: 'Comments', withdrawn: '(withdrawn)',
    open: 'not submitted', submitted: 'submitted', sent_back: 'sent back', accepted: 'accepted', discarded: 'discarded',
  },
  ko: {
    state: '상태', version: '버전', author: '작성자', template: '템플릿', reason: '사유', revises: '개정 대상', decided: '결정',
    records: '기록', problems: '아직 맞지 않는 것', comments: '의견', withdrawn: '(철회됨)',
    open: '제출 전', submitted: '제출됨', sent_back: '반려됨', accepted: '승인됨', discarded: '버려짐',
  },
} as const
