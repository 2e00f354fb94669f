import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarmsOf } from './model-news.ts'

test('of 40 new values 36 in their 90 % intervals is as foretold, 25 is not chance', () => {
  assert.deepEqual(alarmsOf(40, 36, 2), [])
  assert.match(alarmsOf(40, 25, 2)[0]!.en, /^Only 63 % of 40 new values/)
})

test('one value outside its interval, or one row far out, is no alarm: it happens one time in ten, or twenty', () => {
  assert.deepEqual(alarmsOf(1, 0, 1), [])
  assert.deepEqual(alarmsOf(3, 2, 1), [])
})

test('new rows that mostly lie far from all that was learned from are told, even where their intervals hold', () => {
  assert.match(alarmsOf(20, 19, 12)[0]!.en, /^60 % of 20 new rows lie outside/)
})
