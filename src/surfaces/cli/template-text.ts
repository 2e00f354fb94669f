import type { z } from 'zod'
import { inLanguage } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import type { MigrationReportSchema, MigrationSchema, TemplateFaultSchema } from '#contract/schemas/template-change.ts'
import { count, moment } from './number-text.ts'
import { terminalWidth } from './output.ts'
import { labelled, textTable } from './text-table.ts'

/** Every fault of a template, one line each, as compilers print them: `file:line: path: what is wrong`. */
export function faultsText(faults: readonly z.infer<typeof TemplateFaultSchema>[], file: string, language: Language): string {
  return faults.map(({ line, path, text }) => {
    const said = inLanguage(text, language)
    // What is no YAML at all is told with its file and line already.
    if (path === '' && line !== null && said.startsWith(file)) return said
    return `${file}${line === null ? '' : `:${line}`}: ${path === '' ? '' : `${path}: `}${said}`
  }).join('\n')
}

/** What becomes of the records of a version, and why some stay. */
export function migrationReportText(report: z.infer<typeof MigrationReportSchema>, language: Language): string {
  const words = WORDS[language]
  const n = (value: number) => count(value, language)
  const parts = [
    labelled([
      [words.move, `${report.from} → ${report.to}`],
      [words.records, report.looked_at < report.records ? words.of(n(report.looked_at), n(report.records)) : n(report.records)],
      [words.convert, n(report.convert)], [words.stay, n(report.stay)],
    ]),
    ...(report.changes.length > 0 ? [report.changes.map(({ effect, text }) => `${effect === 'some' ? '!' : '·'} ${inLanguage(text, language)}`).join('\n')] : []),
  ]
  if (report.reasons.length > 0) {
    parts.push(textTable(
      [{ title: words.records, right: true }, { title: words.why, shrinks: true }, { title: words.example, shrinks: true }],
      report.reasons.map(({ records, text, examples }) => [n(records), inLanguage(text, language), examples.map(({ name, id }) => `${name} (${id})`).join(', ')]),
      terminalWidth(),
    ))
  }
  if (report.tables.length > 0) {
    parts.push([words.tables, ...report.tables.map(({ title, fields }) => `  ${title[language]}: ${fields.join(', ')}`)].join('\n'))
  }
  return parts.join('\n\n')
}

/** A migration with its report, and how to take it back. */
export function migrationText(migration: z.infer<typeof MigrationSchema>, language: Language): string {
  const words = WORDS[language]
  const head = labelled([
    [words.migration, migration.id], [words.state, words.states[migration.state]],
    [words.made, `${moment(migration.created_at)} · ${migration.created_by}`],
    ...(migration.problem ? [[words.problem, migration.problem[language]] as const] : []),
  ])
  const parts = [head, ...(migration.report ? [migrationReportText(migration.report, language)] : [])]
  if (migration.undo_report) {
    const { written_back, left, findings } = migration.undo_report
    parts.push([
      words.undone(count(written_back, language), count(left, language)),
      ...findings.map(({ record, revision }) => `  ${record.name} (${record.id}) · ${words.revision} ${revision}`),
    ].join('\n'))
  }
  if (migration.state === 'done') parts.push(`${words.undo}: sojae template undo ${migration.id}`)
  return parts.join('\n\n')
}

const WORDS = {
  en: {
    move: 'Versions', records: 'Records', convert: 'Convert', stay: 'Stay', why: 'Why they stay', example: 'For example',
    migration: 'Migration', state: 'State', made: 'Started', problem: 'Problem', undo: 'Take it back', revision: 'revision',
    of: (some: string, all: string) => `the first ${some} of ${all} were looked at`,
    tables: 'Tables that draw what is gone or renamed; such a column finds nothing in records that have moved:',
    undone: (back: string, left: string) => `${back} records say again what they said before; ${left} were revised since and are left as they are.`,
    states: { queued: 'waiting', running: 'running', done: 'done', failed: 'failed', undoing: 'being undone', undone: 'undone' },
  },
  ko: {
    move: '버전', records: '기록', convert: '이전됨', stay: '남음', why: '남는 이유', example: '예',
    migration: '이전', state: '상태', made: '시작', problem: '문제', undo: '되돌리기', revision: '개정',
    of: (some: string, all: string) => `${all}건 중 처음 ${some}건을 확인함`,
    tables: '없어지거나 이름이 바뀐 필드를 쓰는 표. 그 열은 이전된 기록에서 값을 찾지 못합니다:',
    undone: (back: string, left: string) => `기록 ${back}건이 이전 내용으로 돌아갔습니다. 그 뒤에 개정된 ${left}건은 그대로 두었습니다.`,
    states: { queued: '대기 중', running: '진행 중', done: '완료', failed: '실패', undoing: '되돌리는 중', undone: '되돌림' },
  },
} as const
