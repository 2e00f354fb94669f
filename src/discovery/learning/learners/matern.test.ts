import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { maternCross, maternGram, maternLengthGradient } from './matern.ts'

/** Rasmussen & Williams (2006) eq. 4.17. */
function matern(a: Float64Array, b: Float64Array, lengths: Float64Array): number {
  const r = Math.sqrt(5 * lengths.reduce((sum, length, k) => sum + ((a[k]! - b[k]!) / length) ** 2, 0))
  return (1 + r + (r * r) / 3) * Math.exp(-r)
}

test('covariances are those of the formula, and their gradient that of small steps, for any number of rows and inputs', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 7 }), fc.nat(), (m, d, seed) => {
    const random = createRandom(seed)
    const X = Float64Array.from({ length: m * d }, () => random.normal())
    const lengths = Float64Array.from({ length: d }, () => 0.5 + random.uniform())
    const row = (i: number) => X.subarray(i * d, (i + 1) * d)
    const [K, G] = [new Float64Array(m * m), new Float64Array(m * m)]
    maternGram(X, m, d, lengths, K, G)
    const cross = maternCross(X, m, X, m, d, lengths)
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        const expected = matern(row(i), row(j), lengths)
        assert.ok(Math.abs(K[i * m + j]! - expected) < 1e-13)
        assert.ok(Math.abs(cross[i * m + j]! - expected) < 1e-12)
      }
    }
    const W = Float64Array.from({ length: m * m }, () => random.normal())
    const sum = (k: number, step: number) => {
      const moved = lengths.map((length, index) => (index === k ? length * Math.exp(step) : length))
      let total = 0
      for (let i = 0; i < m; i++) for (let j = 0; j < i; j++) total += 2 * W[i * m + j]! * matern(row(i), row(j), moved)
      return total
    }
    maternLengthGradient(X, m, d, lengths, G, W).forEach((slope, k) => {
      assert.ok(Math.abs(slope - (sum(k, 1e-4) - sum(k, -1e-4)) / 2e-4) < 1e-5)
    })
  }), { numRuns: 40 })
})
