import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unstorableIn } from './storable.ts'

test('NUL and half of a surrogate pair are found wherever they stand, also in a name', () => {
  assert.equal(unstorableIn({ a: [{ b: 'x\0' }] }), 'a.0.b')
  assert.equal(unstorableIn({ a: { note: 'half \ud83d of a sign' } }), 'a.note')
  assert.equal(unstorableIn({ a: { 'x\0': 1 } }), 'a')
})

test('everything else that Unicode has may be kept', () => {
  assert.equal(unstorableIn({ a: ['소재', '😀', '\t\n\u001f\ufffe', null, true, 1] }), null)
})
