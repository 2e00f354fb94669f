import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseOf, firstCase, termsIn, trialFields, withTerm } from './trial-fields.ts'

const text = { en: '', ko: '' }
const input = (name: string) => ({ name, label: text, stage: null, template: null, unit: null })
const column = (name: string, kind: 'number' | 'category' | 'composition') => ({
  name, kind, label: text, unit: null, stage: null, template: null, path: { from: 'own' as const, field: name }, filled: 2,
})
const cell = (value: number | string, fractions?: Record<string, number>) => ({ value, record: 'r', steps: 0, ...(fractions ? { fractions } : {}) })
const table = {
  total: 3,
  next: null,
  columns: [column('composition', 'composition'), column('temperature', 'number'), column('phases', 'category'), column('strength', 'number')],
  rows: [
    { record: 'a', name: 'a', cells: [cell('AlFe', { Al: 0.5, Fe: 0.5 }), cell(25), null, cell(300)] },
    { record: 'b', name: 'b', cells: [cell('FeNi', { Fe: 0.5, Ni: 0.5 }), cell(600), cell('FCC'), cell(200)] },
    { record: 'c', name: 'c', cells: [cell('U', { U: 1 }), cell(2000), cell('HCP'), null] },
  ],
}
const fields = trialFields([input('composition'), input('temperature'), input('phases')], 'strength', table, [])

test('rows whose target is unknown do not widen the range of validity', () => {
  assert.deepEqual(fields.map((field) => ('elements' in field ? field.elements : 'low' in field ? [field.low, field.high] : 'seen' in field ? field.seen : field.n)), [
    ['Al', 'Fe', 'Ni'], [25, 600], ['FCC'],
  ])
})

test('the form begins with the row that says most', () => {
  assert.deepEqual(firstCase(fields, table), { composition: 'FeNi', temperature: '600', phases: 'FCC' })
})

test('a structure cannot be given: it is unknown from the first case on', () => {
  const crystals = { ...table, columns: [...table.columns, { ...column('crystal', 'category'), kind: 'structure' as const }],
    rows: table.rows.map((row) => ({ ...row, cells: [...row.cells, cell('a.cif')] })) }
  const [field] = trialFields([input('crystal')], 'strength', crystals, [])
  assert.equal(field!.kind === 'structure' && field.n, 2)
  assert.deepEqual(caseOf([field!], firstCase([field!], crystals)), { crystal: null })
})

test('an empty field is unknown, not zero', () => {
  assert.deepEqual(caseOf(fields, { composition: 'AlNi', temperature: '', phases: ' ' }), { composition: 'AlNi', temperature: null, phases: null })
})

test('ticking a phase puts it where a table would have it; unticking the last leaves the phases unknown', () => {
  const phases = { several: true, vocabulary: [] }
  assert.equal(withTerm('FCC', 'BCC', true, phases), 'BCC+FCC')
  assert.equal(withTerm('BCC+FCC', 'BCC', false, phases), 'FCC')
  assert.equal(withTerm('FCC', 'FCC', false, phases), '')
})

test('a term that holds a plus sign is one term', () => {
  const vocabulary = [{ term: 'A+B', label: text }]
  assert.deepEqual(termsIn('A+B', { several: true, vocabulary }), ['A+B'])
  assert.deepEqual(termsIn('A+B', { several: true, vocabulary: [] }), ['A', 'B'])
  assert.deepEqual(termsIn('A+B', { several: false, vocabulary: [] }), ['A+B'])
})
