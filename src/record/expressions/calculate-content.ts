import type { Text } from '#science/refusal.ts'
import { convert, isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { RecordContent } from '../records/record.ts'
import type { QuantityValue, Value, Values } from '../records/value.ts'
import type { Problem } from '../templates/problem.ts'
import type { Field, Template } from '../templates/template.ts'
import { calculate } from './calculate.ts'
import type { Outcome } from './calculate.ts'
import { calculationsOf } from './calculations.ts'
import type { Calculation } from './calculations.ts'

/** A content with its calculated fields, and what was given for one of them and is not what it comes to. */
export type Calculated = { readonly content: RecordContent; readonly problems: readonly Problem[] }

/**
 * The content with every calculated field of its template as it comes to from the other values, and without those that come
 * to nothing; a process has them of its plan and of what was done, each from its own.
 *
 * A value that is given for one must be the same. Codes: `field.calculated_differs`, `field.calculated_absent`.
 */
export function calculateContent(content: RecordContent, template: Template): Calculated {
  const calculations = calculationsOf(template)
  if (calculations.length === 0) return { content, problems: [] }
  const problems: Problem[] = []
  const values = calculatedValues(content.values, calculations, problems)
  if (content.kind !== 'process') return { content: { ...content, values }, problems }
  const ofPlan: Problem[] = []
  const planned = calculatedValues(content.planned, calculations, ofPlan)
  return { content: { ...content, values, planned }, problems: [...problems, ...ofPlan.map((problem) => ({ ...problem, planned: true }))] }
}

function calculatedValues(given: Values, calculations: readonly Calculation[], problems: Problem[]): Values {
  const values: Record<string, Value> = { ...given }
  for (const calculation of calculations) {
    const { field } = calculation
    const outcome = calculate(calculation, given)
    const claimed = given[field.name]
    if (claimed !== undefined && !('value' in outcome && isSame(claimed, outcome.value))) problems.push(disagrees(field, outcome))
    if ('value' in outcome) values[field.name] = outcome.value
    else delete values[field.name]
  }
  return values
}

/** What is said of a calculated field that has no value, or no uncertainty where its inputs have one. */
export type Remark = { readonly field: string; readonly planned: boolean; readonly absent: Text | null; readonly silent: Text | null }

/** Why calculated fields of a content have no value, or no uncertainty; what can still be planned or done is not asked yet. */
export function calculationRemarks(content: RecordContent, template: Template): Remark[] {
  const remarks = (values: Values, planned: boolean) => calculationsOf(template).flatMap((calculation): Remark[] => {
    const outcome = calculate(calculation, values)
    const of = { field: calculation.field.name, planned }
    if ('absent' in outcome) return [{ ...of, absent: outcome.absent, silent: null }]
    return outcome.silent ? [{ ...of, absent: null, silent: outcome.silent }] : []
  })
  return [...remarks(content.values, false), ...(content.kind === 'process' ? remarks(content.planned, true) : [])]
}

/** How far a number that came through a file may lie from what it is calculated to, over its size. */
const AGREES = 1e-9

function isSame(claimed: Value, { value, unit, high, bound, uncertainty }: QuantityValue): boolean {
  if (claimed.type !== 'quantity') return false
  const own = readUnit(claimed.unit)
  const wanted = parseUnit(unit)
  if (!own || !isCompatible(own, wanted)) return false
  const near = (one: number | undefined, other: number | undefined) => (
    one === undefined || other === undefined ? one === other : Math.abs(one - other) <= AGREES * Math.max(Math.abs(one), Math.abs(other))
  )
  const shown = (end: number | undefined) => (end === undefined ? undefined : convert(end, own, wanted))
  const spread = claimed.uncertainty
  const sameSpread = spread === undefined ? uncertainty === undefined
    : spread.kind === 'standard' && uncertainty?.kind === 'standard' && (own.symbol === wanted.symbol ? near(spread.value, uncertainty.value) : false)
  return near(shown(claimed.value), value) && near(shown(claimed.high), high) && claimed.bound === bound && sameSpread
}

function readUnit(unit: string) {
  try {
    return parseUnit(unit)
  } catch {
    // The field is refused for not agreeing, whatever its unit was to be.
    return null
  }
}

function disagrees(field: Field, outcome: Outcome): Problem {
  const { name, label, expression } = field
  const details = { field: name, expression }
  if ('absent' in outcome) return {
    code: 'field.calculated_absent', field: name, details: { ...details, reason: outcome.absent.en },
    text: {
      en: `${label.en} is calculated (${expression}) and cannot be given: ${outcome.absent.en}. Leave it out.`,
      ko: `${label.ko}은(는) 계산 필드(${expression})이므로 직접 줄 수 없습니다: ${outcome.absent.ko}. 빼십시오.`,
    },
  }
  const { value, unit, bound = '', high, uncertainty } = outcome.value
  const spread = uncertainty?.kind === 'standard' ? ` ± ${uncertainty.value}` : ''
  const comes = `${bound} ${value}${high === undefined ? '' : `–${high}`}${spread} ${unit === '1' ? '' : unit}`.trim()
  return {
    code: 'field.calculated_differs', field: name, details: { ...details, calculated: value, unit },
    text: {
      en: `${label.en} is calculated (${expression}) and comes to ${comes}, not to what was given. Leave it out.`,
      ko: `${label.ko}은(는) 계산 필드(${expression})이며 계산값은 ${comes}(으)로, 주어진 값과 다릅니다. 빼십시오.`,
    },
  }
}
