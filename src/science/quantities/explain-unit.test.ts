import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../refusal.ts'
import { explainUnit } from './explain-unit.ts'

test('a megapascal is 10⁶ Pa, a micrometre 10⁻⁶ m, a gram per cubic centimetre 10³ kg/m³', () => {
  assert.deepEqual(explainUnit('MPa'), { symbol: 'MPa', equals: '10⁶ Pa', dimension: 'L⁻¹·M·T⁻²', kind: null })
  assert.equal(explainUnit('µm').equals, '10⁻⁶ m')
  assert.equal(explainUnit('g cm-3').equals, '10³ m⁻³·kg')
})

test('a point on the Celsius scale says where its zero lies, a difference does not', () => {
  assert.equal(explainUnit('°C').equals, '1 K, 0 °C = 273.15 K')
  assert.equal(explainUnit('K').equals, '1 K')
})

test('per cent by mass is a hundredth, and of a kind of its own', () => {
  assert.deepEqual(explainUnit('wt.%'), { symbol: 'wt.%', equals: '0.01', dimension: null, kind: 'mass fraction' })
})

test('a unit that cannot be read is refused as everywhere', () => {
  assert.throws(() => explainUnit('zorkmid'), (error: unknown) => error instanceof Refusal && error.code === 'unit.unknown')
})
