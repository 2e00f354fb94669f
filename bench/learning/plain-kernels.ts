// What the kernels are measured against: the same methods in plain TypeScript, blocked and unrolled for V8 as well as we could.
const BLOCK = 64
const TILE = 32

function pack(A: Float64Array, n: number, row: number, count: number, col: number, width: number, P: Float64Array) {
  for (let index = 0; index < count; index++) {
    const from = (row + index) * n + col
    for (let k = 0; k < width; k++) P[index * width + k] = A[from + k]!
  }
}

/** Subtracts P Qᵀ from the part of C: (… × n) that begins at (row0, col0), pairs of rows by pairs of columns. */
function subtractProduct(
  C: Float64Array, n: number, row0: number, col0: number, P: Float64Array, nP: number, Q: Float64Array, nQ: number,
  width: number, lower: boolean,
) {
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

/** Factors A: (n × n) into L Lᵀ in place, lower triangle only; A is positive definite. */
export function plainCholesky(A: Float64Array, n: number) {
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
        A[rowAt + col] = col < row ? sum / A[colAt + col]! : Math.sqrt(sum)
      }
    }
    const below = n - end
    pack(A, n, end, below, start, width, panel)
    subtractProduct(A, n, end, end, panel, below, panel, below, width, true)
  }
}

/** Solves L x = b in place for the rows b of B, of which the first `rowsAt(k)` are other than zero up to entry k. */
export function plainSolveRows(L: Float64Array, n: number, B: Float64Array, rowsAt: (k: number) => number) {
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
    pack(B, n, 0, count, start, width, P)
    pack(L, n, end, n - end, start, width, Q)
    subtractProduct(B, n, 0, end, P, count, Q, n - end, width, false)
  }
}

/** A⁻¹ from L; without copying one triangle into the other. */
export function plainInverse(L: Float64Array, n: number): Float64Array {
  const V = new Float64Array(n * n)
  for (let row = 0; row < n; row++) V[row * n + row] = 1
  plainSolveRows(L, n, V, (k) => Math.min(k, n))
  const inverse = new Float64Array(n * n)
  const P = new Float64Array(n * BLOCK)
  for (let start = 0; start < n; start += BLOCK) {
    const width = Math.min(BLOCK, n - start)
    pack(V, n, 0, start + width, start, width, P)
    subtractProduct(inverse, n, 0, 0, P, start + width, P, start + width, width, true)
  }
  return inverse
}

/** Matérn 5/2 covariances K and √5 r below the diagonals, of scaled inputs S: (m × d). */
export function plainGram(S: Float64Array, m: number, d: number, K: Float64Array, R: Float64Array) {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += (S[i * d + k]! - S[j * d + k]!) ** 2
      const r = Math.sqrt(5 * sum)
      R[i * m + j] = r
      K[i * m + j] = (1 + r + (r * r) / 3) * Math.exp(-r)
    }
  }
}

/** Σᵢⱼ Wᵢⱼ ∂Kᵢⱼ/∂ log ℓ for each input, with R as `plainGram` wrote it. */
export function plainLengthGradient(S: Float64Array, m: number, d: number, R: Float64Array, W: Float64Array): Float64Array {
  const gradient = new Float64Array(d)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) {
      const r = R[i * m + j]!
      const weight = 2 * W[i * m + j]! * (5 / 3) * (1 + r) * Math.exp(-r)
      for (let k = 0; k < d; k++) {
        const difference = S[i * d + k]! - S[j * d + k]!
        gradient[k]! += weight * difference * difference
      }
    }
  }
  return gradient
}
