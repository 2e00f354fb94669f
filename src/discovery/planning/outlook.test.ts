import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlook } from './outlook.ts'

test('proposals that are all hopeless are called so, and one real chance among them is enough not to', () => {
  assert.match(outlook([0.004, 1e-9])!.en, /below 1\u00a0%/)
  assert.equal(outlook([0.004, 0.01]), null)
  assert.equal(outlook([]), null)
})
