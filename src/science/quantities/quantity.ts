import { Refusal } from '../refusal.ts'
import type { Numeral } from './numeral.ts'
import { readNumeral, splitNumerals } from './numeral.ts'
import { isSameUnit, parseUnit } from './parse-unit.ts'
import { takeRemarks } from './quantity-remarks.ts'
import type { QuantityRemarks } from './quantity-remarks.ts'
export { formatQuantity } from './format-quantity.ts'

/** What is known of a value's spread, in its unit: a standard uncertainty, or an interval with its level (0…1). */
export type Uncertainty =
  | { readonly kind: 'standard'; readonly value: number }
  | { readonly kind: 'interval'; readonly low: number; readonly high: number; readonly level: number }

/** A value with its unit as text, and what was written about its spread, bound or range. */
export type Quantity = {
  readonly value: number
  readonly unit: string
  /** The text as its author wrote it: it carries the significant figures. */
  readonly written?: string
  readonly uncertainty?: Uncertainty
  /** Set when the value is censored: `< 1e-10` is value 1e-10, bound `<`. */
  readonly bound?: '<' | '<=' | '>' | '>='
  /** The upper end of a range `value…high`. */
  readonly high?: number
  readonly replicates?: number
}

const BOUNDS: readonly (readonly [string, NonNullable<Quantity['bound']>])[] = [
  ['<=', '<='], ['≤', '<='], ['=<', '<='], ['⩽', '<='], ['≦', '<='],
  ['>=', '>='], ['≥', '>='], ['=>', '>='], ['⩾', '>='], ['≧', '>='],
  ['<', '<'], ['＜', '<'], ['>', '>'], ['＞', '>'],
]

const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/

/** Whether a text is a number and nothing else, as most cells are; there is nothing to look for in it. */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text)
}

/**
 * A quantity read from a cell: `158`, `<1e-10`, `≥ 5`, `12.3 ± 0.4`, `12.3(4)`, `1.2×10^-3`, `10–20`, `10~20`; behind it
 * `(95 % CI 11.9–12.8)`, `(n = 5)` or both.
 *
 * What follows `±` or stands in brackets is taken as a standard uncertainty. A unit in the cell must be the given one.
 * Refusals: `quantity.missing`, `quantity.malformed`, `quantity.comma`, `quantity.out_of_range`, `quantity.range_reversed`,
 * `quantity.two_spreads`, `quantity.letter`, `quantity.unit_differs`, and those of `parseUnit`.
 */
export function parseQuantity(text: string, unit: string): Quantity {
  const remarked = text.includes(')') ? takeRemarks(text.trim()) : null
  if (!remarked) return parseValue(text, unit)
  return withRemarks(parseValue(remarked.before, unit), remarked.remarks, text)
}

/** The quantity with what stands behind it in brackets; refuses a second spread, and an interval of a bound or a range. */
export function withRemarks(quantity: Quantity, remarks: QuantityRemarks, text: string): Quantity {
  if (remarks.uncertainty && (quantity.uncertainty ?? quantity.bound ?? quantity.high) !== undefined) {
    throw new Refusal('quantity.two_spreads', {
      en: `“${text.trim()}” gives an interval to what has a ±, a bound or a range already. Keep one of them.`,
      ko: `“${text.trim()}”에는 ±, 부등호 또는 범위와 구간이 함께 있습니다. 하나만 남기십시오.`,
    }, { text })
  }
  return { ...quantity, ...remarks }
}

function parseValue(text: string, unit: string): Quantity {
  const wanted = parseUnit(unit)
  const written = text.trim()
  if (written === '') {
    throw new Refusal('quantity.missing', {
      en: 'There is no value. Leave the field out instead of writing nothing.',
      ko: '값이 없습니다. 값이 없으면 항목 자체를 비워 두십시오.',
    }, { text, unit })
  }
  if (isPlainNumber(written)) {
    const value = Number(written)
    // Zeros and numbers that overflow or vanish are told apart below.
    if (value !== 0 && Number.isFinite(value)) return { value, unit, written }
  }
  refuseSeparators(written, unit)
  const { bound, rest } = takeBound(written)
  const parts = splitNumerals(rest)
  if (!parts || (bound && parts.form !== 'single')) return refuseMalformed(written, unit)
  if (/^o+$/i.test(parts.unit)) {
    throw new Refusal('quantity.letter', {
      en: `“${written}” ends in the letter O. If a zero is meant, write 0.`, ko: `“${written}”이(가) 영문자 O로 끝납니다. 숫자 0이라면 0으로 쓰십시오.`,
    }, { text: written, unit })
  }
  if (parts.unit !== '' && !isSameUnit(parseUnit(parts.unit), wanted)) {
    throw new Refusal('quantity.unit_differs', {
      en: `“${written}” is in ${parts.unit}, but ${unit} is expected here. Convert it or change the field's unit.`,
      ko: `“${written}”의 단위는 ${parts.unit}이지만 여기서는 ${unit}이어야 합니다. 값을 변환하거나 항목의 단위를 바꾸십시오.`,
    }, { text: written, found: parts.unit, expected: unit })
  }
  const value = finite(parts.first, written, unit)
  const quantity: Quantity = { value, unit, written }
  if (bound) return { ...quantity, bound }
  if (parts.form === 'single') return quantity
  const second = finite(parts.second, written, unit)
  if (parts.form === 'uncertain') return { ...quantity, uncertainty: { kind: 'standard', value: second } }
  if (second < value) {
    throw new Refusal('quantity.range_reversed', {
      en: `The range “${written}” ends below its start. Write the smaller number first.`,
      ko: `범위 “${written}”의 끝이 시작보다 작습니다. 작은 수를 먼저 쓰십시오.`,
    }, { text: written, low: value, high: second })
  }
  return { ...quantity, high: second }
}

function takeBound(written: string): { bound: Quantity['bound']; rest: string } {
  for (const [sign, bound] of BOUNDS) {
    if (written.startsWith(sign)) return { bound, rest: written.slice(sign.length).trim() }
  }
  return { bound: undefined, rest: written }
}

function refuseSeparators(written: string, unit: string): void {
  if (!/\d,\d/.test(written) && !/\d[\s'’]\d{3}(?!\d)/.test(written)) return
  throw new Refusal('quantity.comma', {
    en: `“${written}” may use a comma or a gap for decimals or for thousands. Write 1.5 for one and a half, `
      + 'and 1500 for one thousand five hundred.',
    ko: `“${written}”의 쉼표나 공백이 소수점인지 천 단위 구분인지 알 수 없습니다. 소수는 1.5, 천 단위는 1500처럼 쓰십시오.`,
  }, { text: written, unit })
}

function finite(numeral: Numeral, written: string, unit: string): number {
  const value = readNumeral(numeral)
  // A number that vanishes or overflows would be an invented zero or infinity.
  if (Number.isFinite(value) && (value !== 0 || /^[-+]?[0.]+$/.test(numeral.mantissa))) return value
  throw new Refusal('quantity.out_of_range', {
    en: `“${written}” is too large or too small for a number. Choose a unit in which it lies between 1e-300 and 1e300.`,
    ko: `“${written}”은(는) 표현할 수 있는 수의 범위를 벗어납니다. 값이 1e-300과 1e300 사이가 되는 단위를 고르십시오.`,
  }, { text: written, unit })
}

function refuseMalformed(written: string, unit: string): never {
  throw new Refusal('quantity.malformed', {
    en: `“${written}” is not a value in ${unit}. Write it like 158, 1.5e-6, <1e-10, 12.3 ± 0.4, 12.3(4) or 10–20.`,
    ko: `“${written}”은(는) ${unit} 단위의 값이 아닙니다. 158, 1.5e-6, <1e-10, 12.3 ± 0.4, 12.3(4), 10–20처럼 쓰십시오.`,
  }, { text: written, unit })
}
