import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowChoices, rowOfText } from './row-choice.ts'

const row = (record: string, name: string, observed: number) => ({ record, name, observed, mean: 0, low: 0, high: 0 })
const choices = rowChoices([row('1', 'CoCrFeNi', 200), row('2', 'AlCoCrFeNi', 1200), row('3', 'CoCrFeNi', 200)], (value) => `${value} MPa`)

test('two tests of one alloy with one result are told apart, and the strongest stands first', () => {
  assert.deepEqual(choices.map(({ record, text }) => [record, text]), [
    ['2', 'AlCoCrFeNi · 1200 MPa'], ['1', 'CoCrFeNi · 200 MPa'], ['3', 'CoCrFeNi · 200 MPa (2)'],
  ])
})

test('part of a name is enough where one row has it; of several none is taken', () => {
  assert.equal(rowOfText(choices, 'alco')?.record, '2')
  assert.equal(rowOfText(choices, 'CoCrFeNi'), null)
  assert.equal(rowOfText(choices, 'CoCrFeNi · 200 MPa')?.record, '1')
  assert.equal(rowOfText(choices, ' '), null)
})
