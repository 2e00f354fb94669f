import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import { multiply, toNumber } from '#science/quantities/rational.ts'
import type { Refusal } from '#science/refusal.ts'
import type { Spot } from '../search/query.ts'
import { queryRefusal } from '../search/query-refusal.ts'
import type { Expression } from './expression.ts'
import { readExponent } from './parse-expression.ts'

/**
 * What an expression measures.
 *
 * `points` says how many points of a temperature scale it adds up, where that is known: 20 °C is 1, 20 °C − 5 °C is 0, half
 * of 20 °C + 5 °C is 1. All reckoning is in kelvin, so that only a result in °C depends on it.
 */
export type Measured = { readonly unit: Unit; readonly points: number | null }

const ONE = parseUnit('1')

/**
 * What an expression measures over fields in these units; kinds of unit (mass fractions, angles) are those of the units
 * engine, asked of the product as a text.
 *
 * Refuses `expression.dimension` where parts are added that do not compare, where a function or a power wants a pure number.
 */
export function measuredBy(expression: Expression, fields: ReadonlyMap<string, Unit>): Measured {
  switch (expression.is) {
    case 'number': return { unit: ONE, points: expression.value === 0 ? null : 0 }
    case 'constant': return scaleOf(parseUnit(expression.unit))
    case 'field': return scaleOf(fields.get(expression.name)!)
    case 'negative': {
      const of = measuredBy(expression.of, fields)
      return { ...of, points: of.points === null ? null : -of.points }
    }
    case 'sum': case 'difference': return added(expression, fields)
    case 'product': case 'quotient': {
      const [left, right] = [measuredBy(expression.left, fields), measuredBy(expression.right, fields)]
      const unit = parseUnit(`(${left.unit.symbol})${expression.is === 'product' ? '·' : '/'}(${right.unit.symbol})`)
      return { unit, points: scaledPoints(expression, left, right) }
    }
    case 'power': return { unit: raised(measuredBy(expression.of, fields).unit, expression.exponent, expression.spot), points: null }
    case 'call': {
      const { unit } = measuredBy(expression.of, fields)
      if (expression.name === 'sqrt') return { unit: raised(unit, '1/2', expression.spot), points: null }
      if (!isCompatible(unit, ONE)) throw notANumber(expression.name, unit, expression.of.spot)
      return { unit: ONE, points: null }
    }
  }
}

/** How what is measured stands in a field of this unit; in kelvin any sum of points is a temperature or a difference. */
export function fit({ unit, points }: Measured, wanted: Unit): 'fits' | 'other_dimension' | 'no_point' {
  const asked = scaleOf(wanted)
  if (!isCompatible(unit, asked.unit)) return 'other_dimension'
  return points === null || asked.points === null || points === asked.points ? 'fits' : 'no_point'
}

/** A unit to reckon in: kelvin for what stands on a scale or is a difference on one. */
function scaleOf(unit: Unit): Measured {
  if (unit.temperature === 'point') return { unit: parseUnit('K'), points: 1 }
  if (unit.temperature === 'difference' && isCompatible(unit, parseUnit('K'))) return { unit: parseUnit('K'), points: 0 }
  return { unit, points: unit.symbol === 'K' ? null : 0 }
}

function added({ is, left, right, spot }: Extract<Expression, { left: Expression }>, fields: ReadonlyMap<string, Unit>): Measured {
  const [a, b] = [measuredBy(left, fields), measuredBy(right, fields)]
  if (!isCompatible(a.unit, b.unit)) {
    throw queryRefusal('expression.dimension', spot, {
      en: `${is === 'sum' ? 'adds' : 'subtracts'} ${b.unit.symbol} and ${a.unit.symbol}, which do not compare.`,
      ko: `서로 환산되지 않는 ${a.unit.symbol}와(과) ${b.unit.symbol}을(를) ${is === 'sum' ? '더합니다' : '뺍니다'}.`,
    }, { left: a.unit.symbol, right: b.unit.symbol })
  }
  const points = a.points === null || b.points === null ? null : a.points + (is === 'sum' ? b.points : -b.points)
  return { unit: a.unit.kind === null ? b.unit : a.unit, points }
}

/** Half of two points is one; what is multiplied by anything but a number that stands there is not followed. */
function scaledPoints({ is, left, right }: Extract<Expression, { left: Expression }>, a: Measured, b: Measured): number | null {
  if (a.points === 0 && b.points === 0) return 0
  if (right.is === 'number' && a.points !== null) return is === 'product' ? a.points * right.value : a.points / right.value
  return is === 'product' && left.is === 'number' && b.points !== null ? b.points * left.value : null
}

/** No quantity has a higher power of a base unit, and the exact factor of one would take minutes to multiply out. */
const HIGHEST = 20

/** A pure number, per cent and angles among them, may be raised to anything. */
function raised(unit: Unit, exponent: string, spot: Spot): Unit {
  if (isCompatible(unit, ONE)) return ONE
  const by = readExponent(exponent)!
  const powers = unit.dimension.map((power) => Math.abs(toNumber(multiply(power, by))))
  if (by.d <= HIGHEST && Math.max(...powers) <= HIGHEST) return parseUnit(`(${unit.symbol})^(${exponent})`)
  throw queryRefusal('expression.dimension', spot, {
    en: `a value in ${unit.symbol} is raised to ${exponent}; only pure numbers are raised so. Divide by a value in that unit first.`,
    ko: `${unit.symbol} 값을 ${exponent}제곱합니다. 이런 거듭제곱은 단위가 없는 수에만 쓸 수 있습니다. 먼저 같은 단위의 값으로 나누십시오.`,
  }, { unit: unit.symbol, exponent })
}

function notANumber(name: string, unit: Unit, spot: Spot): Refusal {
  return queryRefusal('expression.dimension', spot, {
    en: `${name} takes a number without unit, and is given ${unit.symbol}; divide by a value in that unit first.`,
    ko: `${name}에는 단위가 없는 수가 필요하지만 ${unit.symbol} 값이 주어졌습니다. 먼저 같은 단위의 값으로 나누십시오.`,
  }, { function: name, unit: unit.symbol })
}
