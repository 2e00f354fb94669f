import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Template } from '#record/templates/template.ts'
import { curveFields, seemsOneCurve } from './one-curve.ts'

const READING = { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: ['', 'NaN'] } as const
const rows = (count: number, row: (index: number) => readonly (number | string)[]) => Array.from({ length: count }, (_, index) => row(index).map(String))
const TIMES = (index: number) => [0.5 * index, 3 + Math.sin(index), Math.cos(index)]

test('hundreds of numbers over one that only rises or falls are a curve, also with gaps and decimal commas', () => {
  assert.ok(seemsOneCurve(['time (s)', 'voltage (V)', 'current (A)'], rows(300, TIMES), READING))
  assert.ok(seemsOneCurve(['wavelength (nm)', '%T'], rows(300, (index) => [2500 - 4 * index, index % 7 === 0 ? 'NaN' : 74.5 + index]), READING))
  assert.ok(seemsOneCurve(['t', 'U'], rows(300, (index) => [`${index},5`, `3,${index % 9}`]), { ...READING, delimiter: ';', decimal: ',' }))
  assert.ok(seemsOneCurve(['λ (nm)', 'A'], rows(300, (index) => [300 + index, Math.sin(index)]), READING), 'steps of one, not counted from the first')
})

test('an instrument’s noise turns a few steps back', () => {
  const swept = (noise: number) => rows(300, (index) => [1.2 + 0.001 * index - (index % Math.round(1 / noise) === 7 ? 0.0025 : 0), Math.sin(index)])
  assert.ok(seemsOneCurve(['E (V)', 'j (mA/cm²)'], swept(0.01), READING))
  assert.ok(!seemsOneCurve(['E (V)', 'j (mA/cm²)'], swept(0.1), READING))
})

test('a cycler’s file may say beside its clock what it does', () => {
  const cycler = rows(300, (index) => [index < 99 ? 'Rest' : 'Charge', `2022-05-18 16:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`, 0.1 * (index % 7), 2.9])
  assert.ok(seemsOneCurve(['Step Type', 'Date', 'Current(A)', 'Voltage(V)'], cycler, READING))
})

test('a table of things is none: few rows, names, words without a clock, or nothing that only rises', () => {
  const header = ['time', 'voltage', 'current']
  assert.ok(!seemsOneCurve(header, rows(60, TIMES), READING))
  assert.ok(!seemsOneCurve(['sample', 'voltage', 'current'], rows(300, TIMES), READING))
  assert.ok(!seemsOneCurve(header, rows(300, (index) => [`A-${index}`, index, 2]), READING))
  assert.ok(!seemsOneCurve(header, rows(300, (index) => [0.5 * index, index % 5, index < 150 ? 'cast' : 'rolled']), READING))
  assert.ok(!seemsOneCurve(header, rows(300, (index) => [Math.sin(index), Math.cos(index), Math.sin(3 * index)]), READING))
})

test('a column that counts the rows makes no curve of a table', () => {
  for (const first of [0, 1]) assert.ok(!seemsOneCurve(['n', 'density', 'strength'], rows(300, (index) => [first + index, Math.sin(index), Math.cos(index)]), READING))
  assert.ok(!seemsOneCurve(['index', 'density', 'strength'], rows(300, (index) => [3 * index, Math.sin(index), Math.cos(index)]), READING), 'rows were taken out')
})

const text = (en: string) => ({ en, ko: en })
const measurement = (template: string, version: number, axes: readonly (readonly [name: string, label: string, unit: string])[], kind: Template['kind'] = 'measurement'): Template => ({
  template, version, kind, stage: 'property', label: text(template),
  fields: [{ name: `${template}_curve`, label: text('Curve'), type: 'curve', role: 'result', obligation: 'optional', axes: axes.map(([name, label, unit]) => ({ name, label: text(label), unit })) }],
})
const TEMPLATES = [
  measurement('cycling', 1, [['cycle', 'Cycle', 'cycle'], ['discharge', 'Discharge capacity', 'mAh/g']]),
  measurement('tension', 1, [['old', 'Old', 's'], ['older', 'Older', 's']]),
  measurement('tension', 2, [['strain', 'Engineering strain', '%'], ['stress', 'Engineering stress', 'MPa']]),
  measurement('diffraction', 1, [['two_theta', '2θ', '°'], ['intensity', 'Intensity', '1']]),
  measurement('tracking', 1, [['time', 'Time', 's'], ['voltage', 'Voltage', 'V'], ['current_density', 'Current density', 'mA/cm²']]),
  measurement('annealing', 1, [['time', 'Time', 's'], ['temperature', 'Temperature', '°C']], 'process'),
]

test('of measurements with a curve, that stands first whose axes the header names or gives the units of; a person may choose any', () => {
  const first = (...header: string[]) => curveFields(header, TEMPLATES)[0]
  assert.deepEqual(first('time', 'engineering_strain', 'engineering_stress'), { template: 'tension', field: 'tension_curve', fits: true })
  assert.equal(first('2θ (°)', 'Intensity')!.template, 'diffraction')
  assert.equal(first('elapsed (s)', 'U (V)', 'j (mA/cm²)')!.template, 'tracking')
  assert.deepEqual(curveFields(['a', 'b'], TEMPLATES).map(({ template, fits }) => [template, fits]), [['cycling', false], ['diffraction', false], ['tension', false], ['tracking', false]])
})
