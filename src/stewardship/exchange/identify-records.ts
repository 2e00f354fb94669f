import { renameReferences } from '#record/lineage/participants.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Finding } from './finding.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import { recordKey, sameContentText } from './record-key.ts'
import type { RecordDraft } from './record-draft.ts'
import type { RowRecord, RowRecords } from './row-records.ts'

/** One record as some of the rows state it, word for word; `text` is its JSON. */
type Statement = {
  readonly text: string
  readonly content: RecordContent
  readonly line: number
  readonly rows: readonly number[]
}

/**
 * The distinct records among those of all rows, each with its key.
 *
 * Rows with the same key and the same values speak of one record. The same key with other values is another record,
 * `#2`, `#3` …, numbered by their content so that the order of rows does not matter; it is remarked in `findings`,
 * never merged or averaged.
 */
export function identifyRecords(
  plan: readonly PlannedRecord[],
  rows: readonly RowRecords[],
  findings: Finding[],
): RecordDraft[] {
  const drafts: RecordDraft[] = []
  // keys[position][row]: which record the row's statement became.
  const keys: (string | undefined)[][] = []
  for (const [position, planned] of plan.entries()) {
    const keysOfRows: (string | undefined)[] = Array.from({ length: rows.length })
    keys.push(keysOfRows)
    for (const [key, statements] of statementsByKey(planned, position, rows, keys)) {
      const different = differentStatements(statements)
      for (const [index, statement] of different.entries()) {
        const own = index === 0 ? key : `${key}#${index + 1}`
        if (index > 0) findings.push(anotherOccurrence(planned, statement.line, index + 1, different.length))
        drafts.push({ key: own, content: statement.content, line: statement.line })
        for (const row of statement.rows) keysOfRows[row] = own
      }
    }
  }
  return drafts
}

function statementsByKey(
  planned: PlannedRecord,
  position: number,
  rows: readonly RowRecords[],
  keys: readonly (readonly (string | undefined)[])[],
): Map<string, Statement[]> {
  const byKey = new Map<string, Map<string, Statement & { readonly rows: number[] }>>()
  for (const [row, { line, records }] of rows.entries()) {
    const record = records[position]
    if (!record) continue
    const keyOfPoint = (other: number) => keys[other]![row]!
    const key = keyText(planned, record, keyOfPoint)
    const content = renameReferences(record.content, (name) => keyOfPoint(planned.points.get(name)!))
    const text = JSON.stringify(content)
    let statements = byKey.get(key)
    if (!statements) byKey.set(key, (statements = new Map()))
    const known = statements.get(text)
    // Rows come in the order of lines, so the first one has the line.
    if (known) known.rows.push(row)
    else statements.set(text, { text, content, line, rows: [row] })
  }
  return new Map([...byKey].map(([key, statements]) => [key, [...statements.values()]]))
}

/** The statements that say different things, in the order of what they say; the same in other words is one. */
function differentStatements(statements: readonly Statement[]): Statement[] {
  if (statements.length === 1) return [...statements]
  const bySense = new Map<string, Statement>()
  for (const statement of statements) {
    const sense = sameContentText(statement.content)
    const known = bySense.get(sense)
    bySense.set(sense, known ? joined(known, statement) : statement)
  }
  return [...bySense].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement)
}

/** One statement of two that say the same, in the fuller words (an article's title), else the first by code units. */
function joined(a: Statement, b: Statement): Statement {
  const isFuller = a.text.length === b.text.length ? a.text <= b.text : a.text.length > b.text.length
  const { text, content } = isFuller ? a : b
  return { text, content, line: Math.min(a.line, b.line), rows: [...a.rows, ...b.rows] }
}

function keyText(planned: PlannedRecord, record: RowRecord, keyOfPoint: (position: number) => string): string {
  return recordKey(planned.record.as, record.key.map((part) => (typeof part === 'number' ? keyOfPoint(part) : part)))
}

function anotherOccurrence(planned: PlannedRecord, line: number, occurrence: number, of: number): Finding {
  const { as, template } = planned.record
  return {
    severity: 'remark',
    code: 'record.another_occurrence',
    line,
    column: null,
    value: null,
    text: {
      en: `“${as}” (${template}) is known by the same key from another row with other values; both were kept, this `
        + `one as ${occurrence} of ${of}. Check whether they are two measurements or a slip.`,
      ko: `“${as}”(${template})은(는) 같은 키의 다른 행과 값이 달라 각각 별도 기록으로 두었습니다(${of}개 중 ${occurrence}번째). 두 번 측정한 것인지 오기인지 `
        + `확인하십시오.`,
    },
  }
}
