import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert } from './convert.ts'
import { isSameUnit, parseUnit } from './parse-unit.ts'
import { Refusal } from '../refusal.ts'
import { parseUnitOrId, unitById, unitByQudtSymbol } from './unit-by-id.ts'

function refused(run: () => unknown): Refusal {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('was not refused')
}

test('an id, with its prefix and as an IRI, is the unit that people write', () => {
  for (const id of ['MegaPA', 'unit:MegaPA', 'http://qudt.org/vocab/unit/MegaPA', 'https://qudt.org/vocab/unit/MegaPA']) {
    assert.ok(isSameUnit(unitById(id), parseUnit('MPa')), id)
    assert.equal(unitById(id).symbol, 'MPa')
  }
})

test('an ångström by id is printed as Å, a slug in pounds and feet, and a clo, which nobody writes so, as its id', () => {
  assert.deepEqual(['ANGSTROM', 'SLUG', 'CLO'].map((id) => unitById(id).symbol), ['Å', 'lbf·s²/ft', 'unit:CLO'])
  assert.ok(isSameUnit(parseUnitOrId('unit:CLO'), unitById('CLO')))
})

test('an arc minute is π/10800, not what QUDT rounds it to', () => {
  assert.equal(convert(60, unitById('ARCMIN'), unitById('DEG')), 1)
  assert.equal(convert(180, unitById('DEG'), unitById('RAD')), Math.PI)
})

test('an id in the wrong case is refused with the right one', () => {
  const refusal = refused(() => unitById('unit:megapa'))
  assert.equal(refusal.code, 'unit.unknown')
  assert.deepEqual(refusal.details['suggestions'], ['unit:MegaPA'])
  assert.ok(refusal.text.ko.includes('unit:MegaPA'))
  assert.equal(refused(() => unitById('M P a')).code, 'unit.unknown')
  assert.equal(refused(() => unitById('')).code, 'unit.unknown')
})

test('a decibel is refused, because it is no multiple of anything', () => {
  assert.equal(refused(() => unitById('DeciB')).code, 'unit.no_multiplier')
  assert.equal(refused(() => unitByQudtSymbol('dB')).code, 'unit.no_multiplier')
})

test('without a prefix a text is what people write: M is molar and not the metre that has this id', () => {
  assert.ok(isSameUnit(parseUnitOrId('M'), parseUnit('mol/L')))
  assert.ok(isSameUnit(parseUnitOrId('unit:M'), parseUnit('m')))
  assert.ok(isSameUnit(parseUnitOrId(' unit:M '), parseUnit('m')))
})

test('a symbol of QUDT that people do not write is read where it is known to be QUDT’s, and only there', () => {
  assert.ok(isSameUnit(unitByQudtSymbol('Btu{IT}/lbm'), parseUnit('Btu_IT/lb')))
  assert.equal(refused(() => parseUnitOrId('Btu{IT}/lbm')).code, 'unit.malformed')
  assert.equal(refused(() => unitByQudtSymbol('Btu')).code, 'unit.unknown')
})

test('G is refused as a symbol of QUDT, since people write it for the gauss', () => {
  const refusal = refused(() => unitByQudtSymbol('G'))
  assert.equal(refusal.code, 'unit.ambiguous')
  assert.deepEqual(refusal.details['choices'], ['unit:G'])
  assert.match(refusal.text.en, /0\.0001 kg·s\^-2·A\^-1 where people write it/)
})
