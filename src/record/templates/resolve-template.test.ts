import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { MeasurementContent } from '../records/record.ts'
import type { Value } from '../records/value.ts'
import { checkContent } from './check-content.ts'
import { checkTemplate } from './check-template.ts'
import { resolveTemplate } from './resolve-template.ts'
import { templateKey } from './template.ts'
import type { Axis, Field, Template } from './template.ts'
import type { WrittenField, WrittenTemplate } from './written-template.ts'

const label = { en: 'Label', ko: '이름' }
const tension: Template = {
  template: 'tension_test', version: 3, kind: 'measurement', stage: 'property', label,
  fields: [
    {
      name: 'yield_strength', label, type: 'quantity', role: 'result', obligation: 'recommended', unit: 'MPa', bounds: [0, 20_000],
      group: 'mechanical',
    },
    {
      name: 'test_type', label, type: 'terms', role: 'condition', obligation: 'optional',
      vocabulary: [{ term: 'tension', label: { en: 'Tension', ko: '인장' } }, { term: 'compression', label }],
    },
    { name: 'operator', label, type: 'text', role: 'condition', obligation: 'optional' },
  ],
}
const annealing: Template = {
  template: 'annealing', version: 1, kind: 'process', stage: 'design', label, event: 'transform', keeps: ['composition', 'density'],
  hands_on: { melt: ['composition'] }, fields: [],
}
const extending = (fields: readonly WrittenField[], more: Partial<WrittenTemplate> = {}): WrittenTemplate => (
  { template: 'e8_test', extends: 'tension_test@3', label, fields, ...more }
)
const resolve = (fields: readonly WrittenField[], more: Partial<WrittenTemplate> = {}) => resolveTemplate(extending(fields, more), 1, tension)
const faults = (fields: readonly WrittenField[], more: Partial<WrittenTemplate> = {}) => (
  resolve(fields, more).problems.map(({ code, path }) => `${code} ${path.join('.')}`)
)

test('a template that extends another has its fields in their order, then its own', () => {
  const { template, problems } = resolve([
    { name: 'gauge_length', label, type: 'quantity', role: 'condition', unit: 'mm' }, { name: 'yield_strength', obligation: 'required' },
  ])
  assert.deepEqual(problems, [])
  assert.equal(template!.extends, 'tension_test@3')
  assert.deepEqual(template!.fields.map(({ name, obligation }) => [name, obligation]), [
    ['yield_strength', 'required'], ['test_type', 'optional'], ['operator', 'optional'], ['gauge_length', 'optional'],
  ])
  assert.deepEqual(checkTemplate(template!, [tension]), [])
})

describe('narrowing', () => {
  test('an obligation gets stricter, never looser', () => {
    assert.deepEqual(faults([{ name: 'yield_strength', obligation: 'required' }]), [])
    assert.deepEqual(faults([{ name: 'yield_strength', obligation: 'optional' }]), ['template.widened fields.0.obligation'])
  })

  test('bounds lie within those of the base, whatever unit they are written in', () => {
    assert.deepEqual(faults([{ name: 'yield_strength', unit: 'GPa', bounds: [0.1, 20] }]), [])
    assert.deepEqual(faults([{ name: 'yield_strength', bounds: [0, 20_001] }]), ['template.widened fields.0.bounds'])
    assert.deepEqual(faults([{ name: 'yield_strength', unit: 'GPa', bounds: [0.1, 20.1] }]), ['template.widened fields.0.bounds'])
    assert.deepEqual(faults([{ name: 'yield_strength', bounds: [null, 100] }]), ['template.widened fields.0.bounds'])
  })

  test('bounds that are not stated follow the field into its unit', () => {
    assert.deepEqual(resolve([{ name: 'yield_strength', unit: 'GPa' }]).template!.fields[0]!.bounds, [0, 20])
  })

  test('terms become fewer and keep their labels; a term that the base lacks is refused', () => {
    const { template, problems } = resolve([{ name: 'test_type', vocabulary: [{ term: 'tension' }] }])
    assert.deepEqual(problems, [])
    assert.deepEqual(template!.fields[1]!.vocabulary, [{ term: 'tension', label: { en: 'Tension', ko: '인장' } }])
    assert.deepEqual(faults([{ name: 'test_type', vocabulary: [{ term: 'bending', label }] }]), ['template.widened fields.0.vocabulary.0'])
    assert.deepEqual(faults([{ name: 'test_type', several: true }]), ['template.widened fields.0.several'])
  })

  test('a curve may lose y axes, and gains none, nor another x, unit or freedom to go back', () => {
    const axes = ['strain', 'stress', 'load'].map((name) => ({ name, label, unit: 'MPa' }))
    const base: Template = {
      ...tension, fields: [{ name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', axes, ascending: true }],
    }
    const told = (more: Partial<WrittenField>) => (
      resolveTemplate(extending([{ name: 'curve', ...more }]), 1, base).problems.map(({ code, path }) => `${code} ${path.join('.')}`)
    )
    const [strain, stress, load] = axes as [Axis, Axis, Axis]
    assert.deepEqual(told({ axes: [strain, { ...load, label: { en: 'Force', ko: '하중' } }] }), [])
    for (const wrong of [[stress, load], [strain, load, stress], [strain, { ...stress, unit: 'GPa' }], [strain, { ...stress, name: 'other' }]]) {
      assert.deepEqual(told({ axes: wrong }), ['template.not_inherited fields.0.axes'])
    }
    assert.deepEqual(told({ ascending: false }), ['template.widened fields.0.ascending'])
  })

  test('a small table may lose columns, and gains none, nor another order, unit or kind', () => {
    const [d, intensity, hkl] = [{ name: 'd', label, unit: 'Å' }, { name: 'intensity', label, unit: '%' }, { name: 'hkl', label }]
    const base: Template = { ...tension, fields: [{ name: 'lines', label, type: 'table', role: 'result', obligation: 'optional', columns: [d, intensity, hkl] }] }
    const told = (columns: NonNullable<Field['columns']>) => (
      resolveTemplate(extending([{ name: 'lines', columns }]), 1, base).problems.map(({ code, path }) => `${code} ${path.join('.')}`)
    )
    assert.deepEqual(told([d, { ...hkl, label: { en: 'Indices', ko: '지수' } }]), [])
    for (const wrong of [[hkl, d], [{ ...d, unit: 'nm' }], [{ ...hkl, unit: '1' }], [d, { ...hkl, name: 'other' }]]) {
      assert.deepEqual(told(wrong), ['template.not_inherited fields.0.columns'])
    }
  })

  test('what a field is stays; what the base leaves open may be said', () => {
    assert.deepEqual(faults([{ name: 'yield_strength', methods: [{ standard: 'ASTM E8/E8M', title: 'Tension Testing' }], label: { en: 'Rp0.2', ko: '항복' } }]), [])
    assert.deepEqual(faults([{ name: 'yield_strength', group: 'optical' }]), ['template.not_inherited fields.0.group'])
    assert.deepEqual(faults([{ name: 'yield_strength', unit: 'mm' }]), ['template.not_inherited fields.0.unit'])
    assert.deepEqual(faults([{ name: 'operator', type: 'boolean', role: 'result' }]), [
      'template.not_inherited fields.0.type', 'template.not_inherited fields.0.role',
    ])
  })

  test('of the standards that the base names some may go and none may come; where it names none, any may', () => {
    const [e8, b0802] = [{ standard: 'ASTM E8/E8M' }, { standard: 'KS B 0802' }]
    const base = { ...tension, fields: tension.fields.map((field) => (field.name === 'yield_strength' ? { ...field, methods: [e8, b0802] } : field)) }
    const narrowed = (methods: Field['methods'] & {}) => resolveTemplate(extending([{ name: 'yield_strength', methods }]), 1, base)
    assert.deepEqual(narrowed([b0802]).template!.fields[0]!.methods, [b0802])
    assert.deepEqual(narrowed([e8, { standard: 'ISO 6892-1' }]).problems.map(({ code, path }) => `${code} ${path.join('.')}`), [
      'template.widened fields.0.methods',
    ])
    assert.deepEqual(faults([{ name: 'operator', methods: [e8] }]), [])
  })

  test('kind, stage and event stay; a process may keep and hand on less', () => {
    assert.deepEqual(faults([], { kind: 'material' }), ['template.not_inherited kind'])
    const written: WrittenTemplate = { template: 'vacuum_annealing', label, fields: [], keeps: ['composition'] }
    const { template, problems } = resolveTemplate(written, 1, annealing)
    assert.deepEqual([template!.keeps, template!.event, template!.hands_on, problems], [['composition'], 'transform', { melt: ['composition'] }, []])
    const wider = resolveTemplate({ ...written, keeps: ['mechanical'], hands_on: { melt: ['density'], gas: ['composition'] } }, 1, annealing)
    assert.deepEqual(wider.problems.map(({ path }) => path.join('.')), ['keeps', 'hands_on.melt', 'hands_on.gas'])
  })
})

test('without a base, what is missing is told of each field', () => {
  const { template, problems } = resolveTemplate({ template: 'note', label, fields: [{ name: 'text' }] }, 1, null)
  assert.equal(template, null)
  assert.deepEqual(problems.map(({ path, details }) => `${path.join('.')} ${details['key']}`), [
    ' kind', ' stage', 'fields.0 label', 'fields.0 type', 'fields.0 role',
  ])
})

test('whatever a template takes that was allowed to extend another, that one takes too', () => {
  const written = fc.record({
    yield_strength: fc.record({
      obligation: fc.constantFrom('required' as const, 'recommended' as const, 'optional' as const), unit: fc.constantFrom('MPa', 'GPa', 'Pa'),
      bounds: fc.tuple(fc.constantFrom(-5, 0, 0, 0.5, 10), fc.constantFrom(15, 20, 20.5, 20_000, null)),
    }, { requiredKeys: [] }),
    test_type: fc.record({
      vocabulary: fc.oneof(fc.subarray(['tension', 'compression'], { minLength: 1 }), fc.constant(['tension', 'bending'])).map((terms) => terms.map((term) => ({ term, label }))),
      several: fc.constantFrom(false, false, false, true),
    }, { requiredKeys: [] }),
  })
  const values = fc.record({
    yield_strength: fc.record({
      type: fc.constant('quantity' as const), value: fc.constantFrom(-1, 0, 0.2, 12, 19, 20.2, 20_000, 25_000), unit: fc.constantFrom('MPa', 'GPa', 'kPa'),
    }),
    test_type: fc.record({
      type: fc.constant('terms' as const), terms: fc.constantFrom(['tension'], ['compression'], ['bending'], ['tension', 'compression']),
    }),
  }, { requiredKeys: [] })
  let taken = 0
  fc.assert(fc.property(written, values, (fields, given) => {
    const { template, problems } = resolve(Object.entries(fields).map(([name, field]) => ({ name, ...field })))
    if (problems.length > 0) return
    const content: MeasurementContent = {
      kind: 'measurement', template: templateKey(template!), name: 'test', origin: 'measured', source: { kind: 'own' }, state: 'done',
      of: 'a', values: given as Record<string, Value>,
    }
    if (checkContent(content, template!).length > 0) return
    taken++
    assert.deepEqual(checkContent({ ...content, template: templateKey(tension) }, tension), [])
  }), { numRuns: 2000 })
  assert.ok(taken > 50, `${taken} contents were taken`)
})
