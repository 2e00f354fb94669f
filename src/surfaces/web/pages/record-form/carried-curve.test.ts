import assert from 'node:assert/strict'
import { test } from 'node:test'
import { carriedAddress, carriedTo } from './carried-curve.ts'

const file = { sha256: 'a'.repeat(64), name: 'bar 3, 100 °C.csv' }
const queryOf = (address: string) => new URL(address, 'http://hub').searchParams

test('an address carries a file with the reading that a person chose to its own field, and to no other', () => {
  const reading = { kind: 'csv', delimiter: ';', encoding: 'utf-8', decimal: ',', missing: [''] } as const
  const query = queryOf(carriedAddress('main', { template: 'tension_test', field: 'stress_strain', file, reading: { ...reading, missing: [...reading.missing] } }))
  assert.equal(query.get('template'), 'tension_test')
  assert.deepEqual(carriedTo(query, 'record/values/stress_strain'), { file, reading })
  for (const other of ['record/values/load', 'record/planned/stress_strain', 'made-0-1/values/stress_strain']) assert.equal(carriedTo(query, other), null)
})

test('a form that was opened by itself is given nothing', () => {
  assert.equal(carriedTo(new URLSearchParams('template=tension_test'), 'record/values/stress_strain'), null)
  assert.equal(carriedTo(new URLSearchParams('curve=a&file=b&reading={'), 'record/values/a'), null)
})
