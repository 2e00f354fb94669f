import assert from 'node:assert/strict'
import test from 'node:test'
import { minimiseLbfgs } from './lbfgs.ts'

test("Rosenbrock's valley is followed to its minimum at (1, 1)", () => {
  const found = minimiseLbfgs((x, gradient) => {
    const [a, b] = x as unknown as [number, number]
    gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a)
    gradient[1] = 200 * (b - a * a)
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2
  }, [-1.2, 1], { valueTolerance: 0 })
  assert.ok(found.converged)
  found.x.forEach((value) => assert.ok(Math.abs(value - 1) < 1e-5))
})

test('a forbidden region is stepped back from', () => {
  // −log x + x has its minimum at 1 and is forbidden at x ≤ 0.
  const found = minimiseLbfgs((x, gradient) => {
    gradient[0] = 1 - 1 / x[0]!
    return x[0]! > 0 ? x[0]! - Math.log(x[0]!) : Infinity
  }, [5])
  assert.ok(Math.abs(found.x[0]! - 1) < 1e-4)
})

test('a start where the objective is not finite is a broken call', () => {
  assert.throws(() => minimiseLbfgs(() => NaN, [0]), RangeError)
})
