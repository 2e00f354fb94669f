import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuantityValue, Values } from '../records/value.ts'
import type { RecordContent } from '../records/record.ts'
import { admitContent } from '../templates/admit-content.ts'
import { compareTemplates } from '../templates/compare-templates.ts'
import { migrateContent, NOTHING_RENAMED } from '../templates/migrate-content.ts'
import type { Field, Template } from '../templates/template.ts'

const label = { en: 'l', ko: 'l' }
const number = (name: string, unit: string, more: Partial<Field> = {}): Field => ({
  name, label, type: 'quantity', role: 'parameter', obligation: 'optional', unit, ...more,
})
const template = (version: number, ...fields: Field[]): Template => ({ template: 't', version, kind: 'process', stage: 'design', label, fields })
const INPUTS = [number('mass', 'g'), number('volume', 'cm³')]
const FIRST = template(1, ...INPUTS, number('density', 'g/cm³', { expression: 'mass / volume' }))
const q = (value: number, unit: string): QuantityValue => ({ type: 'quantity', value, unit })
const content = (values: Values, planned: Values = {}, of = 't@1'): RecordContent => ({
  kind: 'process', template: of, name: 'n', origin: 'measured', source: { kind: 'own' }, state: 'done', planned, values, inputs: [], outputs: [],
})
const TEN_IN_TWO = { mass: q(10, 'g'), volume: q(2, 'cm³') }
const density = (values: Values) => (values['density']?.type === 'quantity' ? values['density'].value : null)
const codes = (...asked: Parameters<typeof admitContent>) => admitContent(...asked).problems.map(({ code, planned }) => `${code}${planned ? ' planned' : ''}`)

test('a process has the density of its plan from its plan, and that of what was done from what was done', () => {
  const { content: admitted, problems } = admitContent(content(TEN_IN_TWO, { ...TEN_IN_TWO, mass: q(9, 'g') }), FIRST)
  assert.deepEqual(problems, [])
  assert.ok(admitted.kind === 'process')
  assert.deepEqual([density(admitted.values), density(admitted.planned)], [5, 4.5])
})

test('admitting what was admitted changes nothing, and a template without expressions hands its content back as it came', () => {
  const once = admitContent(content(TEN_IN_TWO), FIRST).content
  assert.deepEqual(admitContent(once, FIRST), { content: once, problems: [] })
  const plain = content(TEN_IN_TWO)
  assert.equal(admitContent(plain, template(1, ...INPUTS)).content, plain)
})

test('a given value agrees to nine digits, in any unit that compares, or it is refused by name, in the plan too', () => {
  assert.deepEqual(codes(content({ ...TEN_IN_TWO, density: q(5000, 'kg/m³') }), FIRST), [])
  assert.deepEqual(codes(content({ ...TEN_IN_TWO, density: q(5.0000001, 'g/cm³') }), FIRST), ['field.calculated_differs'])
  assert.deepEqual(codes(content({ ...TEN_IN_TWO, density: { ...q(5, 'g/cm³'), bound: '<' } }), FIRST), ['field.calculated_differs'])
  assert.deepEqual(codes(content({ ...TEN_IN_TWO, density: { ...q(5, 'g/cm³'), uncertainty: { kind: 'standard', value: 1 } } }), FIRST), ['field.calculated_differs'])
  assert.deepEqual(codes(content({}, { density: q(5, 'g/cm³') }), FIRST), ['field.calculated_absent planned'])
})

test('a value that claims to be calculated where nothing is calculated is refused', () => {
  assert.deepEqual(codes(content({ mass: { ...q(10, 'g'), calculated_from: ['volume'] } }), FIRST), ['field.not_calculated'])
})

test('a renamed input still gives its result, and the result names it by its new name', () => {
  const before = admitContent(content(TEN_IN_TWO), FIRST).content
  const second = template(2, number('weight', 'g'), INPUTS[1]!, number('density', 'g/cm³', { expression: 'weight / volume' }))
  const moved = migrateContent(before, second, { fields: { mass: 'weight' }, terms: {} })
  assert.ok('content' in moved)
  const value = moved.content.values['density']
  assert.deepEqual(value?.type === 'quantity' && [value.value, value.calculated_from], [5, ['weight', 'volume']])
})

test('a typed value becomes a calculated one where the two agree; where they do not, the record stays as it is', () => {
  const typed = template(1, ...INPUTS, number('density', 'g/cm³'))
  const calculated = template(2, ...INPUTS, number('density', 'g/cm³', { expression: 'mass / volume' }))
  const move = (value: number) => migrateContent(content({ ...TEN_IN_TWO, density: q(value, 'g/cm³') }), calculated, NOTHING_RENAMED)
  assert.ok('content' in move(5))
  const stays = move(5.2)
  assert.deepEqual('problems' in stays && stays.problems.map(({ code }) => code), ['field.calculated_differs'])
  assert.deepEqual(compareTemplates(typed, calculated, NOTHING_RENAMED).map(({ code, effect }) => [code, effect]), [['calculated', 'some']])
  assert.deepEqual(compareTemplates(calculated, template(3, ...typed.fields), NOTHING_RENAMED).map(({ code, effect }) => [code, effect]), [['no_longer_calculated', 'some']])
})
