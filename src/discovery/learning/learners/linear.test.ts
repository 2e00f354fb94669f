import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { fitLinear, predictLinear } from './linear.ts'

const close = (a: number, b: number, tolerance: number) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`)

/** y = 2 + 1.5 x₀ − x₁ + noise of 0.2, and 18 inputs that say nothing. */
function line(m: number, seed: number) {
  const random = createRandom(seed)
  const d = 20
  const X = Float64Array.from({ length: m * d }, () => random.normal())
  const y = Float64Array.from({ length: m }, (_, row) =>
    2 + 1.5 * X[row * d]! - X[row * d + 1]! + 0.2 * random.normal())
  return { X, y, d }
}

test('ridge finds slopes, intercept and noise of a line among 18 inputs that say nothing', () => {
  const { X, y, d } = line(300, 1)
  const linear = fitLinear(X, y, { penalty: 'ridge' }, 1)
  close(linear.weights[0]!, 1.5, 0.05)
  close(linear.weights[1]!, -1, 0.05)
  close(Math.sqrt(linear.noise), 0.2, 0.03)
  const { mean } = predictLinear(linear, new Float64Array(d))
  close(mean[0]!, 2, 0.1)
})

test('the elastic net sets most weights of inputs that say nothing to zero, and keeps the two that speak', () => {
  const { X, y } = line(300, 2)
  const { weights } = fitLinear(X, y, { penalty: 'elastic net' }, 1)
  assert.ok(weights.slice(2).filter((w) => w === 0).length >= 9, `${weights}`)
  close(weights[0]!, 1.5, 0.08)
  close(weights[1]!, -1, 0.08)
})

test('with more inputs than rows both still answer, ridge with shrunken slopes', () => {
  for (const penalty of ['ridge', 'elastic net'] as const) {
    const { X, y, d } = line(12, 3)
    const { mean, variance } = predictLinear(fitLinear(X, y, { penalty }, 1), X)
    assert.ok(mean.every(Number.isFinite))
    assert.ok(variance.every((v) => v > 0))
    assert.equal(mean.length, X.length / d)
  }
})

test('two inputs that are the same share the weight of one', () => {
  const random = createRandom(4)
  const x = Array.from({ length: 60 }, (_, row) => (row % 2 ? 1 : -1) * (0.1 + Math.floor(row / 2) / 15))
  const X = Float64Array.from(x.flatMap((value) => [value, value]))
  const linear = fitLinear(X, Float64Array.from(x, (value) => 3 * value + 0.01 * random.normal()), { penalty: 'ridge' }, 1)
  close(linear.weights[0]!, 1.5, 0.01)
  close(linear.weights[1]!, 1.5, 0.01)
})

test('far away the variance grows with the square of the distance', () => {
  const { X, y, d } = line(100, 5)
  const linear = fitLinear(X, y, { penalty: 'ridge' }, 1)
  const at = (distance: number) => {
    const z = new Float64Array(d)
    z[5] = distance
    return predictLinear(linear, z).variance[0]! - linear.noise
  }
  close(at(20) / at(10), 4, 1e-6)
})
