import { withKernels } from './kernels.ts'

// Matrices here are dense, row-major Float64Array; A: (n × n) symmetric, L: (n × n) lower, A = L Lᵀ.

/** Bytes that the kernels want for each row to pack a block of 64 columns. */
const PANEL_ROW = 64 * 8

/**
 * Factors a symmetric positive definite A: (n × n) into L Lᵀ in place; returns false if A is not positive definite.
 *
 * Only the lower triangle is read. L replaces it and the upper triangle is set to zero.
 */
export function choleskyInPlace(A: Float64Array, n: number): boolean {
  return withKernels(({ kernels, put, take, numbers }) => {
    const at = put(A)
    const factored = kernels.factor(at, n, take(n * PANEL_ROW)) === 1
    A.set(numbers(at, n * n))
    return factored
  })
}

/** Solves L x = b in place for one b of n. */
export function solveLower(L: Float64Array, n: number, b: Float64Array): void {
  for (let row = 0; row < n; row++) {
    let sum = b[row]!
    const at = row * n
    for (let k = 0; k < row; k++) sum -= L[at + k]! * b[k]!
    b[row] = sum / L[at + row]!
  }
}

/** Solves Lᵀ x = b in place for one b of n. */
export function solveLowerTransposed(L: Float64Array, n: number, b: Float64Array): void {
  for (let row = n - 1; row >= 0; row--) {
    const at = row * n
    const x = b[row]! / L[at + row]!
    b[row] = x
    for (let k = 0; k < row; k++) b[k]! -= L[at + k]! * x
  }
}

/** Solves A x = b in place, where L is the Cholesky factor of A. */
export function solveCholesky(L: Float64Array, n: number, b: Float64Array): void {
  solveLower(L, n, b)
  solveLowerTransposed(L, n, b)
}

/** Solves L x = b in place for many b, the rows of B: (count × n) row-major. */
export function solveLowerRows(L: Float64Array, n: number, B: Float64Array, count: number): void {
  withKernels(({ kernels, put, take, numbers }) => {
    const [l, b, P, Q] = [put(L), put(B), take(count * PANEL_ROW), take(n * PANEL_ROW)]
    kernels.solveRows(l, n, b, count, 0, P, Q)
    B.set(numbers(b, count * n))
  })
}

/** The inverse of A: (n × n), symmetric and complete, from its Cholesky factor L. */
export function choleskyInverse(L: Float64Array, n: number): Float64Array {
  return withKernels(({ kernels, put, take, numbers }) => {
    const at = put(L)
    kernels.invert(at, n, take(n * n * 8), take(n * PANEL_ROW), take(n * PANEL_ROW))
    return numbers(at, n * n).slice()
  })
}
