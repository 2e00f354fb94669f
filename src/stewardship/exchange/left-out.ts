import type { Text } from '#science/refusal.ts'
import type { Field } from '#record/templates/template.ts'
import type { Finding } from './finding.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { ReadRow, RowReader } from './row-reader.ts'

/** Why a row does not make a record: required fields without a value, columns that name no record; and what goes with it, by position in the plan. */
export type LeftOut = { readonly missing: readonly Field[]; readonly unnamed: readonly string[]; readonly dependents: number[] }

/**
 * Says in `findings` what a row left out, in plain words: beside the refused cell that it follows from, where one does, so that one
 * bad cell is told once; else as a finding of its own.
 */
export function tellLeftOut(plan: readonly PlannedRecord[], reader: RowReader, row: ReadRow, leftOut: ReadonlyMap<number, LeftOut>, findings: Finding[]): void {
  for (const [position, { missing, unnamed, dependents }] of leftOut) {
    const planned = plan[position]!
    const columnOf = (field: Field) => planned.fields.find((each) => each.field === field)?.column
    const causes = new Set([...missing.map(columnOf), ...unnamed].flatMap((column) => {
      const found = column === undefined ? -1 : findings.findIndex((finding) => isRefusalOf(finding, row.line, reader.headerOf(column)))
      return found < 0 ? [] : [found]
    }))
    const lost = { of: titleOf(planned, plan), with: dependents.map((other) => titleOf(plan[other]!, plan)) }
    const [first] = causes
    if (first === undefined) findings.push(notMade(row.line, lost, missing, unnamed.map((column) => reader.headerOf(column))))
    for (const cause of causes) findings[cause] = withConsequence(findings[cause]!, lostText(lost), cause === first ? 1 : 0)
  }
}

/** Says of refused cells whose records were made without them that nothing else was lost. */
export function tellKept(plan: readonly PlannedRecord[], reader: RowReader, row: ReadRow, made: readonly unknown[], findings: Finding[]): void {
  for (const [index, finding] of findings.entries()) {
    if (finding.severity !== 'refused' || finding.line !== row.line || finding.leavesOut !== undefined || finding.column === null) continue
    const isOf = ({ column }: { readonly column: string }) => reader.headerOf(column) === finding.column
    if (plan.some(({ fields }, position) => made[position] !== null && fields.some(isOf))) findings[index] = withConsequence(finding, ONLY_THIS, 0)
  }
}

const ONLY_THIS: Text = { en: 'Only this value was left out.', ko: '이 값만 제외했습니다.' }

type Lost = { readonly of: Text; readonly with: readonly Text[] }

function lostText({ of, with: others }: Lost): Text {
  const and = (language: 'en' | 'ko') => others.map((label) => `“${label[language]}”`).join(', ')
  return {
    en: `So this row’s “${of.en}” was left out${others.length > 0 ? `, and with it ${and('en')}` : ''}.`,
    ko: `그래서 이 행의 “${of.ko}” 기록을 제외했습니다${others.length > 0 ? `(함께 제외: ${and('ko')})` : ''}.`,
  }
}

/** What a record is called in a sentence: its template’s title, and the recipe’s own word where several have that title. */
export function titleOf({ record, template }: PlannedRecord, plan: readonly PlannedRecord[]): Text {
  const isOnly = plan.every((other) => other.record.as === record.as || other.template !== template)
  return isOnly ? template.label : { en: `${template.label.en} (${record.as})`, ko: `${template.label.ko}(${record.as})` }
}

function isRefusalOf({ severity, line, column }: Finding, ofLine: number, header: string): boolean {
  return severity === 'refused' && line === ofLine && column === header
}

function withConsequence(finding: Finding, { en, ko }: Text, records: number): Finding {
  const { text, leavesOut = 0 } = finding
  return { ...finding, leavesOut: leavesOut + records, text: { en: `${text.en} ${en}`, ko: `${text.ko} ${ko}` } }
}

function notMade(line: number, lost: Lost, missing: readonly Field[], unnamed: readonly string[]): Finding {
  const fields = (language: 'en' | 'ko') => missing.map(({ label }) => `“${label[language]}”`).join(', ')
  const why = missing.length > 0 ? { en: `The row has no ${fields('en')}.`, ko: `행에 ${fields('ko')} 값이 없습니다.` }
    : unnamed.length > 0
      ? { en: `The row names no record in “${unnamed.join('”, “')}”.`, ko: `행의 “${unnamed.join('”, “')}” 칸이 가리키는 기록이 없습니다.` }
      : { en: 'What it belongs to is not made in this row.', ko: '딸린 대상이 이 행에서 만들어지지 않습니다.' }
  const { en, ko } = lostText(lost)
  return {
    severity: 'refused', code: 'record.left_out', line, column: null, value: null,
    text: { en: `${why.en} ${en} Complete the row and import again.`, ko: `${why.ko} ${ko} 행을 보완하여 다시 가져오십시오.` },
  }
}
