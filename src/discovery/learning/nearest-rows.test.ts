import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { nearestRows } from './nearest-rows.ts'

// Tenths: differences so small that their squares vanish are no distances of encoded rows.
const value = fc.integer({ min: -1000, max: 1000 }).map((tenths) => tenths / 10)
const rows = (d: number, most: number) => (
  fc.array(fc.array(value, { minLength: d, maxLength: d }), { minLength: 1, maxLength: most }).map((all) => all.flat())
)

test('a feature counts in units of its spread in training: 100 K is nearer than 10 at.%', () => {
  const range = { d: 2, used: [0, 1], scales: [300, 0.02] }
  assert.deepEqual(nearestRows(range, Float64Array.of(900, 0.2), Float64Array.of(1000, 0.2, 900, 0.3), 2), [[0, 1]])
})

test('a feature that does not count does not count', () => {
  const range = { d: 2, used: [0], scales: [1] }
  assert.deepEqual(nearestRows(range, Float64Array.of(0, 99), Float64Array.of(5, 99, 1, -99), 1), [[1]])
})

test('of training rows equally near the first is named first, and no more are named than there are', () => {
  assert.deepEqual(nearestRows({ d: 1, used: [0], scales: [1] }, Float64Array.of(0), Float64Array.of(2, -1, 1), 9), [[1, 2, 0]])
})

test('a row of the training set is nearest to itself or its double, and no row left out is nearer than one named', () => {
  const cases = fc.integer({ min: 1, max: 3 }).chain((d) => fc.record({
    d: fc.constant(d), T: rows(d, 12), k: fc.integer({ min: 1, max: 5 }), at: fc.nat(11),
    scales: fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: d, maxLength: d }),
  }))
  fc.assert(fc.property(cases, ({ d, T, k, at, scales }) => {
    const m = T.length / d
    const row = T.slice((at % m) * d, (at % m + 1) * d)
    const [named] = nearestRows({ d, used: [...scales.keys()], scales }, Float64Array.from(row), Float64Array.from(T), k)
    const distance = (index: number) => Math.hypot(...row.map((x, f) => (x - T[index * d + f]!) / scales[f]!))
    assert.equal(distance(named![0]!), 0)
    assert.equal(named!.length, Math.min(k, m))
    const farthest = Math.max(...named!.map(distance))
    for (let index = 0; index < m; index++) {
      if (!named!.includes(index)) assert.ok(distance(index) >= farthest * (1 - 1e-12))
    }
  }))
})
