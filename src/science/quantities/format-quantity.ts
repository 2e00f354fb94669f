import type { Language } from '../refusal.ts'
import type { Numeral, Numerals } from './numeral.ts'
import { decimalsOf, readNumeral, splitNumerals } from './numeral.ts'
import { parseUnit } from './parse-unit.ts'
import type { Quantity } from './quantity.ts'

// Enough for what instruments resolve; a number without its written form has no better claim to its digits.
const DEFAULT_FIGURES = 6

/**
 * A quantity for people: `158 MPa`, `< 1×10⁻¹⁰ S/cm`, `12.3 ± 0.4 GPa`, `10–20 µm`.
 *
 * The figures are those written; without them a value ends where the second figure of its uncertainty does (GUM 7.2.6),
 * and has six figures where nothing is known of it. Refuses as `parseUnit` does.
 */
export function formatQuantity(quantity: Quantity, language: Language): string {
  const written = writtenNumerals(quantity)
  const spread = quantity.uncertainty
  const decimals = written ? decimalsOf(written.first) : decimalsBySpread(quantity)
  const exponent = sharedExponent(quantity)
  const print = (value: number, places = decimals) => printMantissa(value, places, exponent)

  let text = written ? printNumeral(written.first, exponent) : print(quantity.value)
  if (spread?.kind === 'standard') {
    const places = written?.form === 'uncertain' ? decimalsOf(written.second) : decimalsOfTwoFigures(spread.value)
    text += ` ± ${print(spread.value, Math.min(places, decimalsOfTwoFigures(spread.value)))}`
  }
  if (quantity.high !== undefined) {
    text += `–${written?.form === 'range' ? printNumeral(written.second, exponent) : print(quantity.high)}`
  }
  if (exponent !== 0) {
    const hasTwo = spread?.kind === 'standard' || quantity.high !== undefined
    text = `${hasTwo ? `(${text})` : text}×10${superscript(exponent)}`
  }
  if (quantity.bound) text = `${{ '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[quantity.bound]} ${text}`
  text += unitSuffix(quantity.unit)
  const remarks = []
  if (spread?.kind === 'interval') {
    const name = { en: 'interval', ko: '구간' }[language]
    const power = exponent === 0 ? '' : `×10${superscript(exponent)}`
    const ends = `${print(spread.low)}–${print(spread.high)}`
    remarks.push(`${Number((spread.level * 100).toPrecision(4))} % ${name} ${power ? `(${ends})${power}` : ends}`)
  }
  if (quantity.replicates !== undefined) remarks.push(`n = ${quantity.replicates}`)
  return remarks.length > 0 ? `${text} (${remarks.join(', ')})` : text
}

/** The numerals as written, unless the quantity has since become another one. */
function writtenNumerals(quantity: Quantity): Numerals | null {
  const numerals = splitNumerals((quantity.written ?? '').replace(/^[<>=≤≥⩽⩾≦≧＜＞\s]+/, ''))
  return numerals && readNumeral(numerals.first) === quantity.value ? numerals : null
}

function decimalsBySpread({ value, high, uncertainty }: Quantity): number {
  if (uncertainty?.kind === 'standard' && uncertainty.value > 0) return decimalsOfTwoFigures(uncertainty.value)
  if (uncertainty?.kind === 'interval' && uncertainty.high > uncertainty.low) {
    return decimalsOfTwoFigures((uncertainty.high - uncertainty.low) / 2)
  }
  return Math.max(decimalsOfFigures(value), high === undefined ? -Infinity : decimalsOfFigures(high))
}

function decimalsOfFigures(value: number): number {
  const [mantissa, exponent] = Number(value.toPrecision(DEFAULT_FIGURES)).toExponential().split('e')
  return (mantissa!.split('.')[1] ?? '').length - Number(exponent)
}

function decimalsOfTwoFigures(value: number): number {
  return value === 0 ? 0 : 1 - Number(value.toExponential(1).split('e')[1])
}

/** The power of ten taken out of all numbers: 0 unless the largest is awkward to read. */
function sharedExponent({ value, high }: Quantity): number {
  const largest = Math.max(Math.abs(value), Math.abs(high ?? 0))
  if (largest === 0 || (largest >= 1e-3 && largest < 1e6)) return 0
  return Number(largest.toExponential().split('e')[1])
}

function printNumeral(numeral: Numeral, exponent: number): string {
  const places = decimalsOf(numeral)
  return printMantissa(readNumeral(numeral), places, exponent)
}

/** A value over 10^exponent with so many decimals before that power was taken out. */
function printMantissa(value: number, decimals: number, exponent: number): string {
  const places = Math.min(Math.max(decimals + exponent, 0), 20)
  // Through the decimal text, so that taking the power out adds no binary noise.
  const scaled = Number(shiftDecimal(value, -exponent))
  // toFixed would print digits that are not significant in 12300 ± 1200; those are rounded away first.
  const rounded = decimals < 0 && exponent === 0 ? Math.round(scaled * 10 ** decimals) / 10 ** decimals : scaled
  return rounded.toFixed(places).replace('-', '−')
}

function shiftDecimal(value: number, by: number): string {
  const [mantissa, exponent] = value.toExponential().split('e')
  return `${mantissa}e${Number(exponent) + by}`
}

function superscript(exponent: number): string {
  return [...String(exponent)].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join('')
}

function unitSuffix(unit: string): string {
  const { symbol } = parseUnit(unit)
  if (symbol === '1') return ''
  return symbol === '°' ? symbol : ` ${symbol}`
}
