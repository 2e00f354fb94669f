import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptyEntry, emptyPart } from './entry.ts'
import type { Base, Content, Entry, Template } from './entry.ts'
import { entryOf } from './entry-text.ts'
import { readBox, readEntry } from './read-entry.ts'
import { shipped } from './fixtures/shipped-template.ts'

const [test_, cutting, bar, alloy, processing] = ['tension_test', 'specimen_cutting', 'test_bar', 'alloy', 'alloy_processing'].map(shipped) as
  [Template, Template, Template, Template, Template]
const templates = [test_, cutting, bar, alloy, processing]
const P1 = { id: '01900000-0000-7000-8000-000000000001', name: 'P1' }
const read = (entry: Entry, template: Template, base?: Base) => readEntry(entry, { template, templates, label: template.label.en, base })

test('what a technician writes in the boxes becomes values with their own units', () => {
  const entry = { ...emptyEntry(test_, { of: P1 }), origin: 'measured' as const }
  entry.values = { yield_strength: '850 ± 5 MPa', elongation: '< 2 %', test_type: ['tension'], test_temperature: '' }
  const { drafts, problems } = read(entry, test_)
  assert.deepEqual(problems, [])
  assert.deepEqual(drafts, [{ key: 'record', content: {
    kind: 'measurement', template: 'tension_test@2', name: 'P1 · Tension or compression test', origin: 'measured', source: { kind: 'own' },
    state: 'done', of: P1.id, values: {
      yield_strength: { type: 'quantity', value: 850, unit: 'MPa', written: '850 ± 5', uncertainty: { kind: 'standard', value: 5 } },
      elongation: { type: 'quantity', value: 2, unit: '%', written: '< 2', bound: '<' },
      test_type: { type: 'terms', terms: ['tension'] },
    },
  } }])
})

test('a box that cannot be read is told at its place and left out, never guessed', () => {
  const entry = { ...emptyEntry(test_, { of: P1 }), origin: 'measured' as const }
  entry.values = { yield_strength: '850', ultimate_strength: '1 GPa', elongation: 'a lot' }
  const { drafts, problems } = read(entry, test_)
  assert.deepEqual(problems.map(({ at, code }) => [at, code]), [
    ['record/values/yield_strength', 'quantity.no_unit'], ['record/values/elongation', 'quantity.malformed'],
  ])
  assert.deepEqual(Object.keys(drafts[0]!.content.values), ['ultimate_strength'])
})

test('terms of a field without a vocabulary are read between commas', () => {
  const field = { name: 'phases', label: { en: 'Phases', ko: '상' }, type: 'terms', role: 'result', obligation: 'optional', several: true } as const
  assert.deepEqual(readBox(field, 'FCC, B2,'), { type: 'terms', terms: ['FCC', 'B2'] })
})

test('how a result came to be is asked, not assumed', () => {
  assert.deepEqual(read(emptyEntry(test_, { of: P1 }), test_).problems.map(({ at }) => at), ['record/origin'])
})

test('pieces share what is the same and have their own of what differs', () => {
  const entry = emptyEntry(cutting, { input: P1 })
  entry.made = [{
    template: 'test_bar@2', shared: { gauge_length: '25 mm', specimen_direction: ['L'] }, own: ['specimen_direction'], role: '',
    pieces: [
      { name: 'B1', representative: true, boxes: { specimen_direction: ['L'] } },
      { name: 'B2', representative: false, boxes: { specimen_direction: ['LT'] } },
    ],
  }]
  const { drafts, problems } = read(entry, cutting)
  assert.deepEqual(problems, [])
  assert.deepEqual(drafts.map(({ key, content }) => [key, content.name, content.values['specimen_direction'], content.values['gauge_length'] !== undefined]), [
    ['made-0-0', 'B1', { type: 'terms', terms: ['L'] }, true],
    ['made-0-1', 'B2', { type: 'terms', terms: ['LT'] }, true],
    ['record', 'P1 · Cutting of specimens', undefined, false],
  ])
  const process = drafts[2]!.content
  assert.ok(process.kind === 'process')
  assert.deepEqual(process.outputs, [{ material: 'made-0-0', representative: true }, { material: 'made-0-1' }])
})

test('an amount needs its unit, and half a line its material', () => {
  const entry = emptyEntry(cutting, { input: P1 })
  entry.inputs = [{ ...emptyPart(), material: P1, amount: '5' }, { ...emptyPart(), role: 'plate' }, emptyPart()]
  assert.deepEqual(read(entry, cutting).problems.map(({ at, code }) => [at, code]), [
    ['record/inputs/0', 'quantity.no_unit'], ['record/inputs/1', 'entry.missing'],
  ])
})

const quantity = fc.record({
  type: fc.constant('quantity' as const), value: fc.double({ noNaN: true, noDefaultInfinity: true }), unit: fc.constantFrom('°C', 'K', '°F'),
}).chain((plain) => fc.constantFrom(
  plain, { ...plain, bound: '<' as const }, { ...plain, replicates: 3 }, { ...plain, written: '1.50×10⁻³' },
  { ...plain, uncertainty: { kind: 'interval' as const, low: plain.value, high: plain.value, level: 0.9 } },
))

test('a record that is opened and sent untouched says bit for bit what it said', () => {
  fc.assert(fc.property(quantity, quantity, fc.constantFrom('mass' as const, 'amount' as const), (planned, done, basis) => {
    const common = { name: 'x', origin: 'specified', source: { kind: 'literature', doi: '10.1/x', year: 1998 }, trl: 3, note: 'n' } as const
    const melt: Content = {
      kind: 'material', ...common, template: 'alloy@1',
      values: { composition: { type: 'composition', written: 'Fe 18 Cr 8', basis, fractions: { Fe: 0.7, Cr: 0.3 } } },
    }
    const run: Content = {
      kind: 'process', ...common, template: 'alloy_processing@1', state: 'done', planned: { processing_temperature: planned },
      values: { processing_temperature: done, processing_method: { type: 'terms', terms: ['CAST'] } },
      inputs: [{ material: P1.id, role: 'feedstock', amount: { ...done, unit: 'g' } }], outputs: [],
    }
    for (const [content, template] of [[melt, alloy], [run, processing]] as const) {
      const base = { revises: { id: P1.id, upon: 1 }, content, names: { [P1.id]: 'P1' } }
      const { drafts, problems } = read({ ...entryOf(base), reason: 'r' }, template, base)
      assert.deepEqual(problems, [])
      assert.deepEqual(drafts, [{ key: 'record', content, revises: { id: P1.id, upon: 1 } }])
    }
  }))
})

test('a composition is shown so that it would be read in its own basis again', () => {
  const content: Content = {
    kind: 'material', template: 'alloy@1', name: 'x', origin: 'specified', source: { kind: 'own' },
    values: { composition: { type: 'composition', written: 'Ti-48Al-2Cr', basis: 'amount', fractions: { Ti: 0.5, Al: 0.48, Cr: 0.02 } } },
  }
  const entry = entryOf({ content, names: {} })
  assert.equal(entry.values['composition'], 'Ti-48Al-2Cr (at.%)')
})
