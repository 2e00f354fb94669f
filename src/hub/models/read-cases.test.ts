import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { Column } from '#discovery/learning/columns.ts'
import type { Field, Term } from '#record/templates/template.ts'
import { readCases } from './read-cases.ts'
import type { Case } from './read-cases.ts'

const term = (name: string, en: string, ko: string): Term => ({ term: name, label: { en, ko } })
const label = { en: 'x', ko: 'x' }
const field = (name: string, several: boolean, vocabulary: Term[]): Field => (
  { name, label, type: 'terms', role: 'result', obligation: 'optional', several, vocabulary }
)
const PHASES = field('phases', true, [term('BCC', 'BCC', '체심입방'), term('FCC', 'FCC', '면심입방'), term('B2', 'B2', 'B2')])
const ROUTE = field('route', false, [term('CAST', 'casting', '주조'), term('CAST+HIP', 'casting and HIP', '주조 및 HIP')])
const INPUTS: readonly Column[] = [
  { name: 'phases', kind: 'category', values: ['BCC+FCC', 'gone'] },
  { name: 'route', kind: 'category', values: ['CAST', 'CAST'] },
  { name: 'temperature', kind: 'number', values: [1, 2], unit: 'degC' },
]
const fieldOf = (name: string) => {
  const found = [PHASES, ROUTE].find((one) => one.name === name)
  return found ? { template: null as never, field: found, unit: null } : null
}
const read = (column: string, value: Case[string]) => (
  readCases(INPUTS, fieldOf, [{ [column]: value }]).find(({ name }) => name === column)!.values[0]
)
const refusal = (column: string, value: Case[string]) => {
  try {
    read(column, value)
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return error
  }
  return assert.fail('it was read')
}

test('FCC+BCC is BCC+FCC, however it is written', () => {
  for (const written of ['FCC+BCC', 'bcc + fcc', '면심입방+BCC', 'FCC+BCC+FCC']) assert.equal(read('phases', written), 'BCC+FCC')
})

test('the terms of a field in any order are one value', () => {
  const terms = fc.shuffledSubarray(PHASES.vocabulary!.map((one) => one.term), { minLength: 1 })
  fc.assert(fc.property(terms, (some) => assert.equal(read('phases', some.join('+')), [...some].sort().join('+'))))
})

test('a term that holds a plus sign is one term, and its labels stand for it', () => {
  for (const written of ['CAST+HIP', 'casting and HIP', '주조 및 HIP']) assert.equal(read('route', written), 'CAST+HIP')
})

test('a term that the vocabulary lacks is refused with the nearest and all that there are', () => {
  const { code, text } = refusal('phases', 'BCC+FFC')
  assert.equal(code, 'model.unknown_term')
  assert.equal(text.en, '“phases” has no term “FFC”; did you mean “FCC”? The terms are: BCC, FCC, B2.')
  assert.equal(refusal('route', 'CAST+FCC').code, 'model.unknown_term')
})

test('what a row has is taken as it is, though its vocabulary has dropped it', () => {
  assert.equal(read('phases', 'gone'), 'gone')
})

test('blanks are unknown, never zero', () => {
  for (const blank of ['', '  ', null]) assert.equal(read('temperature', blank), null)
  assert.equal(read('temperature', ' 25 '), 25)
  assert.equal(refusal('temperature', 'warm').code, 'model.not_a_number')
})
