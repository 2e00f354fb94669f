import { Refusal } from '../refusal.ts'
import { AMBIGUOUS_SYMBOLS } from './data/ambiguous-symbols.ts'
import { PREFIXES } from './data/prefixes.ts'
import type { UnitDefinition } from './data/units.ts'
import { UNITS } from './data/units.ts'
import type { Dimension } from './dimension.ts'
import { DIMENSIONLESS, dimension, multiplyDimensions, powerOfDimension } from './dimension.ts'
import type { Rational } from './rational.ts'
import { ONE, ZERO, add, multiply, parseRational, power, rational } from './rational.ts'
import type { UnitProduct } from './unit-grammar.ts'
import { parseUnitProduct } from './unit-grammar.ts'
import { nearestSymbols } from './unit-suggestion.ts'

/** Kinds with their exponents: `{ atom: -1 }` for eV/atom. */
export type Kinds = ReadonlyMap<string, Rational>

/** One symbol with its meaning, a prefix included. */
export type UnitSymbol = {
  readonly symbol: string
  readonly factor: Rational
  readonly dimension: Dimension
  readonly kinds: Kinds
  readonly strict: boolean
  /** Kelvin to add, for the points of a temperature scale; null where a value starts at zero. */
  readonly offset: Rational | null
}

/** What a product of powers comes to. */
export type UnitMeaning = Omit<UnitSymbol, 'symbol' | 'offset'>

type Spelling = { readonly definition: UnitDefinition; readonly prefix: { symbol: string; exponent: number } | null }

const NO_PREFIX = null
const BASE_DIMENSIONS: Readonly<Record<string, string>> = {
  m: 'm', g: 'kg', s: 's', A: 'A', K: 'K', mol: 'mol', cd: 'cd',
}

// Spellings that the plain text uses in place of what is printed, because the printed form has spaces or dots.
const PLAIN_TOKENS: Readonly<Record<string, string>> = {
  'wt.%': 'wt%', 'at.%': 'at%', 'vol.%': 'vol%', 'f.u.': 'fu', 'arb. unit': 'arb_unit', 'mol-ppm': 'molppm',
}

const spellings = new Map<string, Spelling>()
const longNames = new Map<string, Spelling>()
for (const definition of UNITS) {
  for (const written of [definition.symbol, ...(definition.also ?? [])]) {
    spellings.set(PLAIN_TOKENS[written] ?? written, { definition, prefix: NO_PREFIX })
  }
  for (const name of definition.names ?? []) longNames.set(name.toLowerCase(), { definition, prefix: NO_PREFIX })
}
// An exact symbol stands before a prefixed one (min is the minute), so prefixed ones only fill what is free.
for (const definition of UNITS.filter((unit) => unit.prefixes)) {
  for (const prefix of PREFIXES) {
    for (const written of [definition.symbol, ...(definition.also ?? [])]) {
      for (const sign of [prefix.symbol, ...prefix.also]) {
        if (!spellings.has(sign + written)) spellings.set(sign + written, { definition, prefix })
      }
    }
    for (const name of definition.names ?? []) {
      const long = prefix.name + name.toLowerCase()
      if (!longNames.has(long)) longNames.set(long, { definition, prefix })
    }
  }
}

const ambiguous = new Map(AMBIGUOUS_SYMBOLS.flatMap((entry) => entry.symbols.map((symbol) => [symbol, entry] as const)))
const known = new Map<string, UnitSymbol>()

/** The meaning of one symbol; refuses `unit.ambiguous` and `unit.unknown` by name. */
export function readUnitSymbol(token: string, written: string): UnitSymbol {
  const found = known.get(token)
  if (found) return found
  refuseAmbiguous(token === 'a_u_' ? 'a.u.' : token, written)
  const lower = token.toLowerCase()
  const spelling = spellings.get(token) ?? longNames.get(lower) ?? longNames.get(lower.replace(/e?s$/, ''))
    ?? longNames.get(lower.replace(/s$/, ''))
  if (!spelling) return refuseUnknown(token, written)
  const symbol = meaningOfSpelling(spelling)
  known.set(token, symbol)
  return symbol
}

/** What a product of powers comes to: factor, dimension and kinds multiplied out. */
export function meaningOfProduct(product: UnitProduct, written: string): UnitMeaning {
  let factor = product.scale
  let dimensions = DIMENSIONLESS
  let strict = false
  const kinds = new Map<string, Rational>()
  for (const term of product.terms) {
    const symbol = readUnitSymbol(term.token, written)
    factor = multiply(factor, power(symbol.factor, term.exponent))
    dimensions = multiplyDimensions(dimensions, powerOfDimension(symbol.dimension, term.exponent))
    strict ||= symbol.strict
    for (const [kind, exponent] of symbol.kinds) {
      const sum = add(kinds.get(kind) ?? ZERO, multiply(exponent, term.exponent))
      if (sum.n === 0n) kinds.delete(kind)
      else kinds.set(kind, sum)
    }
  }
  return { factor, dimension: dimensions, kinds, strict }
}

function meaningOfSpelling({ definition, prefix }: Spelling): UnitSymbol {
  const meaning = meaningOfDefinition(definition)
  const scale = prefix ? powerOfTen(prefix.exponent) : ONE
  return {
    ...meaning,
    symbol: (prefix?.symbol ?? '') + definition.symbol,
    factor: multiply(scale, meaning.factor),
    offset: definition.offset === undefined ? null : parseRational(definition.offset),
  }
}

function meaningOfDefinition(definition: UnitDefinition): UnitMeaning {
  const base = BASE_DIMENSIONS[definition.symbol]
  if (base) {
    const factor = definition.symbol === 'g' ? rational(1n, 1000n) : ONE
    return { factor, dimension: dimension(base), kinds: new Map(), strict: false }
  }
  const meaning = meaningOfProduct(parseUnitProduct(definition.is, definition.symbol), definition.symbol)
  const kinds = new Map(meaning.kinds)
  if (definition.kind) kinds.set(definition.kind, ONE)
  return { ...meaning, kinds, strict: meaning.strict || definition.strict === true }
}

function powerOfTen(exponent: number): Rational {
  return exponent >= 0 ? rational(10n ** BigInt(exponent)) : rational(1n, 10n ** BigInt(-exponent))
}

function refuseAmbiguous(token: string, written: string): void {
  const entry = ambiguous.get(token)
  if (!entry) return
  const say = (language: 'en' | 'ko') => entry.choices.map((c) => `${c.write} (${c.meaning[language]})`).join(', ')
  throw new Refusal('unit.ambiguous', {
    en: `“${token}” stands for several units. Write one of: ${say('en')}.`,
    ko: `“${token}”은(는) 여러 단위를 뜻합니다. 다음 중 하나로 쓰십시오: ${say('ko')}.`,
  }, { unit: written, symbol: token, choices: entry.choices.map((choice) => choice.write) })
}

function refuseUnknown(token: string, written: string): never {
  const nearest = nearestSymbols(token, [...spellings.keys(), ...longNames.keys()])
  const inside = token === written.trim() ? '' : ` in “${written.trim()}”`
  const insideKo = token === written.trim() ? '' : `“${written.trim()}”의 `
  throw new Refusal('unit.unknown', {
    en: `The unit “${token}”${inside} is not known. ${nearest.length
      ? `Did you mean ${nearest.join(', ')}?` : 'Write it in SI units or with a symbol such as MPa, mA/cm^2 or wt.%.'}`,
    ko: `${insideKo}단위 “${token}”을(를) 알 수 없습니다. ${nearest.length
      ? `혹시 ${nearest.join(', ')}입니까?` : 'SI 단위나 MPa, mA/cm^2, wt.% 같은 기호로 쓰십시오.'}`,
  }, { unit: written, symbol: token, suggestions: nearest })
}
