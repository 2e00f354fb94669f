import type { Rational } from './rational.ts'
import { ONE, add, equal, rational, toNumber } from './rational.ts'

/** A printed symbol with its exponent. */
export type PrintedTerm = { readonly symbol: string; readonly exponent: Rational }

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * A product of powers in the one form that Sojae prints: `mA/cm²`, `W/(m·K)`, `MPa·m^0.5`, `1/s`, `10^-6/K`.
 *
 * A dot multiplies, one stroke divides, brackets hold several factors below it, whole exponents are raised;
 * the order is that of the author. Units that cancel are left out.
 */
export function formatUnitTerms(scale: Rational, terms: readonly PrintedTerm[]): string {
  const gathered = gather(terms)
  const above = gathered.filter((term) => term.exponent.n > 0n).map(formatTerm)
  const below = gathered.filter((term) => term.exponent.n < 0n)
    .map((term) => formatTerm({ symbol: term.symbol, exponent: rational(-term.exponent.n, term.exponent.d) }))
  const number = equal(scale, ONE) ? '' : formatScale(scale)
  const numerator = [number, above.join('·')].filter(Boolean).join(' ') || '1'
  if (below.length === 0) return numerator
  return `${numerator}/${below.length === 1 ? below[0] : `(${below.join('·')})`}`
}

function gather(terms: readonly PrintedTerm[]): PrintedTerm[] {
  const exponents = new Map<string, Rational>()
  for (const { symbol, exponent } of terms) {
    const before = exponents.get(symbol)
    exponents.set(symbol, before ? add(before, exponent) : exponent)
  }
  return [...exponents].filter(([, exponent]) => exponent.n !== 0n).map(([symbol, exponent]) => ({ symbol, exponent }))
}

function formatTerm({ symbol, exponent }: PrintedTerm): string {
  if (equal(exponent, ONE)) return symbol
  if (exponent.d === 1n) return symbol + [...String(exponent.n)].map((digit) => SUPERSCRIPT[Number(digit)]).join('')
  // Halves and quarters read best as decimals; thirds stay fractions.
  return terminates(exponent) ? `${symbol}^${toNumber(exponent)}` : `${symbol}^(${exponent.n}/${exponent.d})`
}

function formatScale(scale: Rational): string {
  const text = String(toNumber(scale))
  const powerOfTen = /^1e([+-]?\d+)$/.exec(toNumber(scale).toExponential())
  if (powerOfTen && Math.abs(Number(powerOfTen[1])) >= 3) return `10^${Number(powerOfTen[1])}`
  return terminates(scale) || scale.n > 10n ** 15n ? text : `(${scale.n}/${scale.d})`
}

function terminates(x: Rational): boolean {
  let rest = x.d
  while (rest % 2n === 0n) rest /= 2n
  while (rest % 5n === 0n) rest /= 5n
  return rest === 1n
}
