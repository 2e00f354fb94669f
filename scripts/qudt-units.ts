// Writes src/science/quantities/data/qudt-units.ts from QUDT's table, and the facts that a test compares it with.
// Run: node scripts/qudt-units.ts   (SOJAE_TEST_STANDARDS names the folder with qudt-units/)
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PREFIXES } from '../src/science/quantities/data/prefixes.ts'
import { baseUnits, sameDimension } from '../src/science/quantities/dimension.ts'
import { isSameUnit, parseUnit } from '../src/science/quantities/parse-unit.ts'
import type { Rational } from '../src/science/quantities/rational.ts'
import { ONE, divide, equal, multiply, parseRational, subtract, toNumber } from '../src/science/quantities/rational.ts'
import type { Unit } from '../src/science/quantities/unit.ts'
import { parseUnitProduct } from '../src/science/quantities/unit-grammar.ts'
import { formatUnitTerms } from '../src/science/quantities/unit-print.ts'
import { readUnitSymbol } from '../src/science/quantities/unit-symbol.ts'
import { plainUnitText } from '../src/science/quantities/unit-text.ts'
import { Refusal } from '../src/science/refusal.ts'
import { DEVIATIONS, WRONG_DIMENSIONS } from '../tests/reference/qudt-deviations.ts'
import { qudtDimension } from '../tests/reference/qudt-facts.ts'
import { DEFINITIONS, KINDS } from './qudt-definitions.ts'

type QudtUnit = {
  readonly id: string
  readonly symbol: string | null
  readonly mult: string
  readonly offset: string | null
  readonly dim: string
}

const folder = join(process.env['SOJAE_TEST_STANDARDS'] ?? '../shared/standards', 'qudt-units')
const all = JSON.parse(readFileSync(join(folder, 'units.json'), 'utf8')) as readonly QudtUnit[]
const byId = new Map(all.map((unit) => [unit.id, unit]))
const bounds = new Map(DEVIATIONS.flatMap(({ ids, most }) => ids.trim().split(/\s+/).map((id) => [id, most] as const)))

// The rounding of a multiplier of 34 digits, and of the few that have 16, is far below a part in 10^12.
const ROUNDING = 1e-12
// Binary prefixes go before bits and bytes only, which are no units of ours: their multipliers are exact decimals.
const prefixOf = new Map(PREFIXES.map(({ name, exponent }) => [name[0]!.toUpperCase() + name.slice(1), exponent]))

/** The unit that a text means; null where our grammar refuses it. */
function read(text: string): Unit | null {
  try {
    return parseUnit(text)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Whether ours may stand for QUDT's: of its dimension, and equal but for rounding or as the list of deviations says. */
function stands(ours: Unit, { id, mult, offset, dim }: QudtUnit): boolean {
  const factor = parseRational(mult)!
  const zero = multiply(parseRational(offset ?? '0')!, factor)
  const deviation = Math.abs(toNumber(divide(subtract(ours.factor, factor), factor)))
  return deviation <= (bounds.get(id) ?? ROUNDING)
    && (id in WRONG_DIMENSIONS || sameDimension(ours.dimension, qudtDimension(dim)))
    && Math.abs(toNumber(subtract(ours.offset, zero))) < ROUNDING
}

/** A part of an id in our grammar, in brackets: `KiloGM` is `(kg)`; null where QUDT has no such unit. */
function partText(part: string): string | null {
  if (DEFINITIONS[part]) return `(${DEFINITIONS[part]})`
  const unit = byId.get(part)
  const ours = unit?.symbol ? read(unit.symbol) : null
  if (ours && stands(ours, unit!)) return `(${unit!.symbol})`
  const [, prefix, rest] = /^([A-Z][a-z]+)([A-Z].*)$/.exec(part) ?? []
  const exponent = prefixOf.get(prefix ?? '')
  const plain = exponent === undefined ? null : partText(rest!)
  if (plain) return `(1e${exponent} ${plain})`
  if (unit && Number(unit.mult) !== 0) return `(${scaled(parseRational(unit.mult)!, baseUnits(qudtDimension(unit.dim)))})`
  return null
}

/** An id multiplied out of its parts, in our grammar: `LB_F-PER-IN2` is `(lbf)/((in)^2)`. */
function composed(id: string): string {
  const [above, ...below] = id.replace(/^PER-/, '1-PER-').split('-PER-').map((side) => side.split('-').map((term) => {
    const [, part, whole, half] = /^(.*?[A-Za-z_])(?:(\d)(dot5)?)?$/.exec(term) ?? []
    if (part === undefined) return term
    // What is no part stays, and is refused as unknown when the whole is read.
    return (partText(part) ?? part) + (whole ? `^${whole}${half ? '.5' : ''}` : '')
  }).join('·'))
  return [above, ...below.map((side) => `(${side})`)].join('/')
}

/** A factor as text that is exactly it, before what it multiplies. */
function scaled(factor: Rational, terms: string): string {
  if (equal(factor, ONE)) return terms
  const number = decimal(factor) ?? `(${factor.n}/${factor.d})`
  if (terms === '1') return number
  return terms.startsWith('1/') ? `${number} ${terms.slice(1)}` : `${number} ${terms}`
}

/** The finite decimal that a fraction is, short where zeros abound; null where it is none. */
function decimal({ n, d }: Rational): string | null {
  let digits = 0
  for (; (10n ** BigInt(digits)) % d !== 0n; digits += 1) if (digits > 200) return null
  const all = String(n * 10n ** BigInt(digits) / d)
  const significant = all.replace(/0+$/, '')
  const exponent = all.length - significant.length - digits
  if (exponent >= 0 && exponent < 7) return significant + '0'.repeat(exponent)
  if (exponent < 0 && all.length - digits > -6) {
    const padded = all.padStart(digits + 1, '0')
    return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
  }
  const mantissa = significant.length === 1 ? significant : `${significant[0]}.${significant.slice(1)}`
  return `${mantissa}e${exponent + significant.length - 1}`
}

/** What a unit is in our grammar, as short as it can be said exactly. */
function textOf(unit: QudtUnit): string {
  const { id, symbol, mult, offset } = unit
  const own = DEFINITIONS[id]
  if (own) {
    const ours = read(own)
    if (!ours || !stands(ours, unit)) throw new Error(`${id} is not ${own}, and no deviation says why`)
    return own
  }
  const spoken = symbol === null ? null : read(symbol)
  if (spoken && stands(spoken, unit)) return symbol!
  if (offset !== null) {
    return `${scaled(parseRational(mult)!, 'K')} + ${decimal(multiply(parseRational(offset)!, parseRational(mult)!))} K`
  }
  const text = composed(id)
  const ours = read(text)
  if (!ours || !stands(ours, unit)) return scaled(parseRational(mult)!, baseUnits(qudtDimension(unit.dim)))
  const terms = parseUnitProduct(plainUnitText(text), text).terms
    .map((term) => ({ symbol: readUnitSymbol(term.token, text).symbol, exponent: term.exponent }))
    .filter((term) => term.symbol !== '1')
  const unscaled = formatUnitTerms(ONE, terms)
  const short = scaled(divide(ours.factor, parseUnit(unscaled).factor), unscaled)
  if (!isSameUnit(parseUnit(short), ours)) throw new Error(`${id}: ${short} is not ${text}`)
  return short
}

function rowOf(unit: QudtUnit): string {
  const text = Number(unit.mult) === 0 ? '-' : textOf(unit)
  const symbol = unit.symbol === text ? '' : (unit.symbol?.trim() ?? '-')
  const kind = KINDS.map(([pattern, name]) => pattern.exec(unit.id)?.[0].replace(pattern, name)).find(Boolean) ?? ''
  return [unit.id, text, symbol, kind].join('|').replace(/\|+$/, '')
}

const source = ['QUDT 3.5.0 (QUDT.org), src/main/rdf/vocab/unit/VOCAB_QUDT-UNITS-ALL.ttl of qudt/qudt-public-repo,',
  'commit 45195fa15d4a97c155397cd15fce9bc5439cf6aa; licence CC BY 4.0.']

writeFileSync('src/science/quantities/data/qudt-units.ts', `// Generated by scripts/qudt-units.ts; do not edit.
// Source of ids, symbols and multipliers: ${source.join('\n// ')}
// Changed: multipliers are said in our grammar, and exactly where QUDT rounds (tests/reference/qudt-deviations.ts).

/**
 * A unit a line: id, what it is in our grammar, QUDT's symbol where it is another text, a strict kind.
 *
 * \`-\` stands for a multiplier or a symbol that QUDT does not give. \`0.001 K + 273.15 K\` is a scale of temperature
 * with its zero at 273.15 K.
 */
export const QUDT_UNITS = \`
${all.map(rowOf).join('\n')}
\`
`)

const facts = all.map(({ id, symbol, mult, offset, dim }) => [id, symbol ?? '', mult, offset ?? '', dim].join('\t'))
writeFileSync('tests/reference/qudt-units.tsv', `# ${source.join('\n# ')}
# SI value = (value + offset) × multiplier; a multiplier of 0.0 stands for none.
id\tsymbol\tmultiplier\toffset\tdimension
${facts.join('\n')}
`)
