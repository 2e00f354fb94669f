import type { Text } from '../refusal.ts'
import { Refusal } from '../refusal.ts'
import { baseUnits, isDimensionless, sameDimension } from './dimension.ts'
import type { Rational } from './rational.ts'
import { ONE, ZERO, divide, equal, rationalFromNumber, subtract, toNumber } from './rational.ts'
import type { Unit } from './unit.ts'

/**
 * The value in the coherent SI unit of its dimension: MPa to pascal, °C to kelvin, % to 1.
 *
 * Exact but for one rounding: the decimal that the number prints as is taken, multiplied and rounded once.
 */
export function toSI(value: number, unit: Unit): number {
  return scale(value, unit.factor, unit.offset)
}

/** The value in `unit` of what is given in the coherent SI unit of its dimension; rounded once. */
export function fromSI(value: number, unit: Unit): number {
  return scale(value, divide(ONE, unit.factor), divide(subtract(ZERO, unit.offset), unit.factor))
}

/**
 * The value in another unit, rounded once. Refuses `unit.incompatible`, naming both units.
 *
 * Example: `convert(25, parseUnit('°C'), parseUnit('K'))` is 298.15.
 */
export function convert(value: number, from: Unit, to: Unit): number {
  if (from === to) return value
  requireCompatible(from, to)
  return scale(value, divide(from.factor, to.factor), divide(subtract(from.offset, to.offset), to.factor))
}

/** A difference or an uncertainty in another unit: 1 °C of uncertainty is 1 K. Refuses `unit.incompatible`. */
export function convertDifference(value: number, from: Unit, to: Unit): number {
  // A point's uncertainty is a difference, so the two may be mixed here and the offsets do not enter.
  if (!isComparableKind(from, to)) requireCompatible(from, to)
  return scale(value, divide(from.factor, to.factor), ZERO)
}

/**
 * Whether values in the two units may be compared: same dimension, same kind, both points or both differences.
 *
 * A unit without a kind compares with any that is not strict: `MPa` with `HV`, `%` with `wt.%`; `wt.%` and `at.%`
 * never compare, nor `rpm` and `Hz`. Kelvin compares with both points and differences.
 */
export function isCompatible(a: Unit, b: Unit): boolean {
  if (a === b) return true
  const mixesPointAndDifference = a.temperature !== null && b.temperature !== null && a.temperature !== b.temperature
  return isComparableKind(a, b) && !mixesPointAndDifference
}

function isComparableKind(a: Unit, b: Unit): boolean {
  if (!sameDimension(a.dimension, b.dimension)) return false
  if (a.kind === b.kind) return true
  return (a.kind === null || b.kind === null) && !a.strict && !b.strict
}

/** value × factor + offset, exactly, then rounded once. A value that is not finite passes through. */
function scale(value: number, factor: Rational, offset: Rational): number {
  if (!Number.isFinite(value)) return value
  if (offset.n === 0n) {
    if (equal(factor, ONE)) return value
    const places = powerOfTen(factor)
    if (places !== null) return movePoint(value, places)
  }
  // Not brought to lowest terms in between: the common divisors cost more than the rest, and rounding is the same.
  const exact = rationalFromNumber(value)
  const d = exact.d * factor.d
  return toNumber({ n: exact.n * factor.n * offset.d + offset.n * d, d: d * offset.d })
}

/** The exponent of a factor that is a power of ten, else null. */
function powerOfTen(factor: Rational): number | null {
  let places = powersOfTen.get(factor)
  if (places === undefined) {
    const digits = String(factor.n === 1n ? factor.d : factor.n)
    const isPower = (factor.n === 1n || factor.d === 1n) && /^10*$/.test(digits)
    places = isPower ? (factor.n === 1n ? 1 - digits.length : digits.length - 1) : null
    powersOfTen.set(factor, places)
  }
  return places
}

const powersOfTen = new WeakMap<Rational, number | null>()

/** What the general way gives, in a tenth of its time: the printed decimal with its point moved, rounded once by Number(). */
function movePoint(value: number, places: number): number {
  const text = String(value)
  if (!text.includes('e')) return Number(`${text}e${places}`)
  const [digits, exponent] = text.split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

function requireCompatible(from: Unit, to: Unit): void {
  if (isCompatible(from, to)) return
  const [is, wanted, next] = [describe(from), describe(to), hint(from, to)]
  throw new Refusal('unit.incompatible', {
    en: `A value in ${from.symbol} (${is.en}) cannot become ${to.symbol} (${wanted.en}). ${next.en}`,
    ko: `${from.symbol}(${is.ko}) 값은 ${to.symbol}(${wanted.ko}) 값으로 바꿀 수 없습니다. ${next.ko}`,
  }, {
    from: from.symbol, to: to.symbol, fromDimension: baseUnits(from.dimension), toDimension: baseUnits(to.dimension),
  })
}

function describe(unit: Unit): Text {
  const base = baseUnits(unit.dimension)
  if (unit.temperature === 'point') return { en: 'a point on a temperature scale', ko: '온도 눈금의 점' }
  if (unit.temperature === 'difference') return { en: `${base}, a temperature difference`, ko: `${base}, 온도차` }
  const dimension = isDimensionless(unit.dimension) ? null : base
  const both = [dimension, unit.kind].filter(Boolean).join(', ')
  return { en: both || 'dimensionless', ko: both || '무차원' }
}

function hint(from: Unit, to: Unit): Text {
  const kinds = [from.kind ?? '', to.kind ?? '']
  if (kinds.every((kind) => kind.endsWith('fraction'))) {
    return { en: 'That needs the composition or the densities.', ko: '조성이나 밀도를 알아야 합니다.' }
  }
  return { en: 'Check the unit or choose another field.', ko: '단위를 확인하거나 다른 항목을 고르십시오.' }
}
