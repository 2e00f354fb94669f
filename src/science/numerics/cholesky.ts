import { packColumns, subtractProduct } from './products.ts'

// Matrices here are dense, row-major Float64Array; A: (n × n) symmetric, L: (n × n) lower, A = L Lᵀ.

/** Columns taken together; 64 numbers of 32 rows fill half a first-level cache. */
const BLOCK = 64

/**
 * Factors a symmetric positive definite A: (n × n) into L Lᵀ in place; returns false if A is not positive definite.
 *
 * Only the lower triangle is read. L replaces it and the upper triangle is set to zero.
 * Right-looking blocks (Golub & Van Loan, Matrix Computations, 4th ed., § 4.2.9), so that the O(n³) part is
 * products of contiguous panels that stay in the cache.
 */
export function choleskyInPlace(A: Float64Array, n: number): boolean {
  const panel = new Float64Array(n * BLOCK)
  for (let start = 0; start < n; start += BLOCK) {
    const width = Math.min(BLOCK, n - start)
    const end = start + width
    for (let row = start; row < n; row++) {
      const rowAt = row * n
      for (let col = start; col <= Math.min(row, end - 1); col++) {
        const colAt = col * n
        let sum = A[rowAt + col]!
        for (let k = start; k < col; k++) sum -= A[rowAt + k]! * A[colAt + k]!
        if (col < row) A[rowAt + col] = sum / A[colAt + col]!
        else if (sum > 0 && sum < Infinity) A[rowAt + row] = Math.sqrt(sum)
        else return false
      }
    }
    const below = n - end
    packColumns(A, n, end, below, start, width, panel)
    subtractProduct(A, n, end, end, panel, below, panel, below, width, true)
  }
  for (let row = 0; row < n; row++) A.fill(0, row * n + row + 1, (row + 1) * n)
  return true
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
  solveTriangle(L, n, B, () => count)
}

/** Solves L x = b for the rows of B, of which only the first `rowsAt(k)` are other than zero at entries up to k. */
function solveTriangle(L: Float64Array, n: number, B: Float64Array, rowsAt: (k: number) => number): void {
  const P = new Float64Array(rowsAt(n) * BLOCK)
  const Q = new Float64Array(n * BLOCK)
  for (let start = 0; start < n; start += BLOCK) {
    const width = Math.min(BLOCK, n - start)
    const end = start + width
    const count = rowsAt(end)
    for (let row = 0; row < count; row++) {
      const at = row * n
      for (let i = start; i < end; i++) {
        let sum = B[at + i]!
        for (let k = start; k < i; k++) sum -= L[i * n + k]! * B[at + k]!
        B[at + i] = sum / L[i * n + i]!
      }
    }
    packColumns(B, n, 0, count, start, width, P)
    packColumns(L, n, end, n - end, start, width, Q)
    subtractProduct(B, n, 0, end, P, count, Q, n - end, width, false)
  }
}

/** The inverse of A: (n × n), symmetric and complete, from its Cholesky factor L. */
export function choleskyInverse(L: Float64Array, n: number): Float64Array {
  // Row i of V is L⁻¹ eᵢ, zero before i, so A⁻¹ = V Vᵀ, added up over blocks of V's columns.
  const V = new Float64Array(n * n)
  for (let row = 0; row < n; row++) V[row * n + row] = 1
  solveTriangle(L, n, V, (k) => Math.min(k, n))
  const inverse = new Float64Array(n * n)
  const P = new Float64Array(n * BLOCK)
  for (let start = 0; start < n; start += BLOCK) {
    const width = Math.min(BLOCK, n - start)
    packColumns(V, n, 0, start + width, start, width, P)
    subtractProduct(inverse, n, 0, 0, P, start + width, P, start + width, width, true)
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = -inverse[i * n + j]!
      inverse[i * n + j] = value
      inverse[j * n + i] = value
    }
  }
  return inverse
}
