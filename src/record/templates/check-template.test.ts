import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkTemplate } from './check-template.ts'
import type { Field, Template } from './template.ts'

const label = { en: 'Label', ko: '이름' }
const strength: Field = {
  name: 'yield_strength', label, type: 'quantity', role: 'result', obligation: 'optional', unit: 'MPa', bounds: [0, 20_000],
}
const phases: Field = {
  name: 'phases', label, type: 'terms', role: 'result', obligation: 'optional',
  vocabulary: [{ term: 'FCC', label }, { term: 'BCC', label }],
}
const tension: Template = {
  template: 'tension_test', version: 2, kind: 'measurement', stage: 'property', label, fields: [strength, phases],
}
const annealing: Template = {
  template: 'annealing', version: 1, kind: 'process', stage: 'design', label, event: 'transform', keeps: ['composition'], fields: [],
}
const faults = (template: Template, others: readonly Template[] = []) => (
  checkTemplate(template, others).map(({ code, path }) => `${code} ${path.join('.')}`)
)
const withField = (changes: Partial<Field>, of: Field = strength): Template => ({ ...tension, fields: [{ ...of, ...changes }] })

test('a template whose units are read and whose names come once is taken', () => {
  assert.deepEqual(faults(tension), [])
  assert.deepEqual(faults(annealing, [tension]), [])
})

test('a field names each standard once', () => {
  const methods = [{ standard: 'ASTM E8/E8M' }, { standard: 'KS B 0802' }]
  assert.deepEqual(faults(withField({ methods })), [])
  assert.deepEqual(faults(withField({ methods: [...methods, methods[0]!] })), ['template.duplicate_method fields.0.methods.2'])
})

test('all faults are told, each in both languages and at its place', () => {
  const wrong = { ...tension, fields: [{ ...strength, unit: 'MPaa' }, { ...strength, bounds: [5, 1] as const }] }
  assert.deepEqual(faults(wrong), ['unit.unknown fields.0.unit', 'template.duplicate_field fields.1.name', 'template.bounds fields.1.bounds'])
  for (const { text } of checkTemplate(wrong, [])) {
    assert.match(text.en, /[a-z]/)
    assert.match(text.ko, /[가-힣]/)
  }
})

describe('a field', () => {
  test('of a material is an attribute, of a process a parameter, of a measurement a condition or a result', () => {
    assert.deepEqual(faults(withField({ role: 'attribute' })), ['template.role fields.0.role'])
    assert.deepEqual(faults(withField({ role: 'condition' })), [])
  })

  test('of terms names them, each once', () => {
    assert.deepEqual(faults(withField({ vocabulary: [] }, phases)), ['template.no_vocabulary fields.0'])
    const twice = withField({ vocabulary: [...phases.vocabulary!, { term: 'FCC', label }] }, phases)
    assert.deepEqual(faults(twice), ['template.duplicate_term fields.0.vocabulary.2.term'])
  })

  test('of text has no unit, a number no vocabulary', () => {
    assert.deepEqual(faults(withField({ unit: 'MPa' }, phases)), ['template.misplaced fields.0.unit'])
    assert.deepEqual(faults(withField({ several: true })), ['template.misplaced fields.0.several'])
  })

  test('of type curve has two axes whose units are known, and fills numbers that its unit compares with', () => {
    const axis = (name: string, unit: string) => ({ name, label, unit })
    const curve: Field = { name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', axes: [axis('strain', '%'), axis('stress', 'MPa')] }
    const filling = (name: string, unit: string) => (
      faults({ ...tension, fields: [{ ...strength, unit }, { ...curve, summaries: [{ name, of: 'maximum', axis: 'stress' }] }] })
    )
    assert.deepEqual(filling('yield_strength', 'ksi'), [])
    assert.deepEqual(filling('yield_strength', 'mm'), ['template.summary fields.1.summaries.0'])
    assert.deepEqual(filling('phases', 'MPa'), ['template.summary fields.1.summaries.0'])
    assert.deepEqual(faults(withField({ axes: [axis('x', 's')] }, curve)), ['template.axes fields.0.axes'])
    assert.deepEqual(faults(withField({ axes: [axis('x', 's'), axis('x', 'MPaa')] }, curve)), [
      'template.duplicate_axis fields.0.axes.1.name', 'unit.unknown fields.0.axes.1.unit',
    ])
    assert.deepEqual(faults(withField({ axes: curve.axes! })), ['template.misplaced fields.0.axes'])
  })

  test('of type table has columns of its own names, of numbers in a known unit or of text', () => {
    const column = (name: string, unit?: string) => ({ name, label, ...(unit === undefined ? {} : { unit }) })
    const table: Field = { name: 'reflections', label, type: 'table', role: 'result', obligation: 'optional', columns: [column('d', 'Å'), column('hkl')] }
    assert.deepEqual(faults(withField({}, table)), [])
    assert.deepEqual(faults(withField({ columns: [] }, table)), ['template.columns fields.0.columns'])
    assert.deepEqual(faults(withField({ columns: [column('d', 'Å'), column('d', 'Åå')] }, table)), [
      'template.duplicate_column fields.0.columns.1.name', 'unit.unknown fields.0.columns.1.unit',
    ])
    assert.deepEqual(faults(withField({ columns: [column('d')] })), ['template.misplaced fields.0.columns'])
  })

  test('names a term that can be looked up, never a script', () => {
    assert.deepEqual(faults(withField({ iri: 'http://qudt.org/vocab/quantitykind/Stress' })), [])
    assert.deepEqual(faults(withField({ iri: 'urn:example:stress' })), [])
    for (const iri of ['javascript:alert(1)', 'stress', 'http:///x', 'data:text/html,x']) {
      assert.deepEqual(faults(withField({ iri })), ['template.iri fields.0.iri'], iri)
    }
  })

  test('has a label in both languages', () => {
    assert.deepEqual(faults(withField({ label: { en: 'Strength', ko: ' ' } })), ['template.label fields.0.label.ko'])
  })

  test('and a template do not take the words of the search language', () => {
    assert.deepEqual(faults(withField({ name: 'not' })), ['template.name fields.0.name'])
    assert.deepEqual(faults({ ...tension, template: 'up' }), ['template.name template'])
  })
})

test('one name is one physical quantity throughout a hub, also over the versions of one template', () => {
  const before = { ...tension, version: 1 }
  assert.deepEqual(faults(withField({ unit: 'GPa' }), [before]), [])
  assert.deepEqual(faults(withField({ unit: 'mm' }), [before]), ['template.other_meaning fields.0.unit'])
  assert.deepEqual(faults({ ...withField({ unit: 'mm' }), template: 'other' }, [before]), ['template.other_meaning fields.0.unit'])
  const asText = { ...tension, template: 'note', fields: [{ ...phases, name: 'yield_strength' }] }
  assert.deepEqual(faults(asText, [before]), [], 'a name of another type is told apart by the search language')
})

test('only a process has an event; what has several inputs keeps nothing, and what is used up hands nothing on', () => {
  assert.deepEqual(faults({ ...tension, event: 'make', keeps: ['a'] }), ['template.not_a_process event', 'template.not_a_process keeps'])
  assert.deepEqual(faults({ ...annealing, event: 'merge' }), ['template.keeps_nothing keeps'])
  assert.deepEqual(faults({ ...annealing, event: 'split' }), [])
  const { keeps: _, ...rest } = annealing
  assert.deepEqual(faults({ ...rest, event: 'use_up', hands_on: { fuel: ['mass'] } }), ['template.hands_on_nothing hands_on'])
})
