import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../refusal.ts'
import { AMBIGUOUS_SYMBOLS } from './data/ambiguous-symbols.ts'
import { PREFIXES } from './data/prefixes.ts'
import { UNITS } from './data/units.ts'
import { baseUnits } from './dimension.ts'
import { isSameUnit, parseUnit } from './parse-unit.ts'
import { toNumber } from './rational.ts'

function refused(text: string): Refusal {
  try {
    parseUnit(text)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail(`${text} was read as ${parseUnit(text).symbol}`)
}

test('a unit means the same however the laboratory spells it', () => {
  const spellings: readonly (readonly [string, readonly string[]])[] = [
    ['S/cm', ['S cm-1', 'S cm^-1', 'S·cm⁻¹', 'S.cm^-1', 'S*cm**-1', 'S cm$^{-1}$', 'S cm−1', '\\mathrm{S\\,cm}^{-1}']],
    ['mA/cm²', ['mA cm^-2', 'mA/cm^2', 'mA/cm2', 'mA·cm–2', 'mA per cm2', '㎃/㎠', '[mA/cm^2]']],
    ['g/cm³', ['g/cm$^3$', 'g cm-3', 'g/cc', 'g·cm^{-3}']],
    ['µm', ['μm', 'um', '$\\mu$m', '㎛', 'micron', 'micrometers', 'Micrometre']],
    ['°C', ['degC', '℃', '$^\\circ$C', '$^{\\circ}$C', '° C', 'deg C', 'ºC', 'celsius', '섭씨', '\\degree C']],
    ['wt.%', ['wt%', 'wt. %', 'wt.-%', 'mass%', 'weight %', 'wt\\%', 'wt％']],
    ['at.%', ['at%', 'atomic %', 'at. %']],
    ['vol.%', ['vol%', 'Vol.%', 'volume %']],
    ['mol%', ['mol.%', 'mol %', 'mole%']],
    ['wppm', ['ppmw', 'wt ppm', 'wt.ppm', 'ppm wt']],
    ['rpm', ['RPM', 'r/min', 'rev/min']],
    ['W/(m·K)', ['W/m/K', 'W/m-K', 'W m^-1 K^-1', 'W/(m K)', 'W·m–1·K–1']],
    ['MPa·m^0.5', ['MPa m^0.5', 'MPa·m^(1/2)', 'MPa√m', 'MPa m^{1/2}', 'MPa·m½', 'MPa sqrt(m)']],
    ['Å', ['angstrom', 'Å', 'Ang', '\\AA', 'Angstroms']],
    ['Ω·cm', ['ohm.cm', 'ohm-cm', 'Ω cm', '$\\Omega$cm', 'Ohm·cm']],
    ['J/(mol·K)', ['J/(mol K)', 'J mol-1 K-1', 'J/mol/K', 'J/mol-K']],
    ['1/s', ['s^-1', '/s', 's⁻¹', '1/sec']],
    ['h', ['hr', 'hours', '시간']],
    ['HV', ['HV0.5', 'HV 10', 'Hv', 'VHN']],
    ['eV/f.u.', ['eV/f.u.', 'eV per f.u.']],
    ['10^-6/K', ['10^-6/K', '1e-6/K', '×10^-6 K^-1', '10⁻⁶ K⁻¹']],
  ]
  for (const [symbol, texts] of spellings) {
    for (const text of texts) {
      const wanted = parseUnit(symbol)
      const unit = parseUnit(text)
      assert.ok(isSameUnit(unit, wanted), `${text} read as ${unit.symbol}`)
      assert.equal(parseUnit(unit.symbol).symbol, unit.symbol)
    }
  }
})

test('(eV/atom)^-1 is the inverse of eV/atom', () => {
  const unit = parseUnit('(eV/atom)^-1')
  assert.equal(unit.symbol, 'atom/eV')
  assert.equal(toNumber(unit.factor), 6.241509074460762e18)
  assert.equal(baseUnits(unit.dimension), 'm^-2·kg^-1·s^2')
})

test('kelvin alone is no less a difference than a point, and °C in a compound is a difference', () => {
  assert.equal(parseUnit('°C').temperature, 'point')
  assert.equal(parseUnit('K').temperature, null)
  for (const text of ['delta_degC', 'W/(m·°C)', '°C/min', 'Δ°C']) {
    assert.equal(parseUnit(text).temperature, 'difference', text)
    assert.equal(parseUnit(text).offset.n, 0n, text)
  }
})

test('a stroke with two readings is refused, not guessed', () => {
  for (const text of ['J/mol K', 'W/m·K', 'mA/cm2 s', 'W/m*K', 'MPa m^1/2', 'm1/2']) {
    assert.equal(refused(text).code, 'unit.ambiguous', text)
  }
})

test('every ambiguous symbol is refused by name, and each choice it offers can be read', () => {
  for (const { symbols, choices } of AMBIGUOUS_SYMBOLS) {
    for (const symbol of symbols) {
      const refusal = refused(symbol)
      assert.equal(refusal.code, 'unit.ambiguous', symbol)
      for (const choice of choices) {
        assert.ok(refusal.text.ko.includes(choice.write))
        parseUnit(choice.write)
      }
    }
  }
})

test('a pound-mole is not a pound times a mole, a megadollar is not molar, and an opening quotation mark is no inch', () => {
  for (const text of ['lb-mol', 'lb-mol/s', 'J/g-mol', 'kg-mole', 'kJ/lbmol', 'ft-L', '“', 'N·m/“']) {
    assert.equal(refused(text).code, 'unit.ambiguous', text)
  }
  for (const text of ['M$', '$', 'M$/a']) assert.equal(refused(text).code, 'unit.unknown', text)
  assert.ok(isSameUnit(parseUnit('J/mol-K'), parseUnit('J/(mol·K)')))
})

test('an unknown unit is refused with the symbols it may have meant', () => {
  assert.equal(refused('furlong').code, 'unit.unknown')
  assert.deepEqual(refused('mpa').details['suggestions'], ['MPa', 'mPa', 'GPa'])
  assert.match(refused('kg/Mpa').message, /“Mpa” in “kg\/Mpa”/)
  for (const text of ['', ' ', '-', '–']) assert.equal(refused(text).code, 'unit.missing', text)
  for (const text of ['m/', '(m', 'm)', 'm//s', 'm^', '^2', '0 m', 'm^1/0', '()', 'm^(1/0)', '%%^', 'm..s']) {
    assert.ok(['unit.malformed', 'unit.unknown', 'unit.ambiguous'].includes(refused(text).code), text)
  }
})

test('a reference electrode is a condition, not part of the unit', () => {
  for (const text of ['V vs RHE', 'V vs. Ag/AgCl', 'mV (vs SHE)']) {
    assert.equal(refused(text).code, 'unit.reference', text)
  }
})

test('no symbol with a prefix hides another unit, but for those that are known and settled', () => {
  const exact = new Set(UNITS.flatMap((unit) => [unit.symbol, ...(unit.also ?? [])]))
  const spelled = new Map<string, string>()
  const collisions: string[] = []
  for (const unit of UNITS.filter((entry) => entry.prefixes)) {
    for (const prefix of PREFIXES) {
      for (const sign of [prefix.symbol, ...prefix.also]) {
        for (const symbol of [unit.symbol, ...(unit.also ?? [])]) {
          const text = sign + symbol
          const canonical = prefix.symbol + unit.symbol
          if (exact.has(text)) collisions.push(text)
          else if (spelled.has(text) && spelled.get(text) !== canonical) collisions.push(text)
          spelled.set(text, canonical)
        }
      }
    }
  }
  const settled = new Set([
    'pH', // acidity, not picohenry
    'Gs', // gauss, not gigasecond
    'cd', 'ft', 'min', 'yd', 'µm',
  ])
  assert.deepEqual([...new Set(collisions)].filter((text) => !settled.has(text)), [])
})

test('every unit of the table can be read, and its print reads back as the same unit', () => {
  for (const { symbol, also, names } of UNITS) {
    for (const text of [symbol, ...(also ?? []), ...(names ?? [])]) {
      const unit = parseUnit(text)
      assert.ok(isSameUnit(parseUnit(unit.symbol), unit), `${text} prints as ${unit.symbol}`)
    }
  }
})

const printable = 'm kg s K mol eV Å Ω wt.% atom HV °C f.u. µB mAh rad cmH2O'.split(' ')
const term = fc.record({
  symbol: fc.constantFrom(...printable),
  exponent: fc.constantFrom('', '^2', '^-1', '^-3', '^(1/2)', '^(-3/2)', '^(1/3)', '²', '⁻¹'),
})

test('a product of any units prints as a text that reads back as the same unit', () => {
  fc.assert(fc.property(fc.array(term, { minLength: 1, maxLength: 5 }), (terms) => {
    const unit = parseUnit(terms.map(({ symbol, exponent }) => symbol + exponent).join('·'))
    const again = parseUnit(unit.symbol)
    assert.equal(again.symbol, unit.symbol)
    assert.equal(toNumber(again.factor), toNumber(unit.factor))
    assert.equal(baseUnits(again.dimension), baseUnits(unit.dimension))
  }))
})

test('the order of factors does not matter and brackets associate', () => {
  const symbol = fc.constantFrom('MPa', 'mm', 's', 'K', 'mol', 'eV', 'cm', 'mA', 'HV')
  fc.assert(fc.property(symbol, symbol, symbol, (a, b, c) => {
    const units = [`${a} ${b} ${c}`, `${c}·(${a} ${b})`, `(${a} ${b})·${c}`, `${a}/(1/(${b} ${c}))`].map(parseUnit)
    for (const unit of units) {
      assert.deepEqual(unit.factor, units[0]!.factor)
      assert.deepEqual(unit.dimension, units[0]!.dimension)
    }
  }))
})

test('no text, however odd, gets anything but a unit or a refusal', () => {
  const pieces = 'm kg °C / ( ) ^ -1 2 0.5 · . % √ $ { } \\ wt a.u. π 1e5 ² ½ µ [ ] - Nm'
  const piece = fc.constantFrom(...pieces.split(' '), ' ')
  fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 8 }).map((p) => p.join('')), fc.string()), (text) => {
    try {
      parseUnit(text)
    } catch (error) {
      assert.ok(error instanceof Refusal, `${JSON.stringify(text)}: ${error}`)
    }
  }), { numRuns: 500 })
})
