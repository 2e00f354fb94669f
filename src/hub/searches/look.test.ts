import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { lookOf, markOf } from './look.ts'

test('a mark says the moment that it was made of, and no other word is taken for one', () => {
  const look = { at: new Date('2026-11-27T10:00:00.123Z'), snapshot: '100:105:100,102', openSince: new Date('2026-11-27T09:00:00.000Z') }
  assert.deepEqual(lookOf(markOf(look)), look)
  assert.deepEqual(lookOf(markOf({ ...look, snapshot: '100:100:', openSince: null })), { ...look, snapshot: '100:100:', openSince: null })
  for (const word of ['', 'abc', markOf({ ...look, snapshot: `1:1:'; drop table record` }), Buffer.from('["x"]').toString('base64url')]) {
    assert.throws(() => lookOf(word), (error) => error instanceof Refusal && error.code === 'search.mark', word)
  }
})
