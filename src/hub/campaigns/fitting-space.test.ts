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
]
const fieldOf = (column: string) => (column === 'route'
  ? { template: TEMPLATE, unit: null, field: { name: 'route', label, type: 'terms', role: 'parameter', obligation: 'optional', vocabulary } as const }
  : null)
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
