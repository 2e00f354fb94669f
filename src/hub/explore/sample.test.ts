import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleById } from './sample.ts'

const ids = Array.from({ length: 20_000 }, (_, n) => `0193a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`)
const sample = (of: readonly string[], most: number) => sampleById(of, (id) => id, most)

test('few enough are all there, in their order', () => {
  assert.deepEqual(sample(ids.slice(0, 10), 10), ids.slice(0, 10))
})

test('a sample has the size asked for, keeps the order, and does not depend on the order of asking', () => {
  const drawn = sample(ids, 5_000)
  assert.equal(drawn.length, 5_000)
  assert.deepEqual(drawn, [...drawn].sort())
  assert.deepEqual(new Set(sample(ids.toReversed(), 5_000)), new Set(drawn))
})

test('ids that follow each other are drawn evenly: each tenth of them gives a tenth of the sample, within 10 %', () => {
  const drawn = new Set(sample(ids, 5_000))
  for (let tenth = 0; tenth < 10; tenth++) {
    const n = ids.slice(tenth * 2_000, (tenth + 1) * 2_000).filter((id) => drawn.has(id)).length
    assert.ok(Math.abs(n - 500) < 50, `${n} of tenth ${tenth}`)
  }
})

test('one more record drives out one record at most', () => {
  const before = new Set(sample(ids.slice(1), 5_000))
  assert.ok(sample(ids, 5_000).filter((id) => !before.has(id)).length <= 1)
})
