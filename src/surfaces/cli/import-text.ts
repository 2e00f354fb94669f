import type { z } from 'zod'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { inLanguage } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import { CORRECTION_KEPT, kindRank, linesTold, REVISED_SINCE } from '#contract/finding-kind.ts'
import type { ImportSchema, UndoReportSchema } from '#contract/schemas/import.ts'
import { count, figure, moment } from './number-text.ts'
import { labelled } from './text-table.ts'

type Import = z.infer<typeof ImportSchema>

/** Findings that fit on a screen; all of them are in the JSON. */
const SHOWN = 10

/** The report of an import for people. */
export function importText(given: Import, language: Language): string {
  const { report, file, problem, undo } = given
  const words = WORDS[language]
  const head: [string, string][] = [
    [words.import, given.id],
    [words.recipe, given.recipe],
    [words.file, `${file.name} (${formatBytes(file.size, language)}, SHA-256 ${file.sha256})`],
    [words.state, `${words.states[given.state]} · ${moment(given.created_at)} · ${given.created_by}`],
  ]
  if (undo?.at) head.push([words.undone, `${moment(undo.at)} · ${undo.by} · ${undo.reason}`])
  if (problem) head.push([words.problem, problem[language]])
  if (!report) return labelled(head)
  const n = (whole: number) => count(whole, language)
  const templates = Object.entries(report.by_template).sort(([, a], [, b]) => b - a)
  const body: [string, string][] = [
    [words.rows, n(report.rows_read)],
    [words.made, n(report.records_made)],
    ...templates.map(([template, made]): [string, string] => [`  ${template}`, n(made)]),
    [words.revised, n(report.records_revised)],
    [words.unchanged, n(report.records_unchanged)],
    [words.links, n(report.links_made)],
    [words.quantities, n(report.quantities_made)],
    [words.refused, n(report.cells_refused)],
    [words.leftOut, report.records_left_out === undefined ? '–' : n(report.records_left_out)],
    [words.duplicates, n(report.duplicate_rows)],
    [words.seconds, figure(report.seconds, 3)],
  ]
  return [labelled(head), ...(undo?.report ? [undoText(undo.report, language), words.before] : []), labelled(body), ...findingsText(given, language)].join('\n\n')
}

/** What undoing an import does or did, for people. */
export function undoText({ withdrawn, written_back, stay, findings }: z.infer<typeof UndoReportSchema>, language: Language): string {
  const words = UNDO_WORDS[language]
  const n = (whole: number) => count(whole, language)
  const counts = labelled([[words.withdrawn, n(withdrawn)], [words.back, n(written_back)], [words.stay, n(stay)]])
  const lines = findings.slice(0, SHOWN).map(({ record, why, text }) => (
    `  ${formulaText(record.name)}: ${text ? text[language] : words[why]} · sojae record show ${record.id}`
  ))
  return [counts, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n')
}

const UNDO_WORDS = {
  en: {
    withdrawn: 'Records withdrawn', back: 'Say again what they said', stay: 'Stay',
    revised: 'revised since', in_use: 'something else hangs on it', refused: 'what it said before is refused today',
  },
  ko: {
    withdrawn: '철회하는 기록', back: '이전 내용으로 되돌리는 기록', stay: '남는 기록',
    revised: '이후 개정됨', in_use: '다른 기록이 달려 있음', refused: '이전 내용을 지금은 쓸 수 없음',
  },
} as const

function findingsText({ id, report }: Import, language: Language): string[] {
  const kinds = report?.kinds ?? (report?.findings ?? []).map(({ line, ...one }) => ({ ...one, count: 1, lines: line === null ? [] : [line] }))
  // What both have changed comes first, then what was refused: the reader has to act upon them.
  const told = kinds.toSorted((a, b) => kindRank(a) - kindRank(b))
  if (told.length === 0) return []
  const words = WORDS[language]
  const lines = told.slice(0, SHOWN).flatMap(({ severity, code, column, count: n, lines: at, text }) => {
    const [line] = at
    if (code === CORRECTION_KEPT) return [`  ${words.sorts.kept}  ${words.kept(count(n, language), id)}`]
    const records = report!.findings.find((one) => one.code === code && one.column === column && one.line === (line ?? null))?.records ?? []
    const place = n === 1 ? (line === undefined ? '' : `${words.line} ${line}`) : `${count(n, language)} ×`
    const sort = code === REVISED_SINCE ? 'conflict' : severity === 'remark' ? 'remark' : column === null ? 'record' : 'cell'
    const named = linesTold({ lines: at, count: n })
    const others = n > 1 && at.length > 0 ? ` (${named.lines.length > 1 ? words.lines : words.line} ${named.lines.join(', ')}${named.more ? ', …' : ''})` : ''
    return [
      `  ${words.sorts[sort]}  ${[[place, column ?? ''].filter(Boolean).join(n === 1 ? ', ' : ' '), inLanguage(text, language)].filter(Boolean).join(': ')}${others}`,
      ...records.map((record) => `    ${words.line} ${record.line}, ${formulaText(record.name)}: sojae record show ${record.id}`),
    ]
  })
  const more = told.slice(SHOWN).reduce((sum, { count: n }) => sum + n, 0)
  return [[words.findings, ...lines, ...(more > 0 ? [`  ${words.more(count(more, language), id)}`] : [])].join('\n')]
}

const WORDS = {
  en: {
    undone: 'Undone', before: 'Before it was undone it had brought in:',
    import: 'Import', recipe: 'Recipe', file: 'File', state: 'State', problem: 'Problem', rows: 'Rows read',
    made: 'Records made',
    revised: 'Records revised', unchanged: 'Records unchanged', links: 'Links made', quantities: 'Quantities',
    refused: 'Cells not taken', leftOut: 'Records left out',
    duplicates: 'Duplicate rows', seconds: 'Seconds', findings: 'Findings', line: 'line', lines: 'lines',
    states: { queued: 'waiting', running: 'running', done: 'done', failed: 'failed', undone: 'undone' },
    sorts: { conflict: 'both changed', cell: 'not taken', record: 'left out ', kept: 'kept     ', remark: 'remark   ' },
    kept: (n: string, id: string) => `corrections made in the hub and kept: ${n} (sojae import show ${id} --json)`,
    more: (n: string, id: string) => `… and ${n} more: sojae import show ${id} --json`,
  },
  ko: {
    undone: '되돌림', before: '되돌리기 전에 가져왔던 내용:',
    import: '가져오기', recipe: '레시피', file: '파일', state: '상태', problem: '문제', rows: '읽은 행', made: '만든 기록',
    revised: '개정한 기록', unchanged: '변동 없는 기록', links: '연결', quantities: '물리량', refused: '가져오지 못한 칸', leftOut: '제외한 기록',
    duplicates: '중복 행', seconds: '걸린 시간(초)', findings: '확인 사항', line: '행', lines: '행',
    states: { queued: '대기 중', running: '진행 중', done: '완료', failed: '실패', undone: '되돌림' },
    sorts: { conflict: '양쪽에서 고침', cell: '칸 제외  ', record: '기록 제외', kept: '유지     ', remark: '참고     ' },
    kept: (n: string, id: string) => `허브에서 고쳐 그대로 둔 값: ${n}개 (sojae import show ${id} --json)`,
    more: (n: string, id: string) => `… 그 밖에 ${n}건: sojae import show ${id} --json`,
  },
} as const
