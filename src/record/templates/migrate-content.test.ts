import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { MeasurementContent, ProcessContent } from '../records/record.ts'
import type { Value } from '../records/value.ts'
import { checkContent } from './check-content.ts'
import { checkRenamed } from './check-renamed.ts'
import { compareTemplates } from './compare-templates.ts'
import { migrateContent, NOTHING_RENAMED } from './migrate-content.ts'
import type { Renamed } from './migrate-content.ts'
import type { Field, Template } from './template.ts'

const label = { en: 'Label', ko: '이름' }
const field = (name: string, more: Partial<Field> = {}): Field => (
  { name, label, type: 'quantity', role: 'result', obligation: 'optional', unit: 'MPa', ...more }
)
const phases = (...terms: string[]) => field('phases', { type: 'terms', vocabulary: terms.map((term) => ({ term, label })) })
const template = (version: number, fields: readonly Field[], more: Partial<Template> = {}): Template => {
  const plain = fields.map(({ unit, ...rest }) => (rest.type === 'quantity' ? { ...rest, ...(unit ? { unit } : {}) } : rest))
  return { template: 'tension', version, kind: 'measurement', stage: 'property', label, fields: plain, ...more }
}
const measured = (values: Record<string, Value>): MeasurementContent => ({
  kind: 'measurement', template: 'tension@1', name: 'bar 1', origin: 'measured', source: { kind: 'own' }, state: 'done', of: 'a', values,
})
const MPa = (value: number): Value => ({ type: 'quantity', value, unit: 'MPa' })
const codes = (content: MeasurementContent, to: Template, renamed: Renamed = NOTHING_RENAMED) => {
  const moved = migrateContent(content, to, renamed)
  return 'problems' in moved ? moved.problems.map(({ code, field: of }) => `${code} ${of}`) : moved.content.values
}
const changes = (from: readonly Field[], to: readonly Field[], renamed: Renamed = NOTHING_RENAMED) => (
  compareTemplates(template(1, from), template(2, to), renamed).map(({ code, effect }) => `${code} ${effect}`)
)
const axis = (name: string, unit = 'MPa') => ({ name, label, unit })
const curve = (axes: NonNullable<Field['axes']>, more: Partial<Field> = {}): Field => (
  { name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', axes, ...more }
)
const drawn = (...names: string[]): Record<string, Value> => (
  { curve: { type: 'curve', axes: names.map((name) => ({ name, unit: 'MPa' })), data: '0'.repeat(64), points: 2 } }
)
const column = (name: string, unit?: string) => ({ name, label, ...(unit === undefined ? {} : { unit }) })
const table = (...columns: NonNullable<Field['columns']>): Field => ({ name: 'lines', label, type: 'table', role: 'result', obligation: 'optional', columns })
const listed: Record<string, Value> = { lines: { type: 'table', columns: [{ name: 'd', unit: 'Å' }, { name: 'hkl' }], rows: [[3.14, '111'], [null, '220']] } }
const [x, y, z] = [axis('x'), axis('y'), axis('z')]
const oneRenamed = (old: string, name: string): Renamed => ({ fields: { [old]: name }, terms: {} })

describe('a record follows the later version', () => {
  test('with its values as they were written, where only the unit that is shown has changed', () => {
    assert.deepEqual(codes(measured({ strength: MPa(800) }), template(2, [field('strength', { unit: 'GPa' })])), { strength: MPa(800) })
    assert.deepEqual(changes([field('strength')], [field('strength', { unit: 'GPa' })]), ['unit none'])
  })

  test('under the new name of a field or a term, where the migration says so', () => {
    const to = template(2, [field('yield_strength'), phases('fcc')])
    const renamed: Renamed = { fields: { strength: 'yield_strength' }, terms: { phases: { A1: 'fcc' } } }
    const content = measured({ strength: MPa(800), phases: { type: 'terms', terms: ['A1'] } })
    assert.deepEqual(codes(content, to, renamed), { yield_strength: MPa(800), phases: { type: 'terms', terms: ['fcc'] } })
    assert.deepEqual(changes([field('strength'), phases('A1')], to.fields, renamed), ['renamed none', 'terms_renamed none'])
  })

  test('with its curve, where that may have more axes, is shown in another unit, must ascend from then on or fills other numbers', () => {
    const to = [curve([x, axis('y', 'GPa'), z], { ascending: true, summaries: [{ name: 'strength', of: 'maximum', axis: 'y' }] })]
    assert.deepEqual(codes(measured(drawn('x', 'y')), template(2, to)), drawn('x', 'y'))
    assert.deepEqual(changes([curve([x, y])], to), ['axes_added none', 'axis_unit none', 'ascending none', 'summaries none'])
  })

  test('with its small table, where that may have more columns or is shown in another unit', () => {
    const to = [table(column('d', 'nm'), column('intensity', '%'), column('hkl'))]
    assert.deepEqual(codes(measured(listed), template(2, to)), listed)
    assert.deepEqual(changes([table(column('d', 'Å'), column('hkl'))], to), ['columns_added none', 'column_unit none'])
  })

  test('unless a column of its small table is gone, moved, of another dimension or kind', () => {
    const from = [table(column('d', 'Å'), column('hkl'))]
    for (const [to, code, told] of [
      [table(column('d', 'Å')), 'table.columns', 'columns_removed some'], [table(column('hkl'), column('d', 'Å')), 'table.columns', 'columns_order some'],
      [table(column('d', 's'), column('hkl')), 'table.unit', 'column_dimension some'], [table(column('d', 'Å'), column('hkl', '1')), 'table.kind', 'column_kind some'],
    ] as const) {
      assert.deepEqual(codes(measured(listed), template(2, [to])), [`${code} lines`])
      assert.deepEqual(changes(from, [to]), [told])
    }
  })

  test('in its plan as in what was done', () => {
    const process: ProcessContent = {
      kind: 'process', template: 'annealing@1', name: 'run', origin: 'specified', source: { kind: 'own' }, state: 'planned', inputs: [], outputs: [],
      planned: { pressure: MPa(1) }, values: {},
    }
    const to = template(2, [field('gas_pressure', { role: 'parameter' })], { template: 'annealing', kind: 'process' })
    const moved = migrateContent(process, to, oneRenamed('pressure', 'gas_pressure'))
    assert.ok('content' in moved)
    assert.deepEqual((moved.content as ProcessContent).planned, { gas_pressure: MPa(1) })
    assert.equal(moved.content.template, 'annealing@2')
  })
})

describe('a record stays where it is', () => {
  const CASES: readonly [what: string, from: Field[], to: Field[], values: Record<string, Value>, problem: string, change: string][] = [
    ['that has a value in a field that is gone', [field('strength')], [], { strength: MPa(1) }, 'migration.field_removed strength', 'removed some'],
    ['that lacks what became required', [], [field('strength', { obligation: 'required' })], {}, 'field.required strength', 'added_required some'],
    ['whose field measures something else', [field('strength')], [field('strength', { unit: 'mm' })], { strength: MPa(1) }, 'field.unit strength', 'dimension some'],
    ['whose number lies beyond tighter bounds', [field('strength')], [field('strength', { unit: 'GPa', bounds: [0, 1] })], { strength: MPa(1001) }, 'field.bounds strength', 'bounds_tighter some'],
    ['whose term is gone', [phases('A1')], [phases('fcc')], { phases: { type: 'terms', terms: ['A1'] } }, 'field.term phases', 'terms_removed some'],
    ['whose field is of another type', [field('strength')], [field('strength', { type: 'text' })], { strength: MPa(1) }, 'field.type strength', 'type some'],
    ['that has several terms where one is taken', [{ ...phases('a', 'b'), several: true }], [phases('a', 'b')], { phases: { type: 'terms', terms: ['a', 'b'] } }, 'field.several phases', 'one_term some'],
    ['whose curve has an axis that is gone', [curve([x, y, z])], [curve([x, y])], drawn('x', 'z'), 'curve.axes curve', 'axes_removed some'],
    ['whose curve has its axes in another order', [curve([x, y, z])], [curve([x, z, y])], drawn('x', 'y', 'z'), 'curve.axes curve', 'axes_order some'],
    ['whose curve has an axis that measures something else', [curve([x, y])], [curve([x, axis('y', 'mm')])], drawn('x', 'y'), 'curve.unit curve', 'axis_dimension some'],
  ]
  for (const [what, from, to, values, problem, change] of CASES) {
    test(what, () => {
      assert.deepEqual(codes(measured(values), template(2, to)), [problem])
      assert.ok(changes(from, to).includes(change), String(changes(from, to)))
    })
  }

  test('that has a value under the old name and under the new one', () => {
    const content = measured({ strength: MPa(1), yield_strength: MPa(2) })
    const moved = codes(content, template(2, [field('yield_strength')]), oneRenamed('strength', 'yield_strength'))
    assert.deepEqual(moved, ['migration.two_into_one yield_strength'])
  })
})

test('what only becomes wider is in no record’s way', () => {
  assert.deepEqual(changes([field('a', { bounds: [0, 1], obligation: 'required' })], [field('a', { bounds: [0, 2] })]), ['obligation none', 'bounds_wider none'])
  assert.deepEqual(changes([phases('a')], [phases('a', 'b'), field('new')]), ['terms_added none', 'added none'])
})

test('a process that keeps less is told, since measurements before it stop speaking for what comes out', () => {
  const from = template(1, [], { kind: 'process', keeps: ['composition', 'density'] })
  const to = template(2, [], { kind: 'process', keeps: ['composition'], hands_on: { seed: ['density'] } })
  assert.deepEqual(compareTemplates(from, to, NOTHING_RENAMED).map(({ code }) => code), ['keeps_less', 'keeps_more'])
})

test('what is renamed must be there before and after, and no two names become one', () => {
  const [from, to] = [template(1, [field('a'), field('b'), phases('A1')]), template(2, [field('c'), phases('fcc')])]
  const problems = (renamed: Renamed) => checkRenamed(renamed, from, to).map(({ code, path }) => `${code} ${path.join('.')}`)
  assert.deepEqual(problems({ fields: { a: 'c' }, terms: { phases: { A1: 'fcc' } } }), [])
  assert.deepEqual(problems({ fields: { z: 'c', a: 'z' }, terms: { q: {}, phases: { A2: 'fcc' } } }), [
    'template.renamed_unknown renamed.fields', 'template.renamed_unknown renamed.fields.a', 'template.renamed_unknown renamed.terms',
    'template.renamed_unknown renamed.terms.phases',
  ])
  assert.deepEqual(problems({ fields: { a: 'c', b: 'c' }, terms: {} }), ['template.renamed_taken renamed.fields.b'])
})

test('a record that converts is what the later version takes, and has as many values as before', () => {
  const fields = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }).map((names) => names.map((name) => field(name)))
  const later = fc.uniqueArray(fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'), unit: fc.constantFrom('MPa', 'GPa', 'mm'), obligation: fc.constantFrom('optional' as const, 'required' as const),
    bounds: fc.option(fc.constant([0, 5] as const), { nil: undefined }),
  }), { selector: ({ name }) => name, maxLength: 4 }).map((all) => all.map(({ bounds, ...one }) => field(one.name, { ...one, ...(bounds ? { bounds } : {}) })))
  const renamed = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('a', 'b', 'c', 'd'), { maxKeys: 2 })
  let converted = 0
  fc.assert(fc.property(fields, later, renamed, fc.integer({ min: -1, max: 9 }), (before, after, names, value) => {
    const content = measured(Object.fromEntries(before.map(({ name }) => [name, MPa(value)])))
    const to = template(2, after)
    const moved = migrateContent(content, to, { fields: names, terms: {} })
    if ('problems' in moved) return
    converted++
    assert.deepEqual(checkContent(moved.content, to), [])
    assert.equal(Object.keys(moved.content.values).length, before.length)
  }), { numRuns: 1000 })
  assert.ok(converted > 50, `${converted} converted`)
})

test('where no change says that some records stay, all convert', () => {
  const optional = fc.record({
    unit: fc.constantFrom('MPa', 'GPa'), bounds: fc.option(fc.constantFrom([0, 5] as const, [0, 50] as const), { nil: undefined }),
    obligation: fc.constantFrom('optional' as const, 'recommended' as const, 'required' as const),
  }).map(({ bounds, ...one }) => field('a', { ...one, ...(bounds ? { bounds } : {}) }))
  let harmless = 0
  fc.assert(fc.property(optional, optional, fc.option(fc.constantFrom(1, 40)), (from, to, value) => {
    const [before, after] = [template(1, [from]), template(2, [to])]
    const content = measured(value === null ? {} : { a: MPa(value) })
    if (checkContent(content, before).length > 0) return
    if (compareTemplates(before, after, NOTHING_RENAMED).some(({ effect }) => effect === 'some')) return
    harmless++
    assert.ok('content' in migrateContent(content, after, NOTHING_RENAMED))
  }), { numRuns: 1000 })
  assert.ok(harmless > 50, `${harmless} pairs`)
})
