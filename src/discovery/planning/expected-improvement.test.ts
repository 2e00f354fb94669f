import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalPdf } from '#science/numerics/normal.ts'
import { expectedImprovement, logExpectedImprovement, probabilityOfImprovement } from './expected-improvement.ts'

/** ∫ max(y − best, 0) N(y; μ, σ) dy by the trapezoid rule over ±12 σ. */
function integrated(mean: number, sd: number, best: number): number {
  const steps = 20_000
  const width = (24 * sd) / steps
  let sum = 0
  for (let step = 0; step <= steps; step++) {
    const y = mean - 12 * sd + step * width
    sum += Math.max(y - best, 0) * (normalPdf((y - mean) / sd) / sd) * width
  }
  return sum
}

test('the closed form is the integral of the improvement over the predictive distribution', () => {
  for (const [mean, sd, best] of [[100, 10, 95], [100, 10, 130], [0, 1, 0], [-5, 3, 4]] as const) {
    const expected = integrated(mean, sd, best)
    assert.ok(Math.abs(expectedImprovement(mean, sd, best, 'max') - expected) < 1e-6 * sd, `${mean} ± ${sd} over ${best}`)
  }
})

test('EI is never negative, and seeking a minimum mirrors seeking a maximum', () => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  fc.assert(
    fc.property(number, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), number, (mean, sd, best) => {
      const value = expectedImprovement(mean, sd, best, 'max')
      assert.ok(value >= 0)
      assert.ok(Math.abs(value - expectedImprovement(-mean, sd, -best, 'min')) <= 1e-12 * Math.max(1, value))
    }),
  )
})

test('of two hopeless candidates the less hopeless one still has the greater log EI', () => {
  let before = Infinity
  for (let z = 0; z <= 200; z += 0.5) {
    const now = logExpectedImprovement(-z, 1, 0, 'max')
    assert.ok(Number.isFinite(now) && now < before, `z = −${z}`)
    before = now
  }
})

test('a prediction without spread improves by its distance or not at all', () => {
  assert.equal(expectedImprovement(12, 0, 10, 'max').toFixed(12), '2.000000000000')
  assert.equal(expectedImprovement(8, 0, 10, 'max'), 0)
  assert.equal(probabilityOfImprovement(10, 5, 10, 'max'), 0.5)
})
