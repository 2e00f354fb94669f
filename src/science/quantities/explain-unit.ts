import { baseUnits, formatDimension, isDimensionless } from './dimension.ts'
import { parseUnit } from './parse-unit.ts'
import { isSameUnit } from './parse-unit.ts'
import { toNumber } from './rational.ts'
import type { Unit } from './unit.ts'

/** How a unit text was read, for people who have to say whether that is what they meant. */
export type ExplainedUnit = {
  /** As Sojae prints it. */
  readonly symbol: string
  /** The unit in SI: `10⁶ Pa`; for points of a temperature scale also where their zero lies: `1 K, 0 °C = 273.15 K`. */
  readonly equals: string
  /** `L⁻¹·M·T⁻²`; null for a number. */
  readonly dimension: string | null
  /** What the dimension does not tell: `mass fraction`. */
  readonly kind: string | null
}

/** SI units with a name of their own (SI Brochure, 9th edition, 2019, tables 2 and 4), the commonest in materials first. */
const NAMED = ['m', 'kg', 's', 'A', 'K', 'mol', 'cd', 'Pa', 'J', 'W', 'N', 'V', 'Ω', 'S', 'C', 'F', 'H', 'T', 'Wb', 'Hz']

/** How the text of a unit is read, in SI. Refuses as `parseUnit` does. */
export function explainUnit(text: string): ExplainedUnit {
  const unit = parseUnit(text)
  const base = namedUnit(unit) ?? raised(baseUnits(unit.dimension))
  const factor = factorText(toNumber(unit.factor))
  const size = base === '1' ? factor : factor === '1' ? `1 ${base}` : `${factor} ${base}`
  return {
    symbol: unit.symbol,
    equals: unit.temperature === 'point' && unit.offset.n !== 0n ? `${size}, 0 ${unit.symbol} = ${toNumber(unit.offset)} K` : size,
    dimension: isDimensionless(unit.dimension) ? null : raised(formatDimension(unit.dimension)),
    kind: unit.kind,
  }
}

function namedUnit(unit: Unit): string | null {
  const coherent = { ...unit, factor: { n: 1n, d: 1n }, offset: { n: 0n, d: 1n }, kind: null, temperature: null } as const
  return NAMED.find((symbol) => isSameUnit({ ...parseUnit(symbol), kind: null, temperature: null }, coherent)) ?? null
}

/** Fewer zeros than that read better as they stand. */
const LONG_ZEROS = 3

function factorText(factor: number): string {
  const [mantissa, exponent] = factor.toExponential().split('e') as [string, string]
  const power = Number(exponent)
  if (Math.abs(power) < LONG_ZEROS && String(factor).length < 12) return String(factor)
  const digits = String(Number(Number(mantissa).toPrecision(8)))
  return raised(digits === '1' ? `10^${power}` : `${digits}×10^${power}`)
}

/** Whole exponents as people write them; fractions keep their brackets. */
function raised(text: string): string {
  return text.replace(/\^(-?\d+)/g, (_, exponent: string) => (
    [...exponent].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)])).join('')
  ))
}
