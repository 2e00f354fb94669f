import { errorText } from '#science/numerics/score-text.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { language } from '../language.ts'

const MINUS = '\u2212'
/** Between a number and its unit: thin, and never broken. */
export const THIN = '\u202f'

/**
 * A number for people: `digits` significant figures, U+2212 for minus, a power of ten where plain figures would be
 * long.
 */
export function numberText(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return powerText(value, digits)
  const text = new Intl.NumberFormat(language(), {
    maximumSignificantDigits: Math.max(digits, size >= 1 ? Math.ceil(Math.log10(size + 1)) : 1),
    useGrouping: size >= 10_000,
  }).format(value)
  return text.replace('-', MINUS)
}

/** A number with as many decimals as said, for columns that stand under each other. */
export function fixedText(value: number, decimals: number): string {
  const text = new Intl.NumberFormat(
    language(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  ).format(value)
  return text.replace('-', MINUS)
}

function powerText(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split('e') as [string, string]
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  const raised = [...String(Number(exponent))].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('')
  return `${short.replace('-', MINUS)}${THIN}×${THIN}10${raised}`
}

/** A count with its thousands apart. */
export function countText(count: number): string {
  return new Intl.NumberFormat(language()).format(count)
}

/** A share of one as per cent. */
export function percentText(share: number, decimals = 0): string {
  return new Intl.NumberFormat(
    language(), { style: 'percent', maximumFractionDigits: decimals },
  ).format(share).replace('-', MINUS)
}

/** The size of a file. */
export function sizeText(bytes: number): string {
  return formatBytes(bytes, language())
}

/** A span of time in seconds, minutes or hours. */
export function durationText(seconds: number): string {
  const say = (value: number, unit: string, digits = 0) =>
    new Intl.NumberFormat(
      language(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits },
    ).format(value)
  if (seconds < 10) return say(seconds, 'second', 1)
  if (seconds < 90) return say(seconds, 'second')
  return seconds < 5400 ? say(seconds / 60, 'minute') : say(seconds / 3600, 'hour', 1)
}

/** A unit as it is printed (`degC` as °C); one that this page does not know stays as written, and 1 is nothing. */
export function unitText(unit: string | null | undefined): string {
  if (!unit || unit === '1') return ''
  try {
    const symbol = parseUnit(unit).symbol
    return symbol === '1' ? '' : symbol
  } catch {
    return unit
  }
}

/** A number with its unit, kept on one line. */
export function measureText(value: number, unit: string | null | undefined, digits = 4): string {
  const symbol = unitText(unit)
  return symbol === '' ? numberText(value, digits) : `${numberText(value, digits)}${THIN}${symbol}`
}

/** An error of a model with its unit, kept on one line; printed as everywhere (see `errorText`). */
export function errorMeasureText(error: number | null, unit: string | null | undefined): string {
  const symbol = error === null ? '' : unitText(unit)
  return symbol === '' ? errorText(error) : `${errorText(error)}${THIN}${symbol}`
}
