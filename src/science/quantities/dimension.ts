import type { Rational } from './rational.ts'
import { ZERO, add, equal, multiply, rational } from './rational.ts'

/** Exponents of the seven SI base quantities: length, mass, time, current, temperature, amount, luminous intensity. */
export type Dimension = readonly [Rational, Rational, Rational, Rational, Rational, Rational, Rational]

// Symbols of SI Brochure, 9th edition (2019), table 3, with their coherent units.
const BASE = [
  { letter: 'L', unit: 'm' },
  { letter: 'M', unit: 'kg' },
  { letter: 'T', unit: 's' },
  { letter: 'I', unit: 'A' },
  { letter: 'Θ', unit: 'K' },
  { letter: 'N', unit: 'mol' },
  { letter: 'J', unit: 'cd' },
] as const

export const DIMENSIONLESS: Dimension = [ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO]

/**
 * The dimension written as powers of base units.
 *
 * Example: `dimension('kg m^-1 s^-2')` is pressure; the empty text is dimensionless.
 */
export function dimension(text: string): Dimension {
  const exponents: Rational[] = [...DIMENSIONLESS]
  for (const term of text.split(' ').filter(Boolean)) {
    const [unit, exponent = '1'] = term.split('^')
    const k = BASE.findIndex((base) => base.unit === unit)
    if (k < 0) throw new Error(`not a base unit: ${term}`)
    exponents[k] = rational(BigInt(exponent))
  }
  return exponents as unknown as Dimension
}

export function multiplyDimensions(a: Dimension, b: Dimension): Dimension {
  return a.map((exponent, k) => add(exponent, b[k]!)) as unknown as Dimension
}

export function powerOfDimension(a: Dimension, exponent: Rational): Dimension {
  return a.map((e) => multiply(e, exponent)) as unknown as Dimension
}

/** Whether two dimensions have the same seven exponents. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, k) => equal(exponent, b[k]!))
}

export function isDimensionless(a: Dimension): boolean {
  return a.every((exponent) => exponent.n === 0n)
}

/** A dimension as text, `L^-1·M·T^-2`; `1` when there is none. Equal texts are equal dimensions. */
export function formatDimension(a: Dimension): string {
  return formatPowers(a, 'letter')
}

/** The coherent SI unit of a dimension in base units: `m^-1·kg·s^-2`; `1` when there is none. */
export function baseUnits(a: Dimension): string {
  return formatPowers(a, 'unit')
}

function formatPowers(a: Dimension, name: 'letter' | 'unit'): string {
  const powers = a.flatMap((e, k) => {
    if (e.n === 0n) return []
    if (e.d !== 1n) return [`${BASE[k]![name]}^(${e.n}/${e.d})`]
    return [e.n === 1n ? BASE[k]![name] : `${BASE[k]![name]}^${e.n}`]
  })
  return powers.join('·') || '1'
}
