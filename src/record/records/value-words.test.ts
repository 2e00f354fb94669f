import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueWords } from './value-words.ts'

test('a value is said in a sentence as people write it, and what holds more than a line by what it is', () => {
  assert.deepEqual(valueWords({ type: 'quantity', value: 290, unit: 'MPa', written: '290.0' }), { en: '290.0 MPa', ko: '290.0 MPa' })
  assert.deepEqual(valueWords({ type: 'terms', terms: ['FCC', 'BCC'] }).en, 'FCC, BCC')
  assert.deepEqual(valueWords({ type: 'composition', written: 'Fe70Ni30', basis: 'mass', fractions: { Fe: 0.7, Ni: 0.3 } }).en, 'Fe70Ni30 (wt.%)')
  assert.deepEqual(valueWords({ type: 'curve', axes: [], points: 302 }), { en: 'a curve of 302 points', ko: '점 302개의 곡선' })
  assert.deepEqual(valueWords({ type: 'boolean', boolean: false }), { en: 'no', ko: '아니요' })
})
