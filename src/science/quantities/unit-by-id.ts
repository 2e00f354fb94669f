import type { Text } from '../refusal.ts'
import { Refusal } from '../refusal.ts'
import { QUDT_UNITS } from './data/qudt-units.ts'
import { baseUnits } from './dimension.ts'
import { isSameUnit, parseUnit } from './parse-unit.ts'
import { toNumber } from './rational.ts'
import type { Unit } from './unit.ts'
import { nearestSymbols } from './unit-suggestion.ts'

// This module and its table are for code of the server: pages would carry 70 kB for what nobody types into them.

type Row = { readonly id: string; readonly text: string | null; readonly symbol: string | null; readonly kind: string | null }

const PREFIX = /^(?:unit:|https?:\/\/qudt\.org\/vocab\/unit\/)/

const rows = new Map(QUDT_UNITS.trim().split('\n').map((line): [string, Row] => {
  const [id, text, symbol, kind] = line.split('|')
  const given = (part: string | undefined) => (part === '-' || !part ? null : part)
  return [id!, { id: id!, text: given(text), symbol: symbol ? given(symbol) : given(text), kind: given(kind) }]
}))
const rowsBySymbol = Map.groupBy([...rows.values()].filter((row) => row.symbol !== null), (row) => row.symbol!)
const known = new Map<string, Unit>()

/**
 * A unit by its id in QUDT 3.5.0: `MegaPA`, `unit:MegaPA` or `http://qudt.org/vocab/unit/MegaPA`.
 *
 * The factor is exact where QUDT rounds. `symbol` is what people write (`MPa`), and `unit:CLO` where that would begin
 * with a number. Refusals: `unit.unknown` with the nearest ids; `unit.no_multiplier` for what is no ratio, as decibel.
 */
export function unitById(id: string): Unit {
  const bare = id.trim().replace(PREFIX, '')
  const found = known.get(bare)
  if (found) return found
  const row = rows.get(bare)
  if (!row) return refuseUnknown(bare, id)
  const unit = unitOfRow(row)
  known.set(bare, unit)
  return unit
}

/**
 * A unit by the symbol that QUDT gives it: `Btu{IT}/lbm`, `acre`, `MPa`.
 *
 * For texts that are known to be QUDT's. Refused as `unit.ambiguous`, with the ids to choose from: symbols of units that
 * differ (`a`, `pt`, `rad`, 18 by their multipliers), quotation marks, and what `parseUnit` reads as another unit (`G`).
 */
export function unitByQudtSymbol(symbol: string): Unit {
  const text = symbol.trim()
  const found = rowsBySymbol.get(text)
  if (!found) return refuseUnknown(text, symbol)
  if (found.every((row) => row.text === null)) return unitById(found[0]!.id)
  const units = found.map((row) => (row.text === null ? null : unitById(row.id)))
  const [unit] = units
  const others = units.some((other) => !unit || !other || !isSameUnit(unit, other))
  if (others || /['"“]/.test(text)) return refuseAmbiguous(text, found, null)
  const spoken = asPeopleWrite(text)
  if (spoken && !isSameUnit(spoken, unit!)) return refuseAmbiguous(text, found, spoken)
  return unit!
}

/** A unit as people write it, or by its id where it begins with `unit:` or is an IRI of QUDT; refuses as these do. */
export function parseUnitOrId(text: string): Unit {
  return PREFIX.test(text.trim()) ? unitById(text) : parseUnit(text)
}

function unitOfRow({ id, text, kind }: Row): Unit {
  const written = `unit:${id}`
  if (text === null) {
    throw new Refusal('unit.no_multiplier', {
      en: `${written} is no fixed multiple of an SI unit; QUDT gives it no multiplier. Convert the value to one first.`,
      ko: `${written}은(는) SI 단위의 일정한 배수가 아니며 QUDT에도 환산 계수가 없습니다. 값을 먼저 SI 단위로 환산하십시오.`,
    }, { unit: written })
  }
  const [scale, zero] = text.split(' + ')
  const unit = parseUnit(scale!)
  if (zero !== undefined) return { ...unit, symbol: written, written, offset: parseUnit(zero).factor, temperature: 'point' }
  if (kind !== null) return { ...unit, symbol: written, written, kind, strict: true }
  // A number before the unit would stand between a value and its unit: “2 0.155 m²·K/W”.
  const isPlain = /^(?:1$|1\/|[^\d(])/.test(unit.symbol) && isSameUnit(parseUnit(unit.symbol), unit)
  return { ...unit, symbol: isPlain ? unit.symbol : written, written }
}

function asPeopleWrite(text: string): Unit | null {
  try {
    return parseUnit(text)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function refuseUnknown(name: string, written: string): never {
  const ids = [...rows.keys()]
  const otherwiseCased = ids.filter((id) => id.toLowerCase() === name.toLowerCase())
  const likely = otherwiseCased.length ? otherwiseCased : nearestSymbols(name, ids).filter((id) => rows.has(id))
  const nearest = likely.map((id) => `unit:${id}`)
  const advice: Text = nearest.length
    ? { en: `Did you mean ${nearest.join(', ')}?`, ko: `혹시 ${nearest.join(', ')}입니까?` }
    : { en: 'Write an id such as unit:MegaPA.', ko: 'unit:MegaPA 같은 식별자로 쓰십시오.' }
  throw new Refusal('unit.unknown', {
    en: `QUDT 3.5.0 has no unit “${name}”. ${advice.en}`,
    ko: `QUDT 3.5.0에는 단위 “${name}”이(가) 없습니다. ${advice.ko}`,
  }, { unit: written, symbol: name, suggestions: nearest })
}

function refuseAmbiguous(symbol: string, found: readonly Row[], spoken: Unit | null): never {
  const choices = found.map(({ id }) => `unit:${id}`)
  const listed = found.map(({ id, text, kind }) => `unit:${id}${kind ?? text ? ` (${kind ?? text})` : ''}`).join(', ')
  const elsewhere = spoken ? `${toNumber(spoken.factor)} ${baseUnits(spoken.dimension)}` : null
  throw new Refusal('unit.ambiguous', {
    en: `“${symbol}” ${elsewhere ? `is ${elsewhere} where people write it, and another unit in QUDT`
      : 'stands for several units'}. Write the id of the unit that is meant: ${listed}.`,
    ko: `“${symbol}”은(는) ${elsewhere ? `사람이 쓰면 ${elsewhere}이지만 QUDT에서는 다른 단위입니다`
      : '여러 단위를 뜻합니다'}. 뜻하는 단위의 식별자를 쓰십시오: ${listed}.`,
  }, { unit: symbol, symbol, choices })
}
