import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseComposition } from '#science/chemistry/composition.ts'
import type { Value, Values } from '../records/value.ts'
import type { Field, Template } from '../templates/template.ts'
import { quantity } from '../fixtures/lineages.ts'
import { CHECKS, OWN_CHECKS } from './checks.ts'
import type { Subject } from './finding.ts'
import { mixedDensity } from './mixed-density.ts'

const text = (en: string) => ({ en, ko: en })
const field = (name: string, unit: string, more: Partial<Field> = {}): Field => (
  { name, label: text(name), type: 'quantity', unit, role: 'result', obligation: 'optional', ...more }
)
const template = (fields: readonly Field[], version = 1): Template => (
  { template: 'test', version, kind: 'measurement', stage: 'property', label: text('test'), fields }
)
function subject(fields: readonly Field[], values: Values, more: Partial<Subject> = {}): Subject {
  const of = template(fields)
  return {
    id: 'a', revision: 1, template: of, newest: of, fractions: null, fractionsHold: true,
    content: { kind: 'measurement', template: 'test@1', name: 'a', origin: 'measured', source: { kind: 'own' }, state: 'done', of: 'm', values }, ...more,
  }
}
const found = (one: Subject) => OWN_CHECKS.flatMap((check) => check.find(one).map((finding) => ({ code: check.code, ...finding })))
const codes = (one: Subject) => found(one).map(({ code }) => code)

const TENSION = [field('yield_strength', 'MPa'), field('ultimate_strength', 'MPa'), field('elongation', '%'), field('plastic_elongation', '%')]

test('a plastic elongation above the elongation cannot be, and the two are proposed in each other’s place (MPEA, line of 8.2 and 6.78 %)', () => {
  const [one, ...more] = found(subject(TENSION, { elongation: quantity(6.78, '%'), plastic_elongation: quantity(8.2, '%') }))
  assert.deepEqual([one!.code, one!.field, more.length], ['plastic_above_total', 'plastic_elongation', 0])
  assert.match(one!.text.en, /8\.2 %.*6\.78 %/)
  const { values } = one!.remedy!
  assert.deepEqual([(values['elongation'] as { value: number }).value, (values['plastic_elongation'] as { value: number }).value], [8.2, 6.78])
})

test('equal values and a gap within twice the combined uncertainty are no contradiction, nor is a bound', () => {
  assert.deepEqual(codes(subject(TENSION, { elongation: quantity(5, '%'), plastic_elongation: quantity(5, '%') })), [])
  const loose = { uncertainty: { kind: 'standard', value: 1 } } as const
  assert.deepEqual(codes(subject(TENSION, { elongation: quantity(5, '%', loose), plastic_elongation: quantity(7, '%', loose) })), [])
  assert.deepEqual(codes(subject(TENSION, { elongation: quantity(5, '%'), plastic_elongation: quantity(7, '%', { bound: '<' }) })), [])
})

test('a yield strength is compared in the unit of the other: 0.4 GPa is above 350 MPa, 300 MPa is not', () => {
  assert.deepEqual(codes(subject(TENSION, { yield_strength: quantity(0.4, 'GPa'), ultimate_strength: quantity(350, 'MPa') })), ['yield_above_ultimate'])
  assert.deepEqual(codes(subject(TENSION, { yield_strength: quantity(0.3, 'GPa'), ultimate_strength: quantity(350, 'MPa') })), [])
})

test('no order of two values is found that their units alone make', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (low, more) => {
    assert.deepEqual(codes(subject(TENSION, { yield_strength: quantity(low * 1000, 'kPa'), ultimate_strength: quantity(low + more, 'MPa') })), [])
  }))
})

const written = (formula: string): Value => {
  const { fractions, basis } = parseComposition(formula)
  return { type: 'composition', written: formula, basis, fractions }
}
test('amounts that sum to 99 were meant to sum to 100; a formula was not', () => {
  const composition: Field = { name: 'composition', label: text('composition'), type: 'composition', role: 'attribute', obligation: 'required' }
  const sums = (formula: string) => codes(subject([composition], { composition: written(formula) }))
  assert.deepEqual(sums('Ti45Al50Nb4'), ['composition_sum'])
  for (const right of ['Ti45Al50Nb5', 'Al0.5CoCrFeNi', 'Ni33.3Fe33.3Co33.3', 'Fe-18Cr-8Ni', 'Al2O3', 'NaCl', 'Li64.0Ge8.0P32.0']) assert.deepEqual(sums(right), [], right)
})

test('phase fractions of 0.7 and 0.4 are too much, of 70 % and 30 % not', () => {
  const PHASES = [field('fcc_phase_fraction', '%'), field('bcc_phase_fraction', '%')]
  assert.deepEqual(codes(subject(PHASES, { fcc_phase_fraction: quantity(0.7, '1'), bcc_phase_fraction: quantity(0.4, '1') })), ['phase_sum'])
  assert.deepEqual(codes(subject(PHASES, { fcc_phase_fraction: quantity(70, '%'), bcc_phase_fraction: quantity(30, '%') })), [])
})

test('brass mixes to its measured 8.5 g/cm³ within 5 %, and 19 g/cm³ of it is remarked on; of an oxide nothing is said', () => {
  const brass = { Cu: 0.7, Zn: 0.3 }
  assert.ok(Math.abs(mixedDensity(brass)! / 8.5 - 1) < 0.05, String(mixedDensity(brass)))
  assert.equal(mixedDensity({ Al: 0.4, O: 0.6 }), null)
  const dense = (value: number, fractions: Record<string, number>) => codes(subject([field('density', 'g/cm³')], { density: quantity(value, 'g/cm³') }, { fractions }))
  assert.deepEqual([dense(19, brass), dense(8.5, brass), dense(4, { Al: 0.4, O: 0.6 })], [['density_of_mixture'], [], []])
})

const THERMO = [
  field('test_temperature', '°C', { role: 'condition' }), field('seebeck_coefficient', 'µV/K'), field('electrical_conductivity', 'S/cm'),
  field('thermal_conductivity', 'W/(m·K)'), field('power_factor', 'mW/(m·K²)'), field('figure_of_merit', '1'),
]
test('ZT of Bi2Te3 near room temperature, 0.84 from its parts, is not 8.4', () => {
  // S 200 µV/K, σ 1000 S/cm, κ 1.43 W/(m·K) at 300 K: S²σ is 4 mW/(m·K²), ZT 0.84.
  const parts = {
    test_temperature: quantity(26.85, '°C'), seebeck_coefficient: quantity(200, 'µV/K'), electrical_conductivity: quantity(1000, 'S/cm'),
    thermal_conductivity: quantity(1.43, 'W/(m·K)'),
  }
  const told = (zt: number, factor: number) => codes(subject(THERMO, { ...parts, figure_of_merit: quantity(zt, '1'), power_factor: quantity(factor, 'mW/(m·K²)') }))
  assert.deepEqual(told(0.84, 4), [])
  assert.deepEqual(told(8.4, 4), ['figure_of_merit'])
  assert.deepEqual(told(0.84, 40), ['power_factor'])
})

const CELL = [
  field('open_circuit_voltage', 'V'), field('short_circuit_current_density', 'mA/cm²'), field('fill_factor', '%'), field('conversion_efficiency', '%'),
]
test('a cell of 1.1 V, 24 mA/cm² and 80 % has 21.1 %; a fill factor of 0.8 % was a fraction, and is told once', () => {
  const cell = (fill: number, efficiency: number) => subject(CELL, {
    open_circuit_voltage: quantity(1.1, 'V'), short_circuit_current_density: quantity(24, 'mA/cm²'), fill_factor: quantity(fill, '%'),
    conversion_efficiency: quantity(efficiency, '%'),
  })
  assert.deepEqual([codes(cell(80, 21.1)), codes(cell(80, 25)), codes(cell(0.8, 21.1))], [[], ['conversion_efficiency'], ['fill_factor_percent']])
  assert.deepEqual(found(cell(0.8, 21.1))[0]!.remedy!.values['fill_factor'], quantity(0.8, '1'))
})

test('bounds that a newer version of the template narrows are asked of older records too', () => {
  const newest = template([field('yield_strength', 'MPa', { bounds: [0, 5000] })], 2)
  const value = (mpa: number) => codes(subject(TENSION, { yield_strength: quantity(mpa, 'MPa') }, { newest }))
  assert.deepEqual([value(6000), value(4000)], [['outside_newer_bounds'], []])
})

test('every check says in both languages what it claims, and where that is from', () => {
  assert.equal(new Set(CHECKS.map(({ code }) => code)).size, CHECKS.length)
  for (const { code, label, says, source } of CHECKS) {
    for (const said of [label.en, label.ko, says.en, says.ko, source]) assert.ok(said.length > 3, code)
    assert.match(says.ko, /[가-힣]/, code)
  }
})
