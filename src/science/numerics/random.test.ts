import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from './random.ts'
import { mean, standardDeviation } from './summary.ts'

test('the same seed gives the same stream and the next seed another', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform)
  assert.deepEqual(draw(7), draw(7))
  assert.notDeepEqual(draw(7), draw(8))
  assert.notDeepEqual(draw(7), draw(7 + 2 ** 32))
})

test('normal draws have mean 0 and sd 1 within what 20,000 draws allow', () => {
  const { normal } = createRandom(1)
  const draws = Array.from({ length: 20000 }, normal)
  assert.ok(Math.abs(mean(draws)) < 0.03)
  assert.ok(Math.abs(standardDeviation(draws) - 1) < 0.02)
})

test('a permutation holds every number once', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(), (n, seed) => {
    assert.deepEqual(createRandom(seed).permutation(n).sort(), Uint32Array.from({ length: n }, (_, index) => index))
  }))
})

test('a seed that is no whole number is refused', () => {
  assert.throws(() => createRandom(0.5), RangeError)
})
