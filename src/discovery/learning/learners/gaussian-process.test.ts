import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import {
  conditionGaussianProcess, fitGaussianProcess, gaussianProcessMean, negativeLogPosterior, predictGaussianProcess,
} from './gaussian-process.ts'

const matern = (r: number) => (1 + Math.sqrt(5) * r + (5 * r * r) / 3) * Math.exp(-Math.sqrt(5) * r)
/** Every input has a length scale of its own. */
const own = (d: number) => Uint16Array.from({ length: d }, (_, index) => index)
const close = (a: number, b: number, tolerance: number) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`)

test('with one observation the posterior is k y / (k₀ + noise) and k₀ + noise − k² / (k₀ + noise)', () => {
  const theta = Float64Array.of(Math.log(2), Math.log(0.3), Math.log(1.5))
  const process = conditionGaussianProcess(Float64Array.of(1), Float64Array.of(0.8), theta, own(1), null)
  const { mean, variance } = predictGaussianProcess(process, Float64Array.of(2.2))
  const k = 2 * matern(1.2 / 1.5)
  close(mean[0]!, (k * 0.8) / 2.3, 1e-8)
  close(variance[0]!, 2.3 - (k * k) / 2.3, 1e-8)
  close(gaussianProcessMean(process, Float64Array.of(2.2))[0]!, mean[0]!, 1e-12)
})

test('the likelihood of two observations is that of the bivariate normal', () => {
  const theta = Float64Array.of(Math.log(1.4), Math.log(0.2), Math.log(0.7))
  const y = Float64Array.of(0.5, -0.3)
  const a = 1.6
  const b = 1.4 * matern(0.4 / 0.7)
  const determinant = a * a - b * b
  const quadratic = (a * (y[0]! ** 2 + y[1]! ** 2) - 2 * b * y[0]! * y[1]!) / determinant
  const likelihood = 0.5 * quadratic + 0.5 * Math.log(determinant) + Math.log(2 * Math.PI)
  const prior = theta[0]! ** 2 / 8 + (theta[1]! + 3) ** 2 / 8 + (theta[2]! - Math.SQRT2) ** 2 / 6
  close(negativeLogPosterior(theta, Float64Array.of(0, 0.4), y, own(1), null, new Float64Array(3)), likelihood + prior, 1e-6)
})

test('the gradient of the log posterior is that of finite differences', () => {
  const logarithm = fc.double({ min: -2, max: 1.5, noNaN: true })
  fc.assert(fc.property(fc.nat(), fc.array(logarithm, { minLength: 5, maxLength: 5 }),
    (seed, start) => {
      const random = createRandom(seed)
      const X = Float64Array.from({ length: 40 }, () => random.normal())
      const y = Float64Array.from({ length: 10 }, () => random.normal())
      const theta = Float64Array.from(start)
      // Four inputs of which two share a length scale, and rows that are noisier by amounts of their own.
      const groups = Uint16Array.of(0, 1, 1, 2)
      const extra = Float64Array.from({ length: 10 }, () => random.uniform())
      const gradient = new Float64Array(5)
      negativeLogPosterior(theta, X, y, groups, extra, gradient)
      const at = (index: number, step: number) => negativeLogPosterior(
        theta.map((t, k) => (k === index ? t + step : t)), X, y, groups, extra, new Float64Array(5))
      gradient.forEach((slope, index) => {
        const difference = (at(index, 1e-5) - at(index, -1e-5)) / 2e-5
        close(slope, difference, 1e-5 * (1 + Math.abs(difference)))
      })
    }), { numRuns: 30 })
})

test('a smooth function is learned, its noise found, and an input that says nothing gets a long length scale', () => {
  const random = createRandom(2)
  const m = 80
  const X = Float64Array.from({ length: 2 * m }, () => random.normal())
  const y = Float64Array.from({ length: m }, (_, row) => Math.sin(1.5 * X[2 * row]!) + 0.1 * random.normal())
  const process = fitGaussianProcess(X, y, own(2), null, { maxFitRows: 500, starts: 2, maxIterations: 60 }, 1)
  const [, noise, relevant, irrelevant] = process.theta
  close(Math.exp(noise! / 2), 0.1, 0.04)
  assert.ok(irrelevant! > relevant! + 1.5)
  const { mean, variance } = predictGaussianProcess(process, Float64Array.of(0.5, 0))
  close(mean[0]!, Math.sin(0.75), 0.1)
  assert.ok(variance[0]! > Math.exp(noise!))
})

test('repeated rows do not stop a fit', () => {
  const X = Float64Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 3)
  const y = X.map((x) => x - 2)
  const process = fitGaussianProcess(X, y, own(1), null, { maxFitRows: 500, starts: 1, maxIterations: 40 }, 1)
  assert.ok(Number.isFinite(predictGaussianProcess(process, Float64Array.of(2.5)).mean[0]))
})

test('a row that is known to be noisier by a variance draws the mean as two rows of that joint precision would', () => {
  const theta = Float64Array.of(0, Math.log(0.1), 0)
  const twice = conditionGaussianProcess(Float64Array.of(0, 0), Float64Array.of(1, 1), theta, own(1), null)
  // Two equal rows of noise 0.1 know as much as one of noise 0.05: the jitter is all that differs.
  const once = conditionGaussianProcess(Float64Array.of(0), Float64Array.of(1), theta, own(1), Float64Array.of(-0.05))
  close(gaussianProcessMean(once, Float64Array.of(0.3))[0]!, gaussianProcessMean(twice, Float64Array.of(0.3))[0]!, 1e-6)
})
