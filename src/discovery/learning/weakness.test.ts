import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { weaknessOf } from './weakness.ts'
import type { Judged } from './weakness.ts'

const sound = {
  task: 'regression', r2: 0.6, mae: 50, baselineMae: 100, unit: 'MPa', folds: [{ n: 20, r2: 0.5 }, { n: 20, r2: 0.7 }],
} as const
const weak = (change: Partial<Extract<Judged, { task: 'regression' }>>) => weaknessOf({ ...sound, ...change })

test('a model that explains six tenths of the variance in every fold is not weak', () => {
  assert.equal(weaknessOf(sound), null)
})

test('a model with R² of 0.1 or less is weak, told with its figure and what to do', () => {
  assert.match(weak({ r2: 0.04 })!.en, /R² is 0\.04, hardly better than always guessing the mean\. Add rows/)
  assert.match(weak({ r2: -0.31 })!.en, /R² is −0\.31, no better/)
  assert.match(weak({ r2: 0.1 })!.ko, /R²가 0\.10.*계획하지 마십시오/)
  assert.equal(weak({ r2: 0.11 }), null)
})

test('a model whose mean error is that of guessing the mean is weak, even where R² looks better', () => {
  assert.match(weak({ mae: 100 })!.en, /mean error \(100 MPa\) is no smaller than .* \(100 MPa\)/)
  assert.equal(weak({ mae: 99.9 }), null)
  assert.equal(weak({ mae: null, baselineMae: null }), null)
})

test('a model that fails in most of its folds is weak; half of them are not most', () => {
  const [good, bad] = [{ n: 20, r2: 0.5 }, { n: 20, r2: -0.5 }]
  assert.match(weak({ folds: [bad, bad, good] })!.en, /below 0 in 2 of 3 folds/)
  assert.equal(weak({ folds: [bad, good] }), null)
})

test('folds with fewer than ten rows, or whose values do not vary, do not count', () => {
  assert.equal(weak({ folds: [{ n: 9, r2: -3 }, { n: 4, r2: -1 }, { n: 20, r2: null }] }), null)
  assert.match(weak({ folds: [{ n: 10, r2: -3 }, { n: 9, r2: 0.9 }] })!.en, /in 1 of 1 folds/)
})

test('labels guessed little better than by chance are weak: 0.55 of two classes, not 0.56', () => {
  const judged = (balancedAccuracy: number, nClasses: number) => weaknessOf({ task: 'classification', balancedAccuracy, nClasses })
  assert.match(judged(0.55, 2)!.en, /0\.55, hardly better than the 0\.50 of chance/)
  assert.equal(judged(0.56, 2), null)
  assert.equal(judged(0.55, 4), null)
})

test('a model that becomes better in R² never becomes weak by it', () => {
  const share = fc.double({ min: -2, max: 1, noNaN: true })
  fc.assert(fc.property(share, share, (a, b) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)]
    if (weak({ r2: less }) === null) assert.equal(weak({ r2: more }), null)
  }))
})
