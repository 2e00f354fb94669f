// Matrices are dense, row-major Float64Array.

/**
 * Inner products of the rows of A: (n × d) with the rows of B: (m × d), that is A Bᵀ: (n × m).
 */
export function productTransposed(A: Float64Array, n: number, B: Float64Array, m: number, d: number): Float64Array {
  const C = new Float64Array(n * m)
  subtractProduct(C, m, 0, 0, A, n, B, m, d, false)
  for (let index = 0; index < C.length; index++) C[index] = -C[index]!
  return C
}

/** Copies `count` rows of A from `row` on, columns `col` … `col + width` − 1, into P: (count × width) contiguous. */
export function packColumns(
  A: Float64Array, n: number, row: number, count: number, col: number, width: number, P: Float64Array,
): void {
  for (let index = 0; index < count; index++) {
    const from = (row + index) * n + col
    for (let k = 0; k < width; k++) P[index * width + k] = A[from + k]!
  }
}

/** Rows of Q that are taken together, so that they stay in the first-level cache (32 × 64 numbers are 16 kB). */
const TILE = 32

/**
 * Subtracts P Qᵀ from the part of C: (… × n) that begins at (row0, col0); P: (nP × width), Q: (nQ × width) contiguous.
 *
 * With `lower` only entries on or below the diagonal of that part are touched (a little above it, within pairs).
 * Pairs of rows by pairs of columns: four products for four loads, which is what the loop is bound by.
 */
export function subtractProduct(
  C: Float64Array, n: number, row0: number, col0: number, P: Float64Array, nP: number, Q: Float64Array, nQ: number,
  width: number, lower: boolean,
): void {
  for (let tile = 0; tile < nQ; tile += TILE) {
    const tileEnd = Math.min(nQ, tile + TILE)
    for (let row = lower ? tile : 0; row < nP; row += 2) {
      const p0 = row * width
      const pair = row + 1 < nP
      const p1 = pair ? p0 + width : p0
      const c0 = (row0 + row) * n + col0
      const c1 = c0 + n
      const last = lower ? Math.min(tileEnd, row + 2) : tileEnd
      for (let col = tile; col < last; col += 2) {
        const q0 = col * width
        const two = col + 1 < last
        const q1 = two ? q0 + width : q0
        let s00 = 0, s01 = 0, s10 = 0, s11 = 0
        for (let k = 0; k < width; k++) {
          const x0 = P[p0 + k]!
          const x1 = P[p1 + k]!
          const y0 = Q[q0 + k]!
          const y1 = Q[q1 + k]!
          s00 += x0 * y0
          s01 += x0 * y1
          s10 += x1 * y0
          s11 += x1 * y1
        }
        C[c0 + col]! -= s00
        if (two) C[c0 + col + 1]! -= s01
        if (pair) C[c1 + col]! -= s10
        if (pair && two) C[c1 + col + 1]! -= s11
      }
    }
  }
}
