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
 * The figures are those of {@link decimalsShown}; a value of whose figures nothing is known has six. Refuses as `parseUnit` does.
 */
export function formatQuantity(quantity: Quantity, language: Language): string {
  const written = writtenNumerals(quantity)
  const spread = quantity.uncertainty
  const shown = decimalsShown(quantity)
  const decimals = shown.value ?? Math.max(decimalsOfFigures(quantity.value), quantity.high === undefined ? -Infinity : decimalsOfFigures(quantity.high))
  const exponent = sharedExponent(quantity)
  const print = (value: number, places = decimals) => printMantissa(value, places, exponent)

  let text = written ? printNumeral(written.first, exponent) : print(quantity.value)
  if (spread?.kind === 'standard') {
    text += ` ± ${print(spread.value, shown.spread!)}`
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

/** Decimals that are shown of a value and of its standard uncertainty, below zero for tens; null where nothing tells them. */
export type DecimalsShown = { readonly value: number | null; readonly spread: number | null }

/**
 * As many decimals as were written, of each of the two; what was not written ends where the uncertainty does, and the
 * uncertainty at its second figure (GUM 7.2.6), or before where it has but one: 523 ± 4 is not 523.0 ± 4.0.
 */
export function decimalsShown(quantity: Quantity): DecimalsShown {
  const { uncertainty } = quantity
  const written = writtenNumerals(quantity)
  const standard = uncertainty?.kind === 'standard' ? uncertainty.value : null
  const isWritten = written?.form === 'uncertain' && standard !== null && readNumeral(written.second) === standard
  const spread = isWritten ? decimalsOf(written.second) : standard === null ? null : decimalsAtSecondFigure(standard)
  if (written) return { value: decimalsOf(written.first), spread }
  if (standard !== null && standard > 0) return { value: spread, spread }
  if (uncertainty?.kind === 'interval' && uncertainty.high > uncertainty.low) {
    return { value: decimalsOfTwoFigures((uncertainty.high - uncertainty.low) / 2), spread }
  }
  return { value: null, spread }
}

/** The numerals as written, unless the quantity has since become another one. */
function writtenNumerals(quantity: Quantity): Numerals | null {
  const numerals = splitNumerals((quantity.written ?? '').replace(/^[<>=≤≥⩽⩾≦≧＜＞\s]+/, ''))
  return numerals && readNumeral(numerals.first) === quantity.value ? numerals : null
}

function decimalsOfFigures(value: number): number {
  const [mantissa, exponent] = Number(value.toPrecision(DEFAULT_FIGURES)).toExponential().split('e')
  return (mantissa!.split('.')[1] ?? '').length - Number(exponent)
}

function decimalsOfTwoFigures(value: number): number {
  return value === 0 ? 0 : 1 - Number(value.toExponential(1).split('e')[1])
}

/** Where the second figure of a number stands, or its first where it has no second. */
function decimalsAtSecondFigure(value: number): number {
  const [mantissa, exponent] = Number(value.toPrecision(2)).toExponential().split('e')
  return (mantissa!.includes('.') ? 1 : 0) - Number(exponent)
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
  return (exponent === 0 ? printDecimals(scaled, decimals) : scaled.toFixed(places)).replace('-', '−')
}

/** A number with so many decimals; below zero, digits before the point are noughts: toFixed would print all of 12345 ± 1234. */
export function printDecimals(value: number, decimals: number): string {
  return (decimals < 0 ? Math.round(value * 10 ** decimals) / 10 ** decimals : value).toFixed(Math.min(Math.max(decimals, 0), 20))
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
