/** A number as it is written: `1.580` with power of ten -6. Its digits are its significant figures. */
export type Numeral = { readonly mantissa: string; readonly exponent: number }

/** The numerals of a cell, in one of the three forms that people write, with the unit text that may follow. */
export type Numerals =
  | { readonly form: 'single'; readonly first: Numeral; readonly unit: string }
  | { readonly form: 'uncertain' | 'range'; readonly first: Numeral; readonly second: Numeral; readonly unit: string }

const MANTISSA = '(?:\\d+(?:\\.\\d*)?|\\.\\d+)'
const EXPONENT = '(?:[eE]([+-]?\\d{1,4}))?'
const NUMBER = `([+-]?${MANTISSA})${EXPONENT}`
// A unit never starts like the rest of a number: 1e5, 0x10, 1.2 ± 3, 12(4).
const UNIT = '\\s*((?![eExX][+-]?\\d)(?:[^\\d\\s.+~±(-].*)?)'

const SINGLE = new RegExp(`^${NUMBER}${UNIT}$`)
const PLUS_MINUS = new RegExp(`^${NUMBER}\\s*±\\s*(${MANTISSA})${EXPONENT}${UNIT}$`)
const PLUS_MINUS_SCALED = new RegExp(`^\\(\\s*([+-]?${MANTISSA})\\s*±\\s*(${MANTISSA})\\s*\\)${EXPONENT}${UNIT}$`)
const LAST_DIGITS = new RegExp(`^([+-]?\\d+(?:\\.\\d+)?)\\((\\d+(?:\\.\\d+)?)\\)${EXPONENT}${UNIT}$`)
const RANGE = new RegExp(`^${NUMBER}\\s*(?:-|~|\\.{2,3}|…|to\\b)\\s*${NUMBER}${UNIT}$`)

/**
 * The numerals of a cell; null when it is not written as one number, a number with an uncertainty, or a range.
 *
 * Example: `12.30(4)` is 12.30 and 0.04; `-10--5` is the range from -10 to -5.
 */
export function splitNumerals(text: string): Numerals | null {
  const plain = plainNumber(text)
  let match = PLUS_MINUS.exec(plain)
  if (match) {
    const [, mantissa, exponent, spread, spreadExponent, unit] = match
    // `1.2 ± 0.1e-3` has two readings: the power may belong to both.
    if (exponent === undefined && spreadExponent !== undefined) return null
    const second = numeral(spread!, spreadExponent)
    return { form: 'uncertain', first: numeral(mantissa!, exponent), second, unit: unit! }
  }
  match = PLUS_MINUS_SCALED.exec(plain)
  if (match) {
    const [, mantissa, spread, exponent, unit] = match
    return { form: 'uncertain', first: numeral(mantissa!, exponent), second: numeral(spread!, exponent), unit: unit! }
  }
  match = LAST_DIGITS.exec(plain)
  if (match) {
    const [, mantissa, digits, exponent, unit] = match
    const spread = inLastDigits(mantissa!, digits!)
    return { form: 'uncertain', first: numeral(mantissa!, exponent), second: numeral(spread, exponent), unit: unit! }
  }
  match = RANGE.exec(plain)
  if (match) {
    const [, low, lowExponent, high, highExponent, unit] = match
    return { form: 'range', first: numeral(low!, lowExponent), second: numeral(high!, highExponent), unit: unit! }
  }
  // Last, because a text such as 1e-5-1e-4 would otherwise be taken for a number with an odd unit.
  match = SINGLE.exec(plain)
  return match ? { form: 'single', first: numeral(match[1]!, match[2]), unit: match[3]! } : null
}

/** The number that a numeral stands for, rounded once. */
export function readNumeral({ mantissa, exponent }: Numeral): number {
  return Number(`${mantissa}e${exponent}`)
}

/** How many digits stand after the decimal point once the power of ten is applied; negative for tens, hundreds. */
export function decimalsOf({ mantissa, exponent }: Numeral): number {
  return (mantissa.split('.')[1] ?? '').length - exponent
}

function numeral(mantissa: string, exponent: string | undefined): Numeral {
  return { mantissa: mantissa.replace(/^\+/, ''), exponent: Number(exponent ?? 0) }
}

/** `12.30(4)`: the bracket counts in the last written digits, 0.04; a bracket with its own point stands as it is. */
function inLastDigits(mantissa: string, digits: string): string {
  const decimals = (mantissa.split('.')[1] ?? '').length
  if (decimals === 0 || digits.includes('.')) return digits
  const padded = digits.padStart(decimals + 1, '0')
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function plainNumber(text: string): string {
  return text.normalize('NFC')
    .replace(/[０-９．＋－（）～]/gu, (sign) => sign.normalize('NFKC'))
    .replace(/[−‐‑‒–—]/g, '-')
    .replace(/[∼〜]/g, '~')
    .replace(/10([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign: string, digits: string) => {
      return `10^${sign === '⁻' ? '-' : ''}${[...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')}`
    })
    .replace(/\+\s?\/\s?-|\+-|\\pm\s*/g, '±')
    .replace(/\s*(?:[×·*⋅]|(?<=\d)\s*x)\s*10\s*\^\s*[{(]?([+-]?\d+)[})]?/g, 'e$1')
    .replace(/(?<![\d.])10\s*\^\s*[{(]?([+-]?\d+)[})]?/g, '1e$1')
    .trim()
}
