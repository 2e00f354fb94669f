import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byWeight, inputOf } from './inputs-by-weight.ts'

const label = { en: '', ko: '' }
const input = (name: string) => ({ name, label, stage: null, template: null, unit: null })
const column = (name: string, ...values: (number | null)[]) => ({ name, label, kind: 'number' as const, unit: null, values })
const entry = (name: string, value: number) => ({ name, value, sd: 0 })
const card = {
  inputs: [input('composition'), input('melt.temperature')],
  contributions: { by_column: [entry('composition', 5), entry('melt.temperature', 9)], by_template: [], by_stage: [], method: label },
}

test('the share of an element belongs to its composition, and a name with a point in it stays whole', () => {
  assert.equal(inputOf('composition.Al', card), 'composition')
  assert.equal(inputOf('melt.temperature', card), 'melt.temperature')
})

test('errors are first held against what the model leans on most; half of the atoms being carbon everywhere tells nothing', () => {
  const columns = [column('composition.C', 50, 50, null), column('composition.Ti', 10, 20, 0), column('composition.W', 0, 10, 5), column('melt.temperature', 1, 2, 3)]
  assert.deepEqual(byWeight(columns, card).map(({ name }) => name), ['melt.temperature', 'composition.Ti', 'composition.W', 'composition.C'])
})
