import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { MaterialContent, MeasurementContent, ProcessContent } from '../records/record.ts'
import type { Value, Values } from '../records/value.ts'
import { checkContent, missingFields } from './check-content.ts'
import type { Template } from './template.ts'

const text = (en: string) => ({ en, ko: en })

const terms = (...names: string[]) => names.map((term) => ({ term, label: text(term) }))

const tension: Template = {
  template: 'tension_test', version: 1, kind: 'measurement', stage: 'property', label: text('Tension test'),
  fields: [
    {
      name: 'test_temperature', label: text('Test temperature'), type: 'quantity', role: 'condition',
      obligation: 'recommended', unit: '°C', bounds: [-273.15, 3000],
    },
    {
      name: 'yield_strength', label: text('Yield strength'), type: 'quantity', role: 'result',
      obligation: 'required', unit: 'MPa', bounds: [0, 20000],
    },
    {
      name: 'phases', label: text('Phases'), type: 'terms', role: 'result', obligation: 'optional', several: true,
      vocabulary: terms('BCC', 'FCC'),
    },
    {
      name: 'test_type', label: text('Test type'), type: 'terms', role: 'condition', obligation: 'optional',
      vocabulary: terms('tension', 'compression'),
    },
  ],
}

const alloy: Template = {
  template: 'alloy', version: 1, kind: 'material', stage: 'design', label: text('Alloy'),
  fields: [
    { name: 'composition', label: text('Composition'), type: 'composition', role: 'attribute', obligation: 'required' },
  ],
}

const route: Template = {
  template: 'route', version: 1, kind: 'process', stage: 'design', label: text('Route'),
  fields: [
    {
      name: 'time', label: text('Time'), type: 'quantity', role: 'parameter', obligation: 'required',
      unit: 'h', bounds: [0, null],
    },
  ],
}

const common = { name: 'x', source: { kind: 'own' } } as const

function tested(values: Values, state: MeasurementContent['state'] = 'done'): MeasurementContent {
  return { ...common, kind: 'measurement', template: 'tension_test@1', origin: 'measured', state, of: 'm', values }
}

function made(values: Values): MaterialContent {
  return { ...common, kind: 'material', template: 'alloy@1', origin: 'specified', values }
}

function run(state: ProcessContent['state'], planned: Values, values: Values): ProcessContent {
  const links = { inputs: [], outputs: [] }
  return { ...common, ...links, kind: 'process', template: 'route@1', origin: 'specified', state, planned, values }
}

const quantity = (value: number, unit: string): Value => ({ type: 'quantity', value, unit })
const strength = quantity(400, 'MPa')
const term = (...names: string[]): Value => ({ type: 'terms', terms: names })
const codes = (values: Values) => checkContent(tested(values), tension).map(({ code, field }) => [code, field])

describe('a record against its template', () => {
  test('a test with its result in any pressure unit is taken', () => {
    assert.deepEqual(codes({ yield_strength: quantity(0.4, 'GPa') }), [])
    assert.deepEqual(codes({ yield_strength: strength, test_temperature: quantity(77, 'K') }), [])
  })

  test('a strength in kilograms is refused with both units named', () => {
    const [problem] = checkContent(tested({ yield_strength: quantity(400, 'kg') }), tension)
    assert.equal(problem!.code, 'field.unit')
    assert.match(problem!.text.en, /kg.*MPa/)
    assert.match(problem!.text.ko, /kg.*MPa/)
  })

  test('bounds hold in the template\'s unit whatever unit was written', () => {
    assert.deepEqual(codes({ yield_strength: quantity(21, 'GPa') }), [['field.bounds', 'yield_strength']])
    const at = (kelvin: number) => codes({ yield_strength: strength, test_temperature: quantity(kelvin, 'K') })
    assert.deepEqual(at(-1), [['field.bounds', 'test_temperature']])
    assert.deepEqual(at(0), [])
  })

  test('both ends of a range must lie within bounds and in order', () => {
    const upTo = (high: number) => codes({ yield_strength: { type: 'quantity', value: 100, high, unit: 'MPa' } })
    assert.deepEqual(upTo(30_000), [['field.bounds', 'yield_strength']])
    assert.deepEqual(upTo(90), [['field.range', 'yield_strength']])
  })

  test('an interval that leaves its own value out is refused', () => {
    const uncertainty = { kind: 'interval', low: 10, high: 10, level: 0.95 } as const
    const value: Value = { type: 'quantity', value: 400, unit: 'MPa', uncertainty }
    assert.deepEqual(codes({ yield_strength: value }), [['field.uncertainty', 'yield_strength']])
  })

  test('an unknown field names the nearest one', () => {
    const problems = checkContent(tested({ yield_strength: strength, yeild_strenght: strength }), tension)
    assert.equal(problems[0]!.code, 'field.unknown')
    assert.equal(problems[0]!.details.nearest, 'yield_strength')
  })

  test('a term outside the vocabulary is answered with the choices', () => {
    const [problem] = checkContent(tested({ yield_strength: strength, phases: term('bcc') }), tension)
    assert.equal(problem!.code, 'field.term')
    assert.deepEqual(problem!.details.choices, ['BCC', 'FCC'])
  })

  test('only a field that says so takes several terms, and each once', () => {
    const withValue = (field: string, value: Value) => codes({ yield_strength: strength, [field]: value })
    assert.deepEqual(withValue('phases', term('BCC', 'FCC')), [])
    assert.deepEqual(withValue('phases', term('BCC', 'BCC')), [['field.several', 'phases']])
    assert.deepEqual(withValue('test_type', term('tension', 'compression')), [['field.several', 'test_type']])
  })

  test('a text where a number belongs is refused', () => {
    assert.deepEqual(codes({ yield_strength: { type: 'text', text: '400 MPa' } }), [['field.type', 'yield_strength']])
  })

  test('a unit that nobody knows is refused, not ignored', () => {
    assert.deepEqual(codes({ yield_strength: quantity(400, 'MPaa') }), [['unit.unknown', 'yield_strength']])
  })

  test('a required result is owed by a test that was done, not by one that is planned or failed', () => {
    assert.deepEqual(codes({}), [['field.required', 'yield_strength']])
    assert.deepEqual(checkContent(tested({}, 'planned'), tension), [])
    assert.deepEqual(checkContent(tested({}, 'failed'), tension), [])
  })

  test('a planned process owes its plan, a done one what was done', () => {
    const hour = { time: quantity(1, 'h') }
    assert.deepEqual(checkContent(run('planned', hour, {}), route), [])
    assert.equal(checkContent(run('planned', {}, {}), route)[0]!.code, 'field.required')
    assert.equal(checkContent(run('done', hour, {}), route)[0]!.code, 'field.required')
    assert.equal(checkContent(run('done', { time: quantity(-1, 'h') }, hour), route)[0]!.code, 'field.bounds')
  })

  test('a measurement cannot follow a template for materials', () => {
    assert.equal(checkContent({ ...tested({}), template: 'alloy@1' }, alloy)[0]!.code, 'record.wrong_kind')
    assert.equal(checkContent(tested({}), alloy)[0]!.code, 'record.other_template')
  })

  test('recommended fields are told apart from required ones', () => {
    const missing = missingFields(tested({ yield_strength: strength }), tension, 'recommended')
    assert.deepEqual(missing.map(({ name }) => name), ['test_temperature'])
  })
})

describe('a composition against its own fractions', () => {
  const composition = (written: string, fractions: Record<string, number>): Values => (
    { composition: { type: 'composition', written, basis: 'amount', fractions } }
  )
  const codesOf = (values: Values) => checkContent(made(values), alloy).map(({ code }) => code)

  test('fractions that repeat the formula are taken, rounded or not', () => {
    const fractions = { Al: 0.111111, Co: 0.222222, Cr: 0.222222, Fe: 0.222222, Ni: 0.222222 }
    assert.deepEqual(codesOf(composition('Al0.5CoCrFeNi', fractions)), [])
  })

  test('fractions of another alloy, of no element, or beyond one are refused', () => {
    assert.deepEqual(codesOf(composition('CoNi', { Co: 0.6, Ni: 0.4 })), ['field.composition'])
    assert.deepEqual(codesOf(composition('CoNi', { Co: 0.5, Xx: 0.5 })), ['field.composition'])
    assert.deepEqual(codesOf(composition('CoNi', { Co: 1, Ni: 1 })), ['field.composition'])
    assert.deepEqual(codesOf(composition('CoNi', { Co: 1.5, Ni: -0.5 })), ['field.composition'])
  })

  test('what is not a formula is refused', () => {
    assert.equal(codesOf(composition('stainless', { Fe: 1 })).length, 1)
  })
})

test('no finite number in a good unit makes the check throw', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(fc.property(number, fc.constantFrom('MPa', 'GPa', 'Pa', 'ksi'), (value, unit) => {
    const megapascals = value * { MPa: 1, GPa: 1e3, Pa: 1e-6, ksi: 6.894757 }[unit]!
    const found = codes({ yield_strength: quantity(value, unit) }).length === 0
    if (megapascals > 1e-3 && megapascals < 19_999) assert.ok(found)
    if (megapascals < -1e-3 || megapascals > 20_001) assert.ok(!found)
  }))
})
