import { Refusal } from '../refusal.ts'
import { isCompatible } from './convert.ts'
import { splitNumerals } from './numeral.ts'
import { parseUnit } from './parse-unit.ts'
import type { Quantity } from './quantity.ts'
import { parseQuantity, withRemarks } from './quantity.ts'
import { takeRemarks } from './quantity-remarks.ts'
import { COMMON } from './unit-suggestion.ts'

/**
 * A quantity with its own unit behind it, as people write one: `850 ± 5 MPa`, `< 5 HV`, `10–20 µm`, `25 degC`,
 * `12.1 ± 0.3 GPa (n = 5)` of five replicates, `12.1 GPa (95 % CI 11.9–12.8)` with an interval.
 *
 * `expected` says in which unit the field is kept: a number without any unit is taken only where that is `1`. Whether
 * the unit compares with `expected` is for whoever knows the field. `written` is the number without its unit.
 * Refusals: `quantity.no_unit` with choices, and those of `parseQuantity`.
 */
export function readQuantity(text: string, expected: string | null): Quantity {
  const remarked = takeRemarks(text.trim())
  return remarked ? withRemarks(readValue(remarked.before, expected), remarked.remarks, text) : readValue(text.trim(), expected)
}

function readValue(written: string, expected: string | null): Quantity {
  const unit = splitNumerals(written.replace(BOUND, ''))?.unit ?? ''
  // `850,0 MPa`: the comma stands where a unit would begin, and is refused as one.
  if (unit === '' || unit.startsWith(',')) {
    const read = parseQuantity(written, expected ?? '1')
    if (expected !== null && parseUnit(expected).symbol === '1') return read
    throw noUnit(written, expected)
  }
  // A few signs are read as others (− as -), each as one, so the unit is as long as it was written.
  const number = written.slice(0, -unit.length).trim()
  return parseQuantity(splitNumerals(number.replace(BOUND, ''))?.unit === '' ? number : written, unit)
}

const BOUND = /^[<>=≤≥⩽⩾≦≧＜＞\s]+/

/** Units that a value of this field may be written in: the field's own first, then common ones that compare with it. */
export function unitChoices(expected: string): string[] {
  const wanted = parseUnit(expected)
  // Beside MPa nobody is offered mPa, which a glance takes for it.
  const common = COMMON.filter((symbol) => (
    symbol.toLowerCase() !== wanted.symbol.toLowerCase() && parseUnit(symbol).symbol === symbol && isCompatible(parseUnit(symbol), wanted)
  ))
  return [...new Set([wanted.symbol, ...common])].slice(0, 5)
}

function noUnit(text: string, expected: string | null): Refusal {
  const choices = expected === null ? [] : unitChoices(expected)
  const said = choices.length === 0 ? { en: 'g, mL or %', ko: 'g, mL, % 등' } : { en: choices.join(', '), ko: choices.join(', ') }
  return new Refusal(
    'quantity.no_unit',
    {
      en: `“${text}” has no unit. Write it behind the number: ${said.en}.`,
      ko: `“${text}”에 단위가 없습니다. 수 뒤에 단위를 쓰십시오: ${said.ko}.`,
    },
    { text, expected, choices },
  )
}
