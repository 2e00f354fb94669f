import type { Language } from '#science/refusal.ts'

/** What stands where there is no figure. */
export const NONE = '–'

/** A figure with four significant digits, as predictions deserve no more: `80.43`, `1234`, `5.2×10⁻⁷`. */
export function figure(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  if (value === 0) return '0'
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  if (exponent < -4 || exponent > 6) {
    const [mantissa, power] = value.toExponential(digits - 1).split('e')
    return `${minus(mantissa!)}×10${[...String(Number(power))].map(raised).join('')}`
  }
  return minus(value.toFixed(Math.max(0, digits - 1 - exponent)))
}

/** A stored number without more digits than it needs, six at most: `25`, `1314.5`. */
export function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(6))
  const size = Math.abs(rounded)
  return size !== 0 && (size < 1e-4 || size >= 1e7) ? figure(value, 6) : minus(String(rounded))
}

/** A whole number with its thousands parted: `1,545`. */
export function count(whole: number, language: Language): string {
  return whole.toLocaleString(language)
}

/** A point in time on the reader's clock, to the minute: `2026-05-03 14:07`. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}

function minus(text: string): string {
  return text.replace('-', '−')
}

/** The sign or digit raised. */
function raised(sign: string): string {
  return sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]!
}
