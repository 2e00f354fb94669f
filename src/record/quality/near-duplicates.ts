import { compositionKey } from '#science/chemistry/composition.ts'
import { canonicalJson } from '../records/canonical-json.ts'
import type { QuantityValue } from '../records/value.ts'
import type { Check, Found, Subject } from './finding.ts'
import { numbersOf, quantityText } from './numbers-of.ts'

export const NEAR_DUPLICATE: Check = {
  code: 'near_duplicate', version: 1, severity: 'remark',
  label: { en: 'Perhaps the same measurement', ko: '같은 측정일 수 있음' },
  says: {
    en: 'Two measurements of materials of the same composition, under the same stated conditions, do not agree in two or more results to their last digit.',
    ko: '조성과 조건이 같은 두 소재의 측정이 둘 이상의 결과에서 마지막 자리까지 일치하지는 않는다.',
  },
  source: 'docs/decisions/0027-quality.md; values that one article takes over from another are counted twice',
}

const LEAST_RESULTS = 2
/** Figures that a value needs to be taken for the same: 0 and 50 are met by chance. */
const LEAST_FIGURES = 3

/** Each measurement of the group that says what an earlier one of another material says, with that earlier one. */
export function findNear(group: readonly Subject[]): { readonly subject: Subject; readonly found: Found }[] {
  return group.flatMap((subject, index) => {
    const earlier = group.slice(0, index).find((other) => isNear(subject, other))
    return earlier ? [{ subject, found: nearTo(subject, earlier) }] : []
  })
}

function isNear(one: Subject, other: Subject): boolean {
  if (one.content.kind !== 'measurement' || other.content.kind !== 'measurement') return false
  if (one.content.of === other.content.of || one.content.origin !== other.content.origin) return false
  if (!one.fractions || !other.fractions) return false
  if (compositionKey({ fractions: one.fractions }) !== compositionKey({ fractions: other.fractions })) return false
  if (conditionsOf(one) !== conditionsOf(other)) return false
  const [mine, theirs] = [resultsOf(one), resultsOf(other)]
  if (mine.size < LEAST_RESULTS || mine.size !== theirs.size) return false
  const pairs = [...mine].map(([name, quantity]) => [quantity, theirs.get(name)] as const)
  if (!pairs.every(([a, b]) => b !== undefined && isSameRounded(a, b))) return false
  return pairs.filter(([a]) => figuresOf(a) >= LEAST_FIGURES).length >= LEAST_RESULTS
}

function resultsOf(subject: Subject): Map<string, QuantityValue> {
  return new Map([...numbersOf(subject)].flatMap(([name, { field, quantity }]) => (field.role === 'result' ? [[name, quantity] as const] : [])))
}

function conditionsOf({ content, template }: Subject): string {
  const conditions = template.fields.filter(({ role }) => role !== 'result')
  return canonicalJson(Object.fromEntries(conditions.flatMap(({ name }) => {
    const value = content.values[name]
    return value ? [[name, value.type === 'quantity' ? [value.value, value.unit] : value]] : []
  })))
}

/** Whether two values in one unit are the same to the last figure of the coarser. */
function isSameRounded(a: QuantityValue, b: QuantityValue): boolean {
  if (a.unit !== b.unit) return false
  const digits = Math.max(2, Math.min(figuresOf(a), figuresOf(b)))
  return a.value.toPrecision(digits) === b.value.toPrecision(digits)
}

/** Figures of a value as written; trailing zeros of a whole number are not counted. */
function figuresOf({ value, written }: QuantityValue): number {
  const text = /^[-+]?[\d.]+$/.test(written ?? '') ? written! : String(value)
  const digits = text.replace(/^[-+]/, '').replace('.', '').replace(/^0+/, '')
  return (text.includes('.') ? digits : digits.replace(/0+$/, '')).length
}

function nearTo(subject: Subject, other: Subject): Found {
  const shown = (language: 'en' | 'ko') => [...resultsOf(subject).values()].map((quantity) => quantityText(quantity)[language]).join(', ')
  const { name } = other.content
  return {
    field: null, value: shown('en'), others: [other.id],
    text: {
      en: `“${name}” says the same (${shown('en')}) of another material of the same composition${sourceText(subject, other).en}.`,
      ko: `조성이 같은 다른 소재의 ‘${name}’ 기록과 값이 같습니다(${shown('ko')})${sourceText(subject, other).ko}.`,
    },
  }
}

function sourceText({ content: { source } }: Subject, { content: { source: other } }: Subject) {
  return canonicalJson(source) === canonicalJson(other)
    ? { en: ', from the same source', ko: '. 출처도 같습니다' }
    : { en: ', from another source: one may quote the other', ko: '. 출처가 다르므로 한쪽이 다른 쪽을 인용했을 수 있습니다' }
}
