import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { choleskyInPlace, choleskyInverse, solveCholesky, solveLowerRows } from './cholesky.ts'
import { productTransposed } from './products.ts'
import { createRandom } from './random.ts'

/** B Bᵀ + I for a random B: positive definite. */
function positiveDefinite(n: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const B = Float64Array.from({ length: n * n }, () => random.normal())
  const A = productTransposed(B, n, B, n, n)
  for (let row = 0; row < n; row++) A[row * n + row]! += 1
  return A
}

test('the factor of a 2 × 2 matrix is the one worked out by hand', () => {
  const A = Float64Array.of(4, 99, 2, 10)
  assert.equal(choleskyInPlace(A, 2), true)
  assert.deepEqual([...A], [2, 0, 1, 3])
})

test('a matrix that is not positive definite is not factored', () => {
  assert.equal(choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2), false)
  assert.equal(choleskyInPlace(Float64Array.of(NaN), 1), false)
})

test('L Lᵀ is A, A⁻¹ A is I and A (A⁻¹ b) is b for sizes on both sides of a block', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 140 }), fc.nat(), (n, seed) => {
    const A = positiveDefinite(n, seed)
    const L = A.slice()
    assert.equal(choleskyInPlace(L, n), true)
    const back = productTransposed(L, n, L, n, n)
    const inverse = choleskyInverse(L, n)
    const identity = productTransposed(inverse, n, A, n, n)
    const random = createRandom(seed + 1)
    const b = Float64Array.from({ length: n }, () => random.normal())
    const x = b.slice()
    solveCholesky(L, n, x)
    const again = productTransposed(A, n, x, 1, n)
    for (let i = 0; i < n; i++) {
      assert.ok(Math.abs(again[i]! - b[i]!) < 1e-8)
      for (let j = 0; j < n; j++) {
        assert.ok(Math.abs(back[i * n + j]! - A[i * n + j]!) < 1e-9 * n)
        assert.ok(Math.abs(identity[i * n + j]! - (i === j ? 1 : 0)) < 1e-7)
        assert.equal(inverse[i * n + j], inverse[j * n + i])
      }
    }
  }), { numRuns: 25 })
})

test('solving for many right-hand sides gives what solving for each gives', () => {
  const n = 70
  const L = positiveDefinite(n, 3)
  choleskyInPlace(L, n)
  const random = createRandom(4)
  const X = Float64Array.from({ length: 5 * n }, () => random.normal())
  const B = productTransposed(X, 5, L, n, n)
  solveLowerRows(L, n, B, 5)
  B.forEach((value, index) => assert.ok(Math.abs(value - X[index]!) < 1e-9))
})
