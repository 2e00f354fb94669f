/** An exact fraction in lowest terms with a positive denominator. */
export type Rational = { readonly n: bigint; readonly d: bigint }

export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }

/** The fraction n/d in lowest terms. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let num = BigInt(n)
  let den = BigInt(d)
  if (den === 0n) throw new Error('a fraction with denominator zero')
  if (den < 0n) {
    num = -num
    den = -den
  }
  const divisor = greatestDivisor(num < 0n ? -num : num, den)
  return { n: num / divisor, d: den / divisor }
}

/**
 * The exact value of a decimal text such as `-12.50`, `1.602e-19` or `3/8`; null when the text is not a number.
 *
 * Example: `parseRational('0.125')` is 1/8.
 */
export function parseRational(text: string): Rational | null {
  const slash = /^([+-]?\d+)\/(\d+)$/.exec(text)
  if (slash) return BigInt(slash[2]!) === 0n ? null : rational(BigInt(slash[1]!), BigInt(slash[2]!))
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text)
  if (!match || !(match[2] || match[3])) return null
  const decimals = match[3] ?? ''
  const digits = BigInt((match[2] ?? '') + decimals)
  const exponent = Number(match[4] ?? 0) - decimals.length
  const signed = match[1] === '-' ? -digits : digits
  return exponent >= 0 ? rational(signed * 10n ** BigInt(exponent)) : rational(signed, 10n ** BigInt(-exponent))
}

/**
 * The fraction that a number prints as: 0.1 is 1/10, not the binary fraction nearest to it.
 *
 * People write decimals; taking the printed value keeps 0.07 × 100 at 7. It differs from the binary value by less
 * than half a unit in the last place.
 */
export function rationalFromNumber(value: number): Rational {
  const exact = Number.isFinite(value) ? parseRational(String(value)) : null
  if (!exact) throw new Error(`not a finite number: ${value}`)
  return exact
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d)
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d)
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n)
}

export function equal(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d
}

/** The power of a positive fraction; a root that is not a fraction is carried to 40 significant digits. */
export function power(x: Rational, exponent: Rational): Rational {
  const p = exponent.n < 0n ? -exponent.n : exponent.n
  const raised = { n: x.n ** p, d: x.d ** p }
  const rooted = exponent.d === 1n ? raised : root(raised, exponent.d)
  return exponent.n < 0n ? rational(rooted.d, rooted.n) : rooted
}

/** The nearest number (ties to even), also for numerators and denominators beyond 2^53. */
export function toNumber(x: Rational): number {
  if (x.n === 0n) return 0
  const n = x.n < 0n ? -x.n : x.n
  const sign = x.n < 0n ? -1 : 1
  const excess = bitLength(n) - bitLength(x.d)
  if (excess < -1000) {
    const units = (n << LEAST_EXPONENT) / x.d
    if (units < 2n ** 53n) return sign * roundedUnits(n, x.d, units)
  }
  // The quotient gets at least 66 bits and a sticky last bit, so that Number() rounds once and rightly.
  const shift = Math.max(66 - excess, 0)
  const shifted = n << BigInt(shift)
  const quotient = shifted / x.d
  const sticky = quotient * x.d === shifted ? quotient : quotient | 1n
  const magnitude = scaleByPowerOfTwo(Number(sticky), -shift)
  return sign * magnitude
}

/** 2 ** -1074 is the least number above 0; numbers below 2 ** -1021 are whole multiples of it. */
const LEAST_EXPONENT = 1074n

/** A number so small that its digits are units of 2 ** -1074: rounded to a unit once, ties to even. */
function roundedUnits(n: bigint, d: bigint, units: bigint): number {
  const twice = 2n * ((n << LEAST_EXPONENT) - units * d)
  const up = twice > d || (twice === d && units % 2n === 1n)
  return Number(up ? units + 1n : units) * 2 ** -1074
}

function scaleByPowerOfTwo(value: number, exponent: number): number {
  // Scaling in two steps keeps large shifts from vanishing too early.
  return exponent >= -1000 ? value * 2 ** exponent : value * 2 ** -1000 * 2 ** (exponent + 1000)
}

function bitLength(x: bigint): number {
  return x.toString(16).length * 4
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

const ROOT_DIGITS = 40n

function root(x: Rational, degree: bigint): Rational {
  const n = integerRoot(x.n, degree)
  const d = integerRoot(x.d, degree)
  if (n ** degree === x.n && d ** degree === x.d) return rational(n, d)
  const digitsOfDenominator = BigInt(x.d.toString().length)
  const scale = 10n ** (ROOT_DIGITS + digitsOfDenominator)
  return rational(integerRoot((x.n * scale ** degree) / x.d, degree), scale)
}

/** Floor of the root, by Newton's iteration from above. */
function integerRoot(x: bigint, degree: bigint): bigint {
  if (x < 2n) return x
  let guess = 1n << BigInt(Math.ceil(bitLength(x) / Number(degree)) + 1)
  for (;;) {
    const next = ((degree - 1n) * guess + x / guess ** (degree - 1n)) / degree
    if (next >= guess) return guess
    guess = next
  }
}
