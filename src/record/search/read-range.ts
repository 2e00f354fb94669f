import { Refusal } from '#science/refusal.ts'
import { isCompatible, toSI } from '#science/quantities/convert.ts'
import { readNumeral, splitNumerals } from '#science/quantities/numeral.ts'
import { isSameUnit, parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/unit.ts'
import { parseUnitOrId } from '#science/quantities/unit-by-id.ts'
import type { Comparison, Sign, Written } from './query.ts'
import { queryRefusal } from './query-refusal.ts'
import type { Range } from './wanted.ts'

/** A number as written, with its unit; null where it has none. */
type Number = { readonly value: number; readonly unit: string | null; readonly written: Written }

/** What of a condition gives a range of numbers. */
export type RangeComparison = Extract<Comparison, { how: Sign | 'contains' | 'between' }>

/**
 * The range in SI that `< 800 MPa` or `between 500 and 700 degC` means, of a field shown in these units.
 *
 * Where templates differ the units still compare, as a hub takes one name for one quantity. Refuses `field.unit_needed`,
 * as no unit is guessed; `unit.incompatible`; `query.not_a_number`, `query.range_reversed`, and those of
 * `parseUnitOrId`, each with its column.
 */
export function readRange(name: string, comparison: RangeComparison, units: readonly string[]): Range {
  if (comparison.how !== 'between') {
    const number = readNumber(name, comparison.value, units[0]!)
    return rangeFrom(comparison.how, toSI(number.value, unitFor(name, number, units)))
  }
  const [low, high] = [comparison.low, comparison.high].map((end) => readNumber(name, end, units[0]!))
  const unit = unitFor(name, high!, units)
  const from = toSI(low!.value, low!.unit === null ? unit : unitFor(name, low!, units))
  const to = toSI(high!.value, unit)
  if (from <= to) return { low: { value: from, open: false }, high: { value: to, open: false } }
  throw queryRefusal('query.range_reversed', low!.written.spot, {
    en: `the range of “${name}” ends below its beginning; write the smaller value first.`,
    ko: `“${name}” 범위의 끝이 시작보다 작습니다. 작은 값을 먼저 쓰십시오.`,
  }, { field: name })
}

function rangeFrom(how: Sign | 'contains', value: number): Range {
  const end = { value, open: how === '<' || how === '>' }
  return { low: how.startsWith('<') ? null : end, high: how.startsWith('>') ? null : end }
}

function readNumber(name: string, written: Written, unit: string): Number {
  // The units 1 and 1/s begin like a number, so they are taken off first.
  const [, number, one] = /^(\S+)\s+(1(?:\s*\/.*)?)$/u.exec(written.text) ?? [null, written.text, null]
  const parts = splitNumerals(number!)
  const value = parts?.form === 'single' ? readNumeral(parts.first) : NaN
  if (parts && Number.isFinite(value) && (!one || parts.unit === '')) return { value, unit: one || parts.unit || null, written }
  const example = unit === '1' ? '5' : `5 ${unit}`
  throw queryRefusal('query.not_a_number', written.spot, {
    en: `“${written.text}” is not one number; “${name}” is asked for like ${example}.`,
    ko: `“${written.text}”은(는) 하나의 수가 아닙니다. “${name}” 값은 ${example}처럼 쓰십시오.`,
  }, { field: name, value: written.text })
}

function unitFor(name: string, { unit: text, written }: Number, units: readonly string[]): Unit {
  const expected = units[0]!
  const one = parseUnit('1')
  if (text === null) {
    if (units.every((unit) => isSameUnit(parseUnit(unit), one))) return one
    throw queryRefusal('field.unit_needed', written.spot, {
      en: `a number of “${name}” needs its unit, such as ${expected}.`,
      ko: `“${name}”의 수에는 단위가 필요합니다(예: ${expected}).`,
    }, { field: name, unit: expected })
  }
  const asked = readUnit(text, written)
  if (units.every((unit) => isCompatible(asked, parseUnit(unit)))) return asked
  throw queryRefusal('unit.incompatible', written.spot, {
    en: `“${name}” is in ${expected}; ${text} measures something else.`,
    ko: `“${name}”의 단위는 ${expected}이며 ${text}은(는) 다른 물리량의 단위입니다.`,
  }, { field: name, unit: text, expected })
}

function readUnit(text: string, written: Written): Unit {
  try {
    return parseUnitOrId(text)
  } catch (error) {
    if (error instanceof Refusal) throw queryRefusal(error.code, written.spot, error.text, error.details)
    throw error
  }
}
