import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import fc from 'fast-check'
import { choleskyInPlace, choleskyInverse, solveLower, solveLowerRows } from './cholesky.ts'
import { withKernels } from './kernels.ts'
import { productTransposed } from './products.ts'
import { createRandom } from './random.ts'
import { KERNEL_CODE_FILE, compileKernels } from '../../../scripts/build-kernels.ts'

const normals = (count: number, seed: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: count }, () => random.normal())
}

/** A Bᵀ as school teaches it. */
function plainProduct(A: Float64Array, n: number, B: Float64Array, m: number, d: number): Float64Array {
  return Float64Array.from({ length: n * m }, (_, index) => {
    const [i, j] = [Math.floor(index / m), index % m]
    let sum = 0
    for (let k = 0; k < d; k++) sum += A[i * d + k]! * B[j * d + k]!
    return sum
  })
}

/** The Cholesky factor entry by entry (Golub & Van Loan, 4th ed., § 4.2.5). */
function plainFactor(A: Float64Array, n: number): Float64Array {
  const L = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A[i * n + j]!
      for (let k = 0; k < j; k++) sum -= L[i * n + k]! * L[j * n + k]!
      L[i * n + j] = i === j ? Math.sqrt(sum) : sum / L[j * n + j]!
    }
  }
  return L
}

function positiveDefinite(n: number, seed: number): Float64Array {
  const B = normals(n * n, seed)
  const A = plainProduct(B, n, B, n, n)
  for (let row = 0; row < n; row++) A[row * n + row]! += n / 10
  return A
}

const close = (a: Float64Array, b: Float64Array, tolerance: number) => {
  assert.equal(a.length, b.length)
  const size = b.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  a.forEach((value, index) => assert.ok(Math.abs(value - b[index]!) <= tolerance * size, `${index}: ${value} for ${b[index]}`))
}

test('the code that is kept is what the sources in kernels/ compile to', async () => {
  assert.equal(readFileSync(KERNEL_CODE_FILE, 'utf8'), await compileKernels(), 'run npm run build:kernels')
})

test('a product is that of school for any sizes, odd ones and none among them', () => {
  const size = fc.integer({ min: 0, max: 70 })
  fc.assert(fc.property(size, size, size, fc.nat(), (n, m, d, seed) => {
    const [A, B] = [normals(n * d, seed), normals(m * d, seed + 1)]
    close(productTransposed(A, n, B, m, d), plainProduct(A, n, B, m, d), 1e-13)
  }), { numRuns: 60 })
})

test('factor, inverse and solutions are those of the plain loops to 1e-9, whatever lies above the diagonal', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (n, count, seed) => {
    const A = positiveDefinite(n, seed)
    const L = A.slice()
    for (let row = 0; row < n; row++) L.fill(NaN, row * n + row + 1, (row + 1) * n)
    assert.equal(choleskyInPlace(L, n), true)
    close(L, plainFactor(A, n), 1e-11)
    const inverse = choleskyInverse(L, n)
    const identity = plainProduct(A, n, inverse, n, n)
    for (let row = 0; row < n; row++) identity[row * n + row]! -= 1
    close(identity, new Float64Array(n * n), 1e-9)
    const B = normals(count * n, seed + 1)
    const solved = B.slice()
    solveLowerRows(L, n, solved, count)
    for (let row = 0; row < count; row++) solveLower(L, n, B.subarray(row * n, (row + 1) * n))
    close(solved, B, 1e-9)
  }), { numRuns: 25 })
})

test('the same matrix gives the same bits, also after other work in the same memory', () => {
  const A = positiveDefinite(130, 5)
  const [first, second] = [A.slice(), A.slice()]
  choleskyInPlace(first, 130)
  productTransposed(normals(900, 1), 30, normals(900, 2), 30, 30)
  choleskyInPlace(second, 130)
  assert.deepEqual(first, second)
})

test('no number stays behind in a kernel’s memory, also where the work failed', () => {
  withKernels(({ put }) => put(normals(5000, 3)))
  assert.throws(() => withKernels(({ put }) => {
    put(normals(9000, 4))
    throw new RangeError('no')
  }), RangeError)
  withKernels(({ take, numbers }) => assert.ok(numbers(take(9000 * 8), 9000).every((value) => value === 0)))
  // More than is kept: the next memory is a new one.
  withKernels(({ take, numbers }) => numbers(take(6e6), 7e5).fill(1))
  withKernels(({ kernels }) => assert.ok(kernels.memory.buffer.byteLength < 6e6))
})

test('work within work has a memory of its own', () => {
  withKernels(({ put, numbers }) => {
    const at = put(Float64Array.of(1, 2))
    withKernels((inner) => inner.put(Float64Array.of(8, 9)))
    assert.deepEqual([...numbers(at, 2)], [1, 2])
  })
})
