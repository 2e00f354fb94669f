import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Value } from '#record/records/value.ts'
import type { Template } from '#record/templates/template.ts'
import { comparedFields } from './compared-fields.ts'

const template = (name: string, field: string, unit: string): Template => ({
  template: name, version: 1, kind: 'measurement', stage: 'property', label: { en: name, ko: name },
  fields: [{ name: field, label: { en: field, ko: field }, type: 'quantity', unit }],
} as unknown as Template)
const quantity = (value: number, unit: string, more: object = {}): Value => ({ type: 'quantity', value, unit, ...more }) as Value
const tension = template('tension', 'strength', 'MPa')
const says = (record: string, value: Value, of = tension, steps = 0) => ({
  record, steps, template: of, values: [[of.fields[0]!.name, value]] as const,
})

test('MPa and GPa stand in one row in the unit of the template, uncertainty included', () => {
  const [row, ...rest] = comparedFields([
    [says('a', quantity(100, 'MPa'))], [says('b', quantity(0.2, 'GPa', { uncertainty: { kind: 'standard', value: 0.01 }, bound: '<' }))],
  ])
  assert.deepEqual(rest, [])
  assert.equal(row!.unit, 'MPa')
  assert.equal(row!.cells[0]!.value, 100)
  assert.deepEqual([row!.cells[1]!.value, row!.cells[1]!.bound, row!.cells[1]!.uncertainty], [200, '<', { kind: 'standard', value: 10 }])
})

test('a field of the same name and another dimension has a row of its own, and no zero stands where nothing is known', () => {
  const rows = comparedFields([[says('a', quantity(1, 'MPa'))], [says('b', quantity(3, 'V'), template('ageing', 'strength', 'V'))]])
  assert.deepEqual(rows.map(({ template: name, cells }) => [name, cells.map((cell) => cell?.value ?? null)]), [
    ['tension', [1, null]], ['ageing', [null, 3]],
  ])
})

test('the nearest saying is taken, and a second one at the same distance is counted', () => {
  const [row] = comparedFields([[
    says('near', quantity(1, 'MPa'), tension, 1), says('near too', quantity(2, 'MPa'), tension, 1), says('far', quantity(3, 'MPa'), tension, 2),
  ]])
  assert.deepEqual([row!.cells[0]!.record, row!.cells[0]!.among], ['near', 2])
})

test('two small tables of one size are not taken for the same', () => {
  const lines = { ...tension, fields: [{ name: 'lines', label: { en: 'Lines', ko: '선' }, type: 'table', columns: [{ name: 'hkl' }] }] } as unknown as Template
  const table = (hkl: string): Value => ({ type: 'table', columns: [{ name: 'hkl' }], rows: [[hkl], [null]] })
  const [row] = comparedFields([[says('a', table('111'), lines)], [says('b', table('220'), lines)], [says('c', table('111'), lines)]])
  const [a, b, c] = row!.cells.map((cell) => cell!.value)
  assert.match(String(a), /^1 column × 2 rows · [0-9a-f]{8}$/)
  assert.deepEqual([a === b, a === c], [false, true])
})
