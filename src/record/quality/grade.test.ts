import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { quantity } from '../fixtures/lineages.ts'
import type { RecordContent, Source } from '../records/record.ts'
import type { Values } from '../records/value.ts'
import type { Field, Template } from '../templates/template.ts'
import { gradeOf, GRADES, incompleteness, openFindings, pointsOf } from './grade.ts'

const text = (en: string) => ({ en, ko: en })
const field = (name: string, role: Field['role'], obligation: Field['obligation']): Field => ({ name, label: text(name), type: 'quantity', unit: 'MPa', role, obligation })
const newest: Template = {
  template: 't', version: 2, kind: 'measurement', stage: 'property', label: text('t'),
  fields: [field('strength', 'result', 'required'), field('load', 'condition', 'recommended'), field('rate', 'condition', 'optional')],
}
const content = (values: Values, source: Source = { kind: 'own' }, state: 'done' | 'failed' = 'done'): RecordContent => (
  { kind: 'measurement', template: 't@1', name: 'a', origin: 'measured', source, state, of: 'm', values }
)
const codes = (of: RecordContent) => incompleteness({ content: of, newest }).map(({ code }) => code)
const whole = { strength: quantity(5, 'MPa', { uncertainty: { kind: 'standard', value: 1 } }), load: quantity(1, 'MPa') }

test('a measurement with its result, an uncertainty and its conditions lacks nothing', () => {
  assert.deepEqual(codes(content(whole)), [])
  assert.equal(gradeOf(0), 'A')
})

test('a value without uncertainty or replicates is no A, and the reason says so', () => {
  assert.deepEqual(codes(content({ ...whole, strength: quantity(5, 'MPa') })), ['no_uncertainty'])
  assert.deepEqual(codes(content({ ...whole, strength: quantity(5, 'MPa', { replicates: 3 }) })), [])
  assert.equal(gradeOf(1), 'B')
})

test('an empty measurement is a D; one that failed is not held to a result', () => {
  const empty = incompleteness({ content: content({}), newest })
  assert.equal(gradeOf(pointsOf(empty)), 'D')
  assert.ok(empty.some(({ code }) => code === 'required_missing'))
  assert.deepEqual(codes(content({ load: quantity(1, 'MPa') }, { kind: 'own' }, 'failed')), [])
})

test('conditions that nobody is asked for count once if all are left out, and those that are asked for are not counted twice', () => {
  const optional = { ...newest, fields: newest.fields.filter(({ name }) => name !== 'load') }
  const { strength } = whole
  assert.deepEqual(incompleteness({ content: content({ strength }), newest: optional }).map(({ code }) => code), ['no_conditions'])
  assert.deepEqual(codes(content({ strength })), ['recommended_missing'])
})

test('a database without identifier or address cannot be looked up', () => {
  assert.deepEqual(codes(content(whole, { kind: 'database', name: 'X' })), ['source_unfindable'])
  assert.deepEqual(codes(content(whole, { kind: 'database', name: 'X', identifier: '12' })), [])
})

test('a grade never rises by a further finding, and many remarks weigh as one', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('contradiction' as const, 'remark' as const)), fc.constantFrom('contradiction' as const, 'remark' as const), (open, more) => {
    const place = (findings: typeof open) => GRADES.indexOf(gradeOf(pointsOf(openFindings(findings))))
    assert.ok(place([...open, more]) >= place(open))
  }))
  assert.equal(pointsOf(openFindings(['remark', 'remark', 'remark'])), 1)
})

test('every point has its reason in both languages', () => {
  for (const { points, text: said } of incompleteness({ content: content({}), newest })) assert.ok(points >= 0 && said.en.length > 3 && said.ko.length > 3)
})
