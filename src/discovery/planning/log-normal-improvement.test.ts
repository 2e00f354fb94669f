import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalPdf } from '#science/numerics/normal.ts'
import { logNormalImprovement } from './log-normal-improvement.ts'

/** ∫ gain(10^x) N(x; μ, σ) dx by the trapezoid rule over ±12 σ. */
function integrated(mean: number, sd: number, gain: (y: number) => number): number {
  const steps = 40_000
  const width = (24 * sd) / steps
  let sum = 0
  for (let step = 0; step <= steps; step++) {
    const x = mean - 12 * sd + step * width
    sum += gain(10 ** x) * (normalPdf((x - mean) / sd) / sd) * width
  }
  return sum
}

test('the closed form is the integral of the improvement over a log-normal result', () => {
  for (const [mean, sd, best] of [[-4, 0.3, 1e-4], [-4, 0.5, 1e-3], [2, 0.2, 300], [0, 1, 1]] as const) {
    const max = integrated(mean, sd, (y) => Math.max(y - best, 0))
    const min = integrated(mean, sd, (y) => Math.max(best - y, 0))
    assert.ok(Math.abs(logNormalImprovement(mean, sd, best, 'max') / max - 1) < 1e-5, `max ${mean} ± ${sd}`)
    assert.ok(Math.abs(logNormalImprovement(mean, sd, best, 'min') / min - 1) < 1e-5, `min ${mean} ± ${sd}`)
  }
})

test('it is never negative, and a minimum cannot improve by more than the best itself', () => {
  const mean = fc.double({ min: -10, max: 10, noNaN: true })
  const sd = fc.double({ min: 0, max: 2, noNaN: true })
  const logBest = fc.double({ min: -10, max: 10, noNaN: true })
  fc.assert(fc.property(mean, sd, logBest, (m, s, b) => {
    const best = 10 ** b
    assert.ok(logNormalImprovement(m, s, best, 'max') >= 0)
    const min = logNormalImprovement(m, s, best, 'min')
    // Equal to rounding where the improvement is the whole of the best.
    assert.ok(min >= 0 && min <= best * (1 + 1e-9))
  }))
  // The smallest sd there is: the best lies 1e307 of them away.
  assert.equal(logNormalImprovement(0, 5e-324, 1.0000000000000002, 'max'), 0)
})
