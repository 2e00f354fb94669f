import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { countScores, derivatives, hasUnitHessian, meanLoss, outcomes, startScores } from './boosting-loss.ts'
import type { Loss } from './boosting-loss.ts'

const m = 6
const losses: [string, Loss, number][] = [
  ['half the squared error', { kind: 'squared' }, 1], ['half the squared error of two targets', { kind: 'squared' }, 2],
  ['the log loss of two classes', { kind: 'classes' }, 2], ['the log loss of four classes', { kind: 'classes' }, 4],
  ['the pinball loss at 0.2', { kind: 'quantile', at: 0.2 }, 1],
]
for (const [name, loss, c] of losses) {
  // Friedman's squared error is (y − F)²/2, so that its second derivative is 1.
  const half = loss.kind === 'squared' ? 0.5 : 1
  const K = countScores(loss, c)
  const drawn = (seed: number) => {
    const random = createRandom(seed)
    const labels = Array.from({ length: m }, () => random.integer(c))
    const Y = Float64Array.from({ length: m * c }, (_, at) =>
      (loss.kind === 'classes' ? Number(labels[Math.floor(at / c)] === at % c) : random.normal()))
    return { Y, scores: Float64Array.from({ length: K * m }, () => 2 * random.normal()) }
  }

  test(`the derivatives of ${name} are its slopes`, () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const { Y, scores } = drawn(seed)
      const gradient = new Float64Array(K * m), hessian = new Float64Array(K * m)
      derivatives(loss, Y, m, c, scores, gradient, hasUnitHessian(loss) ? null : hessian)
      const lossAt = (at: number, step: number) => {
        const moved = scores.slice()
        moved[at]! += step
        return half * m * meanLoss(loss, Y, m, c, moved)
      }
      for (let at = 0; at < K * m; at++) {
        // The pinball loss has a kink at each value; a step across it has no slope.
        if (loss.kind === 'quantile' && Math.abs(scores[at]! - Y[at]!) < 2e-4) continue
        const slope = (lossAt(at, 1e-4) - lossAt(at, -1e-4)) / 2e-4
        assert.ok(Math.abs(slope - gradient[at]!) < 1e-6, `${slope} is not ${gradient[at]}`)
        if (loss.kind === 'quantile') continue
        const curve = (lossAt(at, 1e-3) - 2 * lossAt(at, 0) + lossAt(at, -1e-3)) / 1e-6
        const second = hasUnitHessian(loss) ? 1 : hessian[at]!
        assert.ok(Math.abs(curve - second) < 1e-5, `${curve} is not ${second}`)
      }
    }), { numRuns: 20 })
  })

  test(`no other constant has less of ${name} than the start`, () => {
    fc.assert(fc.property(fc.nat(), fc.double({ min: -2, max: 2, noNaN: true }), fc.nat({ max: K - 1 }), (seed, step, k) => {
      const { Y } = drawn(seed)
      const start = startScores(loss, Y, m, c)
      // A class that no row has would want a score of −∞.
      if (loss.kind === 'classes' && start.some((score) => Math.abs(score) > Math.log(2 * m) - 1e-9)) return
      const constant = (own: Float64Array) => Float64Array.from({ length: K * m }, (_, at) => own[Math.floor(at / m)]!)
      const other = start.slice()
      other[k]! += step
      assert.ok(meanLoss(loss, Y, m, c, constant(start)) <= meanLoss(loss, Y, m, c, constant(other)) + 1e-9)
    }))
  })
}

test('the log odds of two classes and their softmax are the same probabilities, down to the smallest', () => {
  for (const score of [-700, -30, -1, 0, 2, 700]) {
    const [first, second] = outcomes({ kind: 'classes' }, Float64Array.of(score), 1, 2)
    assert.ok(first! > 0 && second! > 0 && Math.abs(first! + second! - 1) < 1e-15)
    assert.ok(Math.abs(Math.log(second!) - Math.log(first!) - score) < 1e-9 * Math.max(1, Math.abs(score)))
  }
})
