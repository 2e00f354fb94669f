import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstGroups, firstInputs, firstTarget, onTheWayChoices } from './training-choice.ts'

const text = { en: '', ko: '' }
type Kind = 'number' | 'category' | 'composition' | 'structure' | 'text'
const own = (name: string, kind: Kind, filled = 10) => ({
  name, kind, label: text, unit: null, stage: 'property' as const, template: 'test', path: { from: 'own' as const, field: name }, filled,
})
const up = (name: string, kind: Kind) => ({
  name, kind, label: text, unit: null, stage: 'design' as const, template: 'alloy', path: { from: 'up' as const, template: 'alloy', field: name }, filled: 10,
})
const doi = { name: 'doi', kind: 'text' as const, label: text, unit: null, stage: null, template: null, path: { from: 'source' as const }, filled: 10 }
const field = (name: string, role: 'condition' | 'result') => ({ name, label: text, type: 'quantity' as const, role, obligation: 'optional' as const })
const templates = [
  { template: 'test', version: 1, kind: 'measurement' as const, stage: 'property' as const, label: text, records: 10,
    fields: [field('temperature', 'condition'), field('strength', 'result'), field('elongation', 'result')] },
]
const columns = [up('composition', 'composition'), own('temperature', 'number', 10), own('strength', 'number', 9), own('elongation', 'number', 4), doi]

test('the target is a result, not a condition that happens to be fuller', () => {
  assert.equal(firstTarget(columns, templates), 'strength')
})

test('another result of the same test is not an input: it is unknown until the test is done', () => {
  assert.deepEqual(firstInputs(columns, 'strength', templates), ['composition', 'temperature'])
})

test('a structure and a summary of a curve are inputs at first, as compositions are', () => {
  const more = [...columns, up('structure', 'structure'), up('slope_of_curve', 'number')]
  assert.deepEqual(firstInputs(more, 'strength', templates), ['composition', 'temperature', 'structure', 'slope_of_curve'])
})

test('the same alloy and the same paper are kept together', () => {
  assert.deepEqual(firstGroups(columns), ['composition', 'doi'])
})

test('what was found between the first input and the target may come out on the way, what was chosen or belongs to the test may not', () => {
  const grain = { ...up('grain', 'number'), stage: 'property' as const, template: 'microstructure' }
  const all = [...columns, up('route', 'category'), grain, { ...grain, name: 'image', kind: 'structure' as const }, { ...grain, name: 'device', stage: 'performance' as const }]
  const inputs = ['composition', 'route', 'temperature', 'grain', 'image', 'device']
  assert.deepEqual(onTheWayChoices(all, inputs, 'strength'), ['grain'])
  assert.deepEqual(onTheWayChoices(all, ['composition', 'route'], 'strength'), [])
  assert.deepEqual(onTheWayChoices(all, ['grain'], 'strength'), [])
})
