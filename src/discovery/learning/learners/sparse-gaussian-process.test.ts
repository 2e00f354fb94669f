import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { conditionGaussianProcess, predictGaussianProcess } from './gaussian-process.ts'
import { fitSparseProcess, predictSparseProcess } from './sparse-gaussian-process.ts'

const close = (a: number, b: number, tolerance: number) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`)

function wave(m: number, seed: number) {
  const random = createRandom(seed)
  const X = Float64Array.from({ length: 2 * m }, () => 4 * random.uniform() - 2)
  const truth = (row: number) => Math.sin(2 * X[2 * row]!) * Math.cos(X[2 * row + 1]!)
  return { X, truth, y: Float64Array.from({ length: m }, (_, row) => truth(row) + 0.1 * random.normal()) }
}
const GROUPS = Uint16Array.of(0, 1)

test('when inducing rows run out only as rows are foreseen to a millionth, a sparse process says what the exact one says', () => {
  const m = 40
  const { X, y } = wave(m, 1)
  const extra = Float64Array.from({ length: m }, (_, row) => (row % 3) / 10)
  const settings = { maxFitRows: m, starts: 1, maxIterations: 30, inducing: m }
  const sparse = fitSparseProcess(X, y, GROUPS, extra, settings, 1)
  const exact = conditionGaussianProcess(X, y, sparse.theta, GROUPS, extra)
  const Z = wave(30, 2).X
  const a = predictGaussianProcess(exact, Z)
  const b = predictSparseProcess(sparse, Z)
  a.mean.forEach((mean, row) => close(b.mean[row]!, mean, 1e-4))
  a.variance.forEach((variance, row) => close(b.variance[row]!, variance, 1e-4))
})

test('2,000 noisy rows are learned through 60 of them: the error is a fifth of the noise, the noise is found', () => {
  const { X, y } = wave(2000, 3)
  const process = fitSparseProcess(X, y, GROUPS, null, { maxFitRows: 300, starts: 1, maxIterations: 40, inducing: 60 }, 1)
  assert.equal(process.u, 60)
  close(Math.exp(process.theta[1]! / 2), 0.1, 0.02)
  const held = wave(300, 4)
  const { mean, variance } = predictSparseProcess(process, held.X)
  const rmse = Math.sqrt(mean.reduce((sum, value, row) => sum + (value - held.truth(row)) ** 2, 0) / 300)
  assert.ok(rmse < 0.03, `${rmse}`)
  assert.ok(variance.every((v) => v > 0.008))
})

test('far from all rows the variance is that of knowing nothing', () => {
  const { X, y } = wave(200, 5)
  const process = fitSparseProcess(X, y, GROUPS, null, { maxFitRows: 200, starts: 1, maxIterations: 40, inducing: 50 }, 1)
  const { mean, variance } = predictSparseProcess(process, Float64Array.of(1e4, 1e4))
  close(mean[0]!, 0, 1e-9)
  close(variance[0]!, Math.exp(process.theta[0]!) + Math.exp(process.theta[1]!), 1e-9)
})

test('rows that repeat are taken as inducing rows once', () => {
  const X = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1)
  const process = fitSparseProcess(X, Float64Array.of(1, 1.1, -1, -1.1), GROUPS, null,
    { maxFitRows: 10, starts: 1, maxIterations: 20, inducing: 4 }, 1)
  assert.equal(process.u, 2)
})
