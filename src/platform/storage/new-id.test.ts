import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from './new-id.ts'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const timeOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

test('every id says that it is a UUID of version 7 in the variant of RFC 9562', () => {
  for (let n = 0; n < 2000; n++) assert.match(newId(), form)
})

test('ids sort in the order of making, also many in one millisecond and when the clock steps back', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 42 }), { minLength: 2, maxLength: 50 }), (times) => {
    const ids = times.map((time) => newId(time))
    assert.deepEqual([...ids].sort(), ids)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, form)
  }))
})

test('ten thousand records of one import sort as they stood in the file', () => {
  const now = 2 ** 43
  const ids = Array.from({ length: 10_000 }, () => newId(now))
  assert.deepEqual([...ids].sort(), ids)
})

test('an id tells the millisecond of its making, as long as no more than 4096 are made in it', () => {
  const now = 2 ** 44
  assert.equal(timeOf(newId(now)), now)
  const last = Array.from({ length: 4095 }, () => newId(now)).at(-1)!
  assert.equal(timeOf(last), now)
  assert.equal(timeOf(newId(now)), now + 1)
})

test('two ids of one moment cannot be guessed from one another', () => {
  const tails = Array.from({ length: 1000 }, () => newId().slice(20))
  assert.equal(new Set(tails).size, tails.length)
})
