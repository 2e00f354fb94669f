import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import {
  balancedAccuracy, gaussianCrps, gaussianNll, macroRocAuc, meanAbsoluteError, miscalibrationArea, rocAuc,
  rootMeanSquaredError, rSquared,
} from './metrics.ts'

test('errors of a worked example are those of scikit-learn', () => {
  const y = [3, -0.5, 2, 7]
  const mu = [2.5, 0, 2, 8]
  assert.equal(meanAbsoluteError(y, mu), 0.5)
  assert.equal(rootMeanSquaredError(y, mu), Math.sqrt(0.375))
  assert.ok(Math.abs(rSquared(y, mu) - 0.9486081370449679) < 1e-15)
})

test('ROC-AUC counts ties one half and is undefined for one class', () => {
  assert.equal(rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 0.75)
  assert.equal(rocAuc([0, 1], [0.5, 0.5]), 0.5)
  assert.ok(Number.isNaN(rocAuc([1, 1], [0, 1])))
  assert.equal(macroRocAuc(['a', 'b'], Float64Array.of(0.9, 0.1, 0.2, 0.8), ['a', 'b']), 1)
})

test('balanced accuracy gives a rare class the weight of a common one', () => {
  assert.equal(balancedAccuracy(['a', 'a', 'a', 'b'], ['a', 'a', 'a', 'a']), 0.5)
})

test('the CRPS of a normal distribution is its integral of squared differences of distributions', () => {
  // Riemann sum of ∫ (Φ(x) − 1{x ≥ y})² dx for N(0, 1) and y = 0.7, by SciPy quadrature.
  assert.ok(Math.abs(gaussianCrps([0.7], [0], [1]) - 0.42149) < 1e-4)
  assert.ok(Math.abs(gaussianNll([0], [0], [1]) - 0.9189385332046727) < 1e-15)
})

test('a sharper distribution around the truth has the smaller CRPS', () => {
  fc.assert(fc.property(fc.double({ min: 0.01, max: 10, noNaN: true }), (sigma) => {
    assert.ok(gaussianCrps([0], [0], [sigma]) < gaussianCrps([0], [0], [sigma * 1.1]))
  }))
})

test('miscalibration is 0 for evenly spread coverages and ½ where every interval misses or is never needed', () => {
  const even = Array.from({ length: 1000 }, (_, index) => (index + 0.5) / 1000)
  assert.ok(miscalibrationArea(even) < 1e-3)
  assert.equal(miscalibrationArea([1, 1, 1]), 0.5)
  assert.equal(miscalibrationArea([0, 0]), 0.5)
})
