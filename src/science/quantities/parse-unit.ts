import { Refusal } from '../refusal.ts'
import { isDimensionless, sameDimension } from './dimension.ts'
import { formatUnitTerms } from './unit-print.ts'
import { ONE, ZERO, equal } from './rational.ts'
import type { Unit } from './unit.ts'
import { parseUnitProduct } from './unit-grammar.ts'
import type { Kinds } from './unit-symbol.ts'
import { meaningOfProduct, readUnitSymbol } from './unit-symbol.ts'
import { plainUnitText } from './unit-text.ts'
export type { Unit } from './unit.ts'

// Units are few and asked for with every value; the bound only guards against a hostile stream of odd texts.
const MOST_KEPT = 5000
const kept = new Map<string, Unit>()

/**
 * A unit read from what people write: `S cm-1`, `mA/cm²`, `wt. %`, `$^\circ$C`, `J/(mol K)`, `MPa·m^(1/2)`.
 *
 * `°C` alone is a point on its scale; inside a compound (`W/(m·°C)`) it is a difference. `J/mol K` is refused, because
 * the stroke has two readings. Refusals: `unit.missing`, `unit.unknown` with the nearest symbols,
 * `unit.ambiguous` with the choices, `unit.malformed`, `unit.reference` for `V vs RHE`.
 */
export function parseUnit(text: string): Unit {
  const found = kept.get(text)
  if (found) return found
  const unit = readUnit(text)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(text, unit)
  return unit
}

function readUnit(text: string): Unit {
  const plain = plainUnitText(text)
  if (plain === '' || plain === '-') {
    throw new Refusal('unit.missing', {
      en: 'There is no unit. Write 1 for a number that has none.',
      ko: '단위가 없습니다. 단위가 없는 수이면 1로 쓰십시오.',
    }, { unit: text })
  }
  if (/\bvs\b|\bversus\b/i.test(plain)) {
    throw new Refusal('unit.reference', {
      en: `“${text}” has a reference in its unit. Write the unit alone, such as V, `
        + 'and record the reference electrode as a condition.',
      ko: `“${text}”에는 단위와 함께 기준이 적혀 있습니다. 단위는 V처럼 따로 쓰고 기준 전극은 조건으로 기록하십시오.`,
    }, { unit: text })
  }
  const product = parseUnitProduct(plain, text)
  const { factor, dimension, kinds, strict } = meaningOfProduct(product, text)
  const terms = product.terms.map((term) => ({ ...readUnitSymbol(term.token, text), exponent: term.exponent }))
  const isAlone = terms.length === 1 && equal(terms[0]!.exponent, ONE) && equal(product.scale, ONE)
  const offset = isAlone ? terms[0]!.offset : null
  // The number one is a factor of nothing: it is printed only where it stands alone.
  const printed = formatUnitTerms(product.scale, terms.filter((term) => term.symbol !== '1'))
  return {
    symbol: printed,
    written: text,
    dimension,
    kind: formatKinds(kinds),
    // Angles count as numbers while alone, as SI has it; in rad/s against 1/s that would hide a factor of 2π.
    strict: strict || (kinds.has('angle') && !isDimensionless(dimension)),
    factor,
    offset: offset ?? ZERO,
    temperature: offset ? 'point' : isDifference(terms) ? 'difference' : null,
  }
}

function isDifference(terms: readonly { readonly symbol: string; readonly offset: unknown }[]): boolean {
  return terms.some((term) => term.offset !== null || term.symbol.startsWith('Δ'))
}

function formatKinds(kinds: Kinds): string | null {
  if (kinds.size === 0) return null
  return [...kinds].map(([kind, exponent]) => {
    if (equal(exponent, ONE)) return kind
    return exponent.n === -1n && exponent.d === 1n ? `per ${kind}` : `${kind}^${exponent.n}/${exponent.d}`
  }).sort().join(' · ')
}

/** Whether two texts name units that measure the same thing on the same scale, e.g. `S/cm` and `S cm^-1`. */
export function isSameUnit(a: Unit, b: Unit): boolean {
  return sameDimension(a.dimension, b.dimension) && equal(a.factor, b.factor) && equal(a.offset, b.offset)
    && a.kind === b.kind && a.temperature === b.temperature
}
