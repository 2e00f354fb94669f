import type { Text } from '#science/refusal.ts'
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

/** `keys[position][row]`: which record a row's statement became; undefined where it makes none. */
export type KeysOfRows = readonly (readonly (string | undefined)[])[]

/**
 * The distinct records among those of all rows, each with its key.
 *
 * Rows with the same key and the same values speak of one record. The same key with other values is another record,
 * `#2`, `#3` …, numbered by their content so that the order of rows does not matter; `findings` remark on it by the
 * order of lines. They are never merged or averaged.
 */
export function identifyRecords(
  plan: readonly PlannedRecord[],
  rows: readonly RowRecords[],
  findings: Finding[],
): { drafts: RecordDraft[]; keys: KeysOfRows } {
  const drafts: RecordDraft[] = []
  const keys: (string | undefined)[][] = []
  for (const [position, planned] of plan.entries()) {
    const keysOfRows: (string | undefined)[] = Array.from({ length: rows.length })
    keys.push(keysOfRows)
    for (const [key, statements] of statementsByKey(planned, position, rows, keys)) {
      const different = differentStatements(statements)
      const keyed = different.map((statement, index) => ({ ...statement, key: index === 0 ? key : `${key}#${index + 1}` }))
      findings.push(...furtherOccurrences(plan, planned, keyed))
      for (const { key: own, ...statement } of keyed) {
        drafts.push({ key: own, content: statement.content, line: statement.line })
        for (const row of statement.rows) keysOfRows[row] = own
      }
    }
  }
  return { drafts, keys }
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

/** A remark on each line but the first that tells of a record already told of with other values. */
function furtherOccurrences(
  plan: readonly PlannedRecord[], planned: PlannedRecord, different: readonly (Statement & { readonly key: string })[],
): Finding[] {
  const [first, ...further] = different.toSorted((a, b) => a.line - b.line)
  const thing = thingTold(plan, planned)
  const label = planned.template.label
  return further.map(({ line, key }, index) => {
    const [nth, of] = [index + 2, different.length]
    return {
      severity: 'remark',
      code: 'record.another_occurrence',
      line,
      column: null,
      value: null,
      text: {
        en: `${label.en}: line ${line} tells of ${thing.en} as line ${first!.line}, with other values; ${of === 2 ? 'both' : `all ${of}`} are `
          + `kept (this is ${nth} of ${of}). Check whether they are ${of === 2 ? 'two' : of} ${thing.several.en} or a slip.`,
        ko: `${label.ko}: ${line}행과 ${first!.line}행에 ${thing.ko} 다른 값이 있습니다. ${of === 2 ? '둘 다' : `${of}개 모두`} 남겨 두었습니다`
          + `(${of}개 중 ${nth}번째). ${thing.several.ko}인지 오기인지 확인하십시오.`,
      },
      records: [first!.key, key],
    }
  })
}

/** What two rows with one key both tell of, and what they may be instead of a slip. */
function thingTold(plan: readonly PlannedRecord[], { record, template }: PlannedRecord): Text & { readonly several: Text } {
  if (template.kind !== 'measurement') {
    return { en: 'the same one', ko: '같은 대상의', several: { en: 'different things', ko: '서로 다른 대상' } }
  }
  const { label } = plan.find((other) => other.record.as === record.of)!.template
  const hasConditions = record.key.some((part) => part !== record.of)
  return {
    en: `the same ${midSentence(label.en)}${hasConditions ? ' under the same conditions' : ''}`,
    ko: `같은 ${label.ko}${hasConditions ? ', 같은 조건' : ''}의`,
    several: { en: record.origin === 'measured' ? 'measurements' : 'results', ko: '따로 얻은 값' },
  }
}

/** A label inside a sentence: “Alloy specimen” in small letters, “XRD pattern” as it is. */
function midSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label
}
