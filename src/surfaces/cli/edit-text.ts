import type { z } from 'zod'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Language } from '#science/refusal.ts'
import type { BulkEditSchema, ChangeSchema } from '#contract/schemas/bulk-edit.ts'
import { undoText } from './import-text.ts'
import { count, moment } from './number-text.ts'
import { terminalWidth } from './output.ts'
import { labelled, textTable } from './text-table.ts'

type BulkEdit = z.infer<typeof BulkEditSchema>

/** Lines that fit on a screen; all of them are in the JSON. */
const SHOWN = 20

/** A change to many records for people: what each says and would say, which stay and why, and how to go on. */
export function editText(edit: BulkEdit, language: Language): string {
  const words = WORDS[language]
  const { report, undo } = edit
  const n = (whole: number) => count(whole, language)
  const isDry = edit.state === 'checked'
  const parts = [labelled([
    [words.edit, edit.id], [words.change, changeText(edit.change)],
    [words.state, `${words.states[edit.state]} · ${moment(edit.created_at)} · ${edit.created_by}`],
    ...(edit.reason ? [[words.reason, edit.reason] as const] : []),
    ...(edit.problem ? [[words.problem, edit.problem[language]] as const] : []),
    [words.records, n(report.records)], [isDry ? words.would : words.changed, n(report.changed)],
    [words.unchanged, n(report.unchanged)], [words.stay, n(report.stay)],
  ])]
  const lines = report.changes.slice(0, SHOWN)
  if (lines.length > 0) {
    parts.push(textTable(
      [{ title: words.record, shrinks: true }, { title: words.before, shrinks: true }, { title: words.after, shrinks: true }],
      lines.map(({ record, before, after }) => [formulaText(record.name), before ?? '–', after ?? '–']), terminalWidth(),
    ))
  }
  if (report.changed > lines.length && lines.length > 0) parts.push(words.more(n(report.changed - lines.length)))
  if (report.findings.length > 0) {
    const stays = report.findings.slice(0, SHOWN)
    parts.push([words.whyStay, ...stays.map(({ record, text }) => `  ${formulaText(record.name)}: ${text[language]}`),
      ...(report.stay > stays.length ? [`  ${words.more(n(report.stay - stays.length))}`] : [])].join('\n'))
  }
  if (undo?.report) parts.push(undoText(undo.report, language))
  if (isDry && report.changed > 0) parts.push(`${words.start}: sojae record edit-start ${edit.id} --reason TEXT`)
  if (edit.state === 'done') parts.push(`${words.undo}: sojae record edit-undo ${edit.id} --reason TEXT`)
  return parts.join('\n\n')
}

/** What is changed, in one line. */
export function changeText(change: z.infer<typeof ChangeSchema>): string {
  switch (change.what) {
    case 'set': return `${change.field} = ${change.text}`
    case 'clear': return `${change.field} = –`
    case 'rename': return `“${change.find}” → “${change.replace}”`
    case 'origin': return `origin = ${change.origin}`
    case 'source': return `source = ${change.source.kind === 'own' ? 'own' : change.source.kind === 'literature' ? change.source.doi : change.source.name}`
  }
}

export const EDIT_STATES = {
  en: { checked: 'dry run, nothing is written', queued: 'waiting', running: 'running', done: 'done', failed: 'failed', undoing: 'being undone', undone: 'undone' },
  ko: { checked: '미리 보기(아직 쓰지 않음)', queued: '대기 중', running: '진행 중', done: '완료', failed: '실패', undoing: '되돌리는 중', undone: '되돌림' },
} as const

const WORDS = {
  en: {
    edit: 'Edit', change: 'Change', state: 'State', reason: 'Reason', problem: 'Problem', records: 'Records', would: 'Would change', changed: 'Changed',
    unchanged: 'Say so already', stay: 'Stay', record: 'Record', before: 'Before', after: 'After', whyStay: 'Why they stay',
    more: (n: string) => `… and ${n} more: --json`, start: 'To make it', undo: 'To take it back', states: EDIT_STATES.en,
  },
  ko: {
    edit: '편집', change: '변경', state: '상태', reason: '사유', problem: '문제', records: '기록', would: '바뀔 기록', changed: '바뀐 기록',
    unchanged: '이미 같은 기록', stay: '그대로 두는 기록', record: '기록', before: '이전', after: '이후', whyStay: '그대로 두는 까닭',
    more: (n: string) => `… 그 밖에 ${n}건: --json`, start: '적용', undo: '되돌리기', states: EDIT_STATES.ko,
  },
} as const
