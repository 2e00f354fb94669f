import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { convert, fromSI, isCompatible, toSI } from '#science/quantities/convert.ts'
import { formatDimension, sameDimension } from '#science/quantities/dimension.ts'
import { isSameUnit, parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import { divide, multiply, subtract, toNumber } from '#science/quantities/rational.ts'
import { parseUnitOrId, unitById, unitByQudtSymbol } from '#science/quantities/unit-by-id.ts'
import { Refusal } from '#science/refusal.ts'
import { DEVIATIONS, WRONG_DIMENSIONS } from './qudt-deviations.ts'
import { qudtDimension, readQudtFacts } from './qudt-facts.ts'
import type { QudtFact } from './qudt-facts.ts'

const QUDT_FACTS = readQudtFacts()
const withMultiplier = QUDT_FACTS.filter(({ multiplier }) => multiplier !== null)
const unitOf = new Map(withMultiplier.map(({ id }) => [id, unitById(id)]))
const bounds = new Map(DEVIATIONS.flatMap(({ ids, most }) => ids.trim().split(/\s+/).map((id) => [id, most] as const)))

const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
const sign = fc.constantFrom(-1, 1)

/** How far our factor is from QUDT's multiplier, relative to it. */
function deviation(ours: Unit, { multiplier }: QudtFact): number {
  return Math.abs(toNumber(divide(subtract(ours.factor, multiplier!), multiplier!)))
}

function refusalOf(run: () => unknown): Refusal {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('was not refused')
}

test('QUDT 3.5.0 has 2843 units, 2789 of them with a multiplier', () => {
  assert.equal(QUDT_FACTS.length, 2843)
  assert.equal(withMultiplier.length, 2789)
})

test('every unit of QUDT with a multiplier has, by its id, QUDT’s factor to a part in 10^12, but for listed deviations', () => {
  const unlisted = withMultiplier
    .map((fact) => ({ id: fact.id, by: deviation(unitOf.get(fact.id)!, fact) }))
    .filter(({ id, by }) => by > (bounds.get(id) ?? 1e-12))
  assert.deepEqual(unlisted, [])
})

test('every listed deviation is listed once and still deviates, and no line’s bound is ten times what it needs to be', () => {
  const facts = new Map(withMultiplier.map((fact) => [fact.id, fact]))
  const listed = DEVIATIONS.flatMap(({ ids }) => ids.trim().split(/\s+/))
  assert.deepEqual(listed.filter((id, k) => listed.indexOf(id) !== k), [], 'listed twice')
  for (const { why, most, ids } of DEVIATIONS) {
    const apart = ids.trim().split(/\s+/).map((id) => {
      const fact = facts.get(id)
      assert.ok(fact, `QUDT has no ${id}`)
      const by = deviation(unitOf.get(id)!, fact)
      assert.ok(by > 1e-12, `${id} no longer deviates: ${why}`)
      return by
    })
    assert.ok(Math.max(...apart) > most / 10, `the bound ${most} is loose: ${why}`)
  }
})

test('every unit has QUDT’s dimension, but for four that QUDT has wrong', () => {
  const wrong = withMultiplier.filter(({ id, dimension }) => {
    return !sameDimension(unitOf.get(id)!.dimension, qudtDimension(dimension))
  })
  assert.deepEqual(wrong.map(({ id }) => id).sort(), Object.keys(WRONG_DIMENSIONS).sort())
})

test('a value becomes SI as QUDT says, (value + offset) × multiplier', () => {
  fc.assert(fc.property(fc.constantFrom(...withMultiplier), value, sign, (fact, size, factorOfSign) => {
    const value = size * factorOfSign
    const said = (value + toNumber(fact.offset)) * toNumber(fact.multiplier!)
    const within = (bounds.get(fact.id) ?? 1e-12) * 1.01
    const zero = Math.abs(toNumber(multiply(fact.offset, fact.multiplier!)))
    assert.ok(Math.abs(toSI(value, unitOf.get(fact.id)!) - said) <= within * (Math.abs(said) + zero), fact.id)
  }))
})

test('the three scales of temperature have their zeros, and nothing else has one', () => {
  assert.equal(toSI(25, unitById('DEG_C')), 298.15)
  assert.equal(toSI(-459.67, unitById('DEG_F')), 0)
  assert.equal(toSI(25000, unitById('MilliDEG_C')), 298.15)
  assert.equal(convert(25000, unitById('MilliDEG_C'), parseUnit('°C')), 25)
  const points = [...unitOf].filter(([, unit]) => unit.temperature === 'point').map(([id]) => id)
  assert.deepEqual(points, QUDT_FACTS.filter(({ offset }) => offset.n !== 0n).map(({ id }) => id))
})

test('to SI and back, any value in any unit comes back to within two roundings', () => {
  fc.assert(fc.property(fc.constantFrom(...unitOf.values()), value, (unit, value) => {
    const zero = Math.abs(toNumber(divide(unit.offset, unit.factor)))
    assert.ok(Math.abs(fromSI(toSI(value, unit), unit) - value) <= 2 * Number.EPSILON * (value + zero), unit.symbol)
  }))
})

test('to any other unit that compares and back, a value comes back', () => {
  const groups = Map.groupBy([...unitOf.values()], ({ dimension, kind }) => `${formatDimension(dimension)} ${kind}`)
  const pairs = fc.constantFrom(...groups.values())
    .chain((units) => fc.tuple(fc.constantFrom(...units), fc.constantFrom(...units)))
    .filter(([a, b]) => isCompatible(a, b))
  fc.assert(fc.property(pairs, value, ([a, b], value) => {
    const zero = Math.abs(toNumber(divide(a.offset, a.factor))) + Math.abs(toNumber(divide(b.offset, a.factor)))
    const back = convert(convert(value, a, b), b, a)
    assert.ok(Math.abs(back - value) <= 4 * Number.EPSILON * (value + zero), `${a.symbol} ${b.symbol}`)
  }))
})

test('kg and mm never compare, nor does any pair of units of different dimension', () => {
  assert.equal(refusalOf(() => convert(1, unitById('KiloGM'), unitById('MilliM'))).code, 'unit.incompatible')
  const byDimension = Map.groupBy([...unitOf.values()], ({ dimension }) => formatDimension(dimension))
  const all = [...unitOf.values()]
  for (const [dimension, [unit]] of byDimension) {
    const compares = all.filter((other) => isCompatible(unit!, other) || isCompatible(other, unit!))
    assert.deepEqual(compares.filter((other) => formatDimension(other.dimension) !== dimension), [])
  }
  fc.assert(fc.property(fc.constantFrom(...all), fc.constantFrom(...all), (a, b) => {
    fc.pre(!sameDimension(a.dimension, b.dimension))
    assert.equal(refusalOf(() => convert(1, a, b)).code, 'unit.incompatible')
  }))
})

test('what the dimension does not tell is told by the kind: turns and hertz, currencies, bits and numbers never compare', () => {
  for (const [a, b] of [
    ['REV-PER-MIN', 'HZ'], ['BQ', 'HZ'], ['CCY_EUR', 'CCY_KRW'], ['CCY_EUR', 'NUM'], ['BIT', 'PERCENT'], ['BIT', 'NAT'],
    ['BYTE-PER-SEC', 'HZ'], ['CCY_EUR-PER-KiloW-HR', 'CCY_SEK-PER-KiloW-HR'], ['PHON', 'SON'],
  ] as const) assert.equal(isCompatible(unitById(a), unitById(b)), false, `${a} ${b}`)
  assert.equal(convert(1, unitById('BYTE'), unitById('BIT')), 8)
  assert.equal(convert(1, unitById('KiloW-HR'), parseUnit('MJ')), 3.6)
})

test('every unit prints as a text that reads back as the same unit', () => {
  for (const [id, unit] of unitOf) assert.ok(isSameUnit(parseUnitOrId(unit.symbol), unit), `${id} prints as ${unit.symbol}`)
})

test('what QUDT gives no multiplier is refused, not taken as zero', () => {
  const without = QUDT_FACTS.filter(({ multiplier }) => multiplier === null)
  assert.equal(without.length, 54)
  for (const { id } of without) assert.equal(refusalOf(() => unitById(id)).code, 'unit.no_multiplier', id)
})

const symbols = Map.groupBy(QUDT_FACTS.filter(({ symbol }) => symbol !== null), ({ symbol }) => symbol!)
const facts = (fact: QudtFact) => [fact.multiplier?.n, fact.multiplier?.d, fact.offset.n, fact.dimension].join(' ')

test('the 18 symbols that QUDT gives to units of different meaning are refused by name with the ids to choose from', () => {
  const ambiguous = [...symbols].filter(([, found]) => new Set(found.map(facts)).size > 1)
  assert.deepEqual(
    ambiguous.map(([symbol]) => symbol),
    ['a', 'AT', 'B', 'b', 'L', 'R', 'd', 'D', 'F', 'Gb', 'K', 'mil', 'mrad', 'pc', 'pH', 'pt', 'rad', 'S'],
  )
  for (const [symbol, found] of ambiguous) {
    const refusal = refusalOf(() => unitByQudtSymbol(symbol))
    assert.equal(refusal.code, 'unit.ambiguous', symbol)
    assert.deepEqual(refusal.details['choices'], found.map(({ id }) => `unit:${id}`))
    for (const { id } of found) assert.ok(refusal.text.ko.includes(`unit:${id}`) && refusal.text.en.includes(`unit:${id}`))
  }
})

// Beyond the 18: one text for several currencies or tons, quotation marks, and what people write for something else.
const REFUSED_TOO = [
  '$', '¥', 'kr', 'kr/(kW·h)', 'MTON', '\'', '"', '“', 'N·m/\'',
  'RM', 'L/(kW·h)', 'G', 'mG', 'μG', 'HK', 'mohm', 'aS', 'RT', 't/lbf', 'mrad/h',
]

test('every other symbol of QUDT gives the unit whose id has it, but for 20 that are refused by name', () => {
  const refusedToo: string[] = []
  for (const [symbol, found] of symbols) {
    if (new Set(found.map(facts)).size > 1 || found[0]!.multiplier === null) continue
    try {
      assert.ok(isSameUnit(unitByQudtSymbol(symbol), unitOf.get(found[0]!.id)!), symbol)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      assert.equal(error.code, 'unit.ambiguous', symbol)
      refusedToo.push(symbol)
    }
  }
  assert.deepEqual(refusedToo.sort(), REFUSED_TOO.sort())
})

// What `parseUnit` reads where QUDT has another unit of that symbol, or one more: settled readings (decision 0002), SI
// prefixes, and a product that QUDT has by mistake (a “ton energy” as t/lbf).
const OURS = [
  'L', 'd', 'D', 'F', 'K', 'S', 'mil', 'rad', 'mrad', 'mrad/h', 'G', 'mG', 'μG', 'HK', 'pH', 'mohm', 'aS', 'L/(kW·h)',
  'RM', 'RT', 't/lbf',
]

test('what people write is read as QUDT reads it wherever it is a symbol of QUDT, or refused, or a settled reading', () => {
  const otherwise: string[] = []
  for (const [symbol, found] of symbols) {
    let spoken: Unit
    try {
      spoken = parseUnit(symbol)
    } catch (error) {
      if (error instanceof Refusal) continue
      throw error
    }
    const same = found.every((fact) => fact.multiplier !== null
      && sameDimension(spoken.dimension, qudtDimension(fact.dimension))
      && deviation(spoken, fact) <= (bounds.get(fact.id) ?? 1e-12)
      && toNumber(spoken.offset) === toNumber(multiply(fact.offset, fact.multiplier)))
    if (!same) otherwise.push(symbol)
  }
  assert.deepEqual(otherwise.sort(), OURS.sort())
})

// QUDT id → what a person writes.
const COMMON: Readonly<Record<string, string>> = {
  'M': 'm', 'CentiM': 'cm', 'MilliM': 'mm', 'MicroM': 'µm', 'NanoM': 'nm', 'ANGSTROM': 'Å', 'IN': 'in', 'FT': 'ft',
  'KiloGM': 'kg', 'GM': 'g', 'LB': 'lb', 'TONNE': 't', 'SEC': 's', 'MIN': 'min', 'HR': 'h', 'DAY': 'd',
  'A': 'A', 'MilliA': 'mA', 'K': 'K', 'DEG_C': '°C', 'DEG_F': '°F', 'MOL': 'mol', 'CD': 'cd',
  'PA': 'Pa', 'MegaPA': 'MPa', 'GigaPA': 'GPa', 'BAR': 'bar', 'ATM': 'atm', 'TORR': 'Torr', 'PSI': 'psi', 'N': 'N',
  'KiloGM_F': 'kgf', 'LB_F': 'lbf', 'DYN': 'dyn', 'J': 'J', 'EV': 'eV', 'CAL_TH': 'cal', 'KiloW-HR': 'kW·h',
  'ERG': 'erg',
  'KiloJ-PER-MOL': 'kJ/mol', 'KiloCAL-PER-MOL': 'kcal/mol', 'J-PER-MOL-K': 'J/(mol K)', 'J-PER-KiloGM-K': 'J/(kg K)',
  'W': 'W', 'V': 'V', 'OHM': 'Ω', 'S': 'S', 'FARAD': 'F', 'C': 'C', 'T': 'T', 'WB': 'Wb', 'H': 'H',
  'A-HR': 'Ah', 'MilliA-HR-PER-GM': 'mAh/g', 'S-PER-CentiM': 'S/cm', 'S-PER-M': 'S/m', 'OHM-CentiM': 'Ω cm',
  'A-PER-M2': 'A/m^2', 'W-PER-M-K': 'W/(m K)', 'GM-PER-CentiM3': 'g/cm^3',
  'KiloGM-PER-M3': 'kg m-3', 'PA-SEC': 'Pa s', 'CentiPOISE': 'cP', 'CentiST': 'cSt', 'PERCENT': '%', 'PPM': 'ppm',
  'DEG': '°', 'RAD': 'rad', 'REV-PER-MIN': 'rpm', 'RAD-PER-SEC': 'rad/s', 'HZ': 'Hz', 'L': 'L', 'MilliL': 'mL',
  'MegaPA-M0dot5': 'MPa m^0.5', 'K-PER-MIN': 'K/min', 'DEG_C-PER-MIN': '°C/min', 'PER-K': '1/K', 'PER-CentiM': 'cm-1',
  'MOL-PER-L': 'mol/L', 'KiloA-PER-M': 'kA/m', 'N-PER-M': 'N/m', 'J-PER-M2': 'J/m^2', 'PER-SEC': 's^-1',
}

test('common units mean, written by a person, exactly what they mean by id', () => {
  for (const [id, text] of Object.entries(COMMON)) assert.ok(isSameUnit(parseUnit(text), unitById(id)), `${id} ${text}`)
})
