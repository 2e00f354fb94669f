import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import type { Column } from '#discovery/learning/columns.ts'
import type { Template } from '#record/templates/template.ts'
import { fittingSpace } from './fitting-space.ts'

const label = { en: 'x', ko: 'x' }
const vocabulary = ['CAST', 'WROUGHT'].map((term) => ({ term, label: { en: term.toLowerCase(), ko: `${term}!` } }))
const TEMPLATE: Template = { template: 't', version: 1, kind: 'process', stage: 'fabrication', label, fields: [] }
const INPUTS: readonly Column[] = [
  { name: 'route', kind: 'category', values: ['CAST'] }, { name: 'time', kind: 'number', values: [1] },
  { name: 'T', kind: 'number', values: [300], unit: 'K' }, { name: 'alloy', kind: 'composition', values: [{ Al: 1 }] },
]
const TEMPERATURE = {
  name: 'T', label, type: 'quantity', role: 'condition', obligation: 'optional', unit: 'degC', bounds: [-273.15, 3000],
} as const
const fieldOf = (column: string) => (column === 'route'
  ? { template: TEMPLATE, unit: null, field: { name: 'route', label, type: 'terms', role: 'parameter', obligation: 'optional', vocabulary } as const }
  : column === 'T' ? { template: TEMPLATE, unit: 'K', field: TEMPERATURE } : null)
const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error instanceof Refusal ? error.code : error
  }
  return null
}

test('a label stands for its term, in choices, fixed values and candidates alike', () => {
  assert.deepEqual(
    fittingSpace({ dimensions: [{ kind: 'choice', column: 'route', choices: ['cast', 'WROUGHT!'] }] }, INPUTS, fieldOf),
    { dimensions: [{ kind: 'choice', column: 'route', choices: ['CAST', 'WROUGHT'] }] },
  )
  assert.deepEqual(
    fittingSpace({ candidates: [{ route: 'cast', time: 3 }] }, INPUTS, fieldOf), { candidates: [{ route: 'CAST', time: 3 }] },
  )
})

test('a choice that the vocabulary lacks and a column that the model lacks are refused', () => {
  const choose = (column: string, value: string) => () => (
    fittingSpace({ dimensions: [{ kind: 'fixed', column, value }] }, INPUTS, fieldOf)
  )
  assert.equal(codeOf(choose('route', 'FORGED')), 'model.unknown_term')
  assert.equal(codeOf(choose('rout', 'CAST')), 'space.unknown_column')
})

test('nothing below absolute zero is searched, fixed or listed, in whatever unit the column is', () => {
  const below = { kind: 'continuous', column: 'T', low: -1, high: 300 } as const
  for (const space of [
    { dimensions: [below] }, { dimensions: [{ kind: 'fixed' as const, column: 'T', value: -0.5 }] }, { candidates: [{ T: -300 }] },
  ]) assert.equal(codeOf(() => fittingSpace(space, INPUTS, fieldOf)), 'model.impossible_value')
  const cold = { dimensions: [{ ...below, low: 0 }] }
  assert.deepEqual(fittingSpace(cold, INPUTS, fieldOf), cold)
})

test('what could never be judged is refused before a campaign is kept: words for numbers, unreadable formulas, blanks', () => {
  const one = (column: string, value: number | string) => codeOf(
    () => fittingSpace({ candidates: [{ [column]: value }] }, INPUTS, fieldOf),
  )
  assert.equal(one('T', 'hot'), 'model.not_a_number')
  assert.equal(one('alloy', 'CoCrVx'), 'composition.variable')
  assert.equal(one('alloy', ' '), 'space.blank')
  const range = { dimensions: [{ kind: 'continuous' as const, column: 'route', low: 0, high: 1 }] }
  assert.equal(codeOf(() => fittingSpace(range, INPUTS, fieldOf)), 'space.column_kind')
})
