import { canonicalJson } from '../records/canonical-json.ts'
import type { MeasurementContent } from '../records/record.ts'
import type { Check, Found, Subject } from './finding.ts'
import { numbersOf, quantityText, spreadSI } from './numbers-of.ts'
import type { FieldNumber } from './numbers-of.ts'
import { unitOfRatio } from './unit-slip.ts'

export const SAME_VALUES_TWICE: Check = {
  code: 'exact_duplicate', version: 1, severity: 'remark',
  label: { en: 'Entered twice', ko: '중복 입력' },
  says: {
    en: 'No two records of one template say the same of the same thing from the same source.',
    ko: '같은 템플릿의 두 기록이 같은 출처에서 같은 대상에 대해 똑같은 값을 말하지 않는다.',
  },
  source: 'docs/decisions/0027-quality.md',
}

export const TWO_VALUES: Check = {
  code: 'two_values', version: 1, severity: 'remark',
  label: { en: 'Same material, two values', ko: '같은 소재, 두 값' },
  says: {
    en: 'Two values of one field, of one material under the same stated conditions, agree within three times their combined uncertainty, or within half of the larger where none is stated.',
    ko: '같은 소재의 같은 조건에서 얻은 한 필드의 두 값은 합성 불확도의 3배 안에서, 불확도가 없으면 큰 값의 절반 안에서 일치한다.',
  },
  source: 'JCGM 100:2008 (GUM), 5.1.2 for the combined uncertainty; a factor of two is beyond the scatter of repeated tests',
}

/** Coverage of the difference of two values. */
const TIMES = 3
/** Share of the larger value by which two without uncertainty may differ. */
const SHARE = 0.5

/** What is told of records that are about one thing, in the order of their ids: each duplicate and each disagreement, on the later. */
export function compareSame(group: readonly Subject[]): { readonly subject: Subject; readonly check: Check; readonly found: Found }[] {
  const told: { subject: Subject; check: Check; found: Found }[] = []
  const first = new Map<string, Subject>()
  for (const subject of group) {
    const text = saidOf(subject)
    const earlier = text === null ? undefined : first.get(text)
    if (earlier) told.push({ subject, check: SAME_VALUES_TWICE, found: duplicateOf(earlier) })
    else if (text !== null) first.set(text, subject)
  }
  for (const { subject, other, fields } of disagreements([...first.values()])) {
    told.push({ subject, check: TWO_VALUES, found: disagreement(subject, other, fields) })
  }
  return told
}

/** What a record says and from where, as text; null where it says nothing. */
function saidOf({ content }: Subject): string | null {
  if (Object.keys(content.values).length === 0) return null
  const { kind, source, values, origin } = content
  return canonicalJson({ kind, source, origin, values, ...(kind === 'measurement' ? { of: content.of, state: content.state } : { name: content.name }) })
}

function duplicateOf(earlier: Subject): Found {
  const { name } = earlier.content
  return {
    field: null, value: null, others: [earlier.id],
    text: {
      en: `It says the same of the same thing as “${name}”, from the same source: one of the two is too many, or what tells them apart is left out.`,
      ko: `‘${name}’ 기록과 대상, 출처, 값이 모두 같습니다. 둘 중 하나가 중복이거나, 둘을 구별할 내용이 빠졌습니다.`,
    },
  }
}

type Disagreement = { readonly subject: Subject; readonly other: Subject; readonly fields: readonly string[] }

/** Each record's earlier one under the same conditions with which it disagrees in most fields. */
function disagreements(group: readonly Subject[]): Disagreement[] {
  const found: Disagreement[] = []
  for (const same of Map.groupBy(group.filter(isObservation), conditionsOf).values()) {
    for (const [index, subject] of same.entries()) {
      const mine = [...numbersOf(subject)].filter(([, { field }]) => field.role === 'result')
      const [most] = same.slice(0, index).map((other) => {
        const theirs = numbersOf(other)
        const fields = mine.filter(([name, { si }]) => theirs.has(name) && differs(subject, other, name, si, theirs.get(name)!.si))
        return { subject, other, fields: fields.map(([name]) => name) }
      }).toSorted((a, b) => b.fields.length - a.fields.length)
      if (most && most.fields.length > 0) found.push(most)
    }
  }
  return found
}

function isObservation({ content }: Subject): boolean {
  return content.kind === 'measurement' && content.state === 'done' && content.origin !== 'predicted'
}

/** All that a measurement states beside its results; what neither says may still differ, and the finding says so. */
function conditionsOf({ content, template }: Subject): string {
  const results = new Set(template.fields.filter(({ role }) => role === 'result').map(({ name }) => name))
  const { of, values, origin } = content as MeasurementContent
  const rest = Object.entries(values).filter(([name]) => !results.has(name))
  return canonicalJson({ of, origin, rest: Object.fromEntries(rest.map(([name, value]) => [name, value.type === 'quantity' ? [value.value, value.unit] : value])) })
}

function differs(one: Subject, other: Subject, field: string, a: number, b: number): boolean {
  const spread = Math.hypot(spreadSI(one, field), spreadSI(other, field))
  if (spread > 0) return Math.abs(a - b) > TIMES * spread
  return Math.abs(a - b) > SHARE * Math.max(Math.abs(a), Math.abs(b))
}

function disagreement(subject: Subject, other: Subject, fields: readonly string[]): Found {
  const [mine, theirs] = [numbersOf(subject), numbersOf(other)]
  const told = (language: 'en' | 'ko') => fields.map((name) => {
    const { field, quantity } = mine.get(name)!
    const versus = quantityText(theirs.get(name)!.quantity)[language]
    return `${field.label[language]} ${quantityText(quantity)[language]}${language === 'en' ? ` against ${versus}` : ` 대 ${versus}`}`
  }).join(language === 'en' ? '; ' : ', ')
  const slip = fields.length === 0 ? null : slipBetween(mine.get(fields[0]!)!, theirs.get(fields[0]!)!)
  return {
    field: fields[0]!, value: quantityText(mine.get(fields[0]!)!.quantity).en, others: [other.id],
    text: {
      en: `${told('en')} in “${other.content.name}”, of the same material under the same stated conditions. `
        + (slip ? `The ratio is that of ${slip}: another unit?` : 'Are they two materials, or is a condition left out?'),
      ko: `‘${other.content.name}’ 기록과 소재와 조건이 같은데 값이 다릅니다: ${told('ko')}. `
        + (slip ? `두 값의 비가 ${slip}의 비와 같습니다. 단위를 잘못 적었습니까?` : '서로 다른 소재이거나 빠진 조건이 있습니까?'),
    },
  }
}

/** `ksi to MPa`, where one value is as many times the other as one usual unit is of the unit as written. */
function slipBetween(one: FieldNumber, other: FieldNumber): string | null {
  const [small, large] = [one, other].toSorted((a, b) => a.si - b.si) as [FieldNumber, FieldNumber]
  const unit = unitOfRatio(small.quantity.unit, large.si, small.si)
  return unit && `${unit} : ${small.quantity.unit}`
}
