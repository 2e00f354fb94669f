// Matrices are dense, row-major f64; `stride` is the length of a row in numbers. Addresses are in bytes.

/** Columns taken together; 64 numbers of 32 rows fill half a first-level cache. */
const BLOCK: i32 = 64
/** Rows of Q that are taken together, so that they stay in the first-level cache. */
const TILE: i32 = 32

/** Numbers in a packed row of `width`: even, so that rows are read two numbers at a time. */
// @ts-ignore: decorator
@inline
function packed(width: i32): i32 {
  return (width + 1) & ~1
}

/** Copies `count` rows of `width` numbers at A into P, each filled up with a zero to an even length. */
function pack(A: usize, stride: i32, count: i32, width: i32, P: usize): void {
  const even = packed(width)
  for (let row = 0; row < count; row++) {
    const from = A + (<usize>row * stride << 3)
    const to = P + (<usize>row * even << 3)
    for (let k: usize = 0; k < <usize>width; k++) store<f64>(to + (k << 3), load<f64>(from + (k << 3)))
    if (even > width) store<f64>(to + (<usize>width << 3), 0)
  }
}

// @ts-ignore: decorator
@inline
function sums(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3))
}

/**
 * Subtracts P Qᵀ from C; P: (nP × width), Q: (nQ × width) contiguous, width even.
 *
 * With `lower` only entries on or below the diagonal of C are touched (one above it, within pairs of rows).
 * Two rows by four: eight sums, two rows and four rows of numbers are what 16 registers hold. A row that
 * is missing at the edge is stood in for by the last one, and its sums are dropped.
 */
export function subtractProduct(C: usize, stride: i32, P: usize, nP: i32, Q: usize, nQ: i32, width: i32, lower: bool): void {
  const bytes = <usize>width << 3
  for (let tile = 0; tile < nQ; tile += TILE) {
    const tileEnd = min(nQ, tile + TILE)
    for (let row = lower ? tile : 0; row < nP; row += 2) {
      const pair = row + 1 < nP
      const p0 = P + <usize>row * bytes
      const p1 = pair ? p0 + bytes : p0
      const c0 = C + (<usize>row * stride << 3)
      const c1 = c0 + (<usize>stride << 3)
      const last = lower ? min(tileEnd, row + 2) : tileEnd
      for (let col = tile; col < last; col += 4) {
        const q0 = Q + <usize>col * bytes
        const q1 = Q + <usize>min(col + 1, last - 1) * bytes
        const q2 = Q + <usize>min(col + 2, last - 1) * bytes
        const q3 = Q + <usize>min(col + 3, last - 1) * bytes
        let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00
        let s10 = s00, s11 = s00, s12 = s00, s13 = s00
        for (let k: usize = 0; k < bytes; k += 16) {
          const x0 = v128.load(p0 + k)
          const x1 = v128.load(p1 + k)
          const y0 = v128.load(q0 + k)
          s00 = f64x2.add(s00, f64x2.mul(x0, y0))
          s10 = f64x2.add(s10, f64x2.mul(x1, y0))
          const y1 = v128.load(q1 + k)
          s01 = f64x2.add(s01, f64x2.mul(x0, y1))
          s11 = f64x2.add(s11, f64x2.mul(x1, y1))
          const y2 = v128.load(q2 + k)
          s02 = f64x2.add(s02, f64x2.mul(x0, y2))
          s12 = f64x2.add(s12, f64x2.mul(x1, y2))
          const y3 = v128.load(q3 + k)
          s03 = f64x2.add(s03, f64x2.mul(x0, y3))
          s13 = f64x2.add(s13, f64x2.mul(x1, y3))
        }
        subtractRow(c0 + (<usize>col << 3), sums(s00, s01), sums(s02, s03), last - col)
        if (pair) subtractRow(c1 + (<usize>col << 3), sums(s10, s11), sums(s12, s13), last - col)
      }
    }
  }
}

/** Subtracts the first `count` (at most four) of the numbers in a and b from those at C. */
// @ts-ignore: decorator
@inline
function subtractRow(C: usize, a: v128, b: v128, count: i32): void {
  if (count >= 4) {
    v128.store(C, f64x2.sub(v128.load(C), a))
    v128.store(C, f64x2.sub(v128.load(C, 16), b), 16)
  } else {
    store<f64>(C, load<f64>(C) - f64x2.extract_lane(a, 0))
    if (count > 1) store<f64>(C, load<f64>(C, 8) - f64x2.extract_lane(a, 1), 8)
    if (count > 2) store<f64>(C, load<f64>(C, 16) - f64x2.extract_lane(b, 0), 16)
  }
}

/**
 * Solves T x = b in place for `count` rows b of `width` numbers at B; T: (width × width) lower, in rows of `stride`.
 *
 * Four rows together; those missing at the end are the last one again, read before it is written.
 */
function solveBlock(B: usize, rowLength: i32, count: i32, T: usize, stride: i32, width: i32): void {
  const rowBytes = <usize>rowLength << 3
  for (let row = 0; row < count; row += 4) {
    const b0 = B + <usize>row * rowBytes
    const b1 = B + <usize>min(row + 1, count - 1) * rowBytes
    const b2 = B + <usize>min(row + 2, count - 1) * rowBytes
    const b3 = B + <usize>min(row + 3, count - 1) * rowBytes
    for (let i = 0; i < width; i++) {
      const t = T + (<usize>i * stride << 3)
      let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0
      const at = <usize>i << 3
      const pairs = <usize>(i & ~1) << 3
      for (let k: usize = 0; k < pairs; k += 16) {
        const y = v128.load(t + k)
        s0 = f64x2.add(s0, f64x2.mul(v128.load(b0 + k), y))
        s1 = f64x2.add(s1, f64x2.mul(v128.load(b1 + k), y))
        s2 = f64x2.add(s2, f64x2.mul(v128.load(b2 + k), y))
        s3 = f64x2.add(s3, f64x2.mul(v128.load(b3 + k), y))
      }
      let a = sums(s0, s1), b = sums(s2, s3)
      if (pairs < at) {
        const y = v128.load64_splat(t + pairs)
        a = f64x2.add(a, f64x2.mul(both(b0 + pairs, b1 + pairs), y))
        b = f64x2.add(b, f64x2.mul(both(b2 + pairs, b3 + pairs), y))
      }
      const diagonal = v128.load64_splat(t + at)
      a = f64x2.div(f64x2.sub(both(b0 + at, b1 + at), a), diagonal)
      b = f64x2.div(f64x2.sub(both(b2 + at, b3 + at), b), diagonal)
      store<f64>(b0 + at, f64x2.extract_lane(a, 0))
      store<f64>(b1 + at, f64x2.extract_lane(a, 1))
      store<f64>(b2 + at, f64x2.extract_lane(b, 0))
      store<f64>(b3 + at, f64x2.extract_lane(b, 1))
    }
  }
}

/** The numbers at two addresses. */
// @ts-ignore: decorator
@inline
function both(a: usize, b: usize): v128 {
  return f64x2.replace_lane(v128.load64_splat(a), 1, load<f64>(b))
}

/**
 * Factors A: (n × n) into L Lᵀ in place, false if it is not positive definite; P: room for n × 64.
 *
 * Right-looking blocks (Golub & Van Loan, Matrix Computations, 4th ed., § 4.2.9).
 */
export function factor(A: usize, n: i32, P: usize): bool {
  for (let start = 0; start < n; start += BLOCK) {
    const width = min(BLOCK, n - start)
    const corner = A + (<usize>start * (n + 1) << 3)
    for (let i = 0; i < width; i++) {
      const x = corner + (<usize>i * n << 3)
      for (let j = 0; j <= i; j++) {
        const y = corner + (<usize>j * n << 3)
        let sum = load<f64>(x + (<usize>j << 3))
        for (let k: usize = 0; k < <usize>j; k++) sum -= load<f64>(x + (k << 3)) * load<f64>(y + (k << 3))
        if (j < i) sum /= load<f64>(y + (<usize>j << 3))
        else if (sum > 0 && sum < Infinity) sum = sqrt(sum)
        else return false
        store<f64>(x + (<usize>j << 3), sum)
      }
      memory.fill(x + (<usize>(i + 1) << 3), 0, <usize>(n - start - i - 1) << 3)
    }
    const below = n - start - width
    const panel = corner + (<usize>width * n << 3)
    solveBlock(panel, n, below, corner, n, width)
    pack(panel, n, below, width, P)
    subtractProduct(panel + (<usize>width << 3), n, P, below, P, below, packed(width), true)
  }
  return true
}

/**
 * Solves L x = b in place for the rows b of B: (count × n), L: (n × n); P: room for count × 64, Q: for n × 64.
 *
 * With `unit` B is I as it comes, so that row k is zero before column k and stays so.
 */
export function solveRows(L: usize, n: i32, B: usize, count: i32, unit: bool, P: usize, Q: usize): void {
  for (let start = 0; start < n; start += BLOCK) {
    const width = min(BLOCK, n - start)
    const end = start + width
    const rows = unit ? end : count
    const corner = L + (<usize>start * (n + 1) << 3)
    const columns = B + (<usize>start << 3)
    solveBlock(columns, n, rows, corner, n, width)
    pack(columns, n, rows, width, P)
    pack(corner + (<usize>width * n << 3), n, n - end, width, Q)
    subtractProduct(columns + (<usize>width << 3), n, P, rows, Q, n - end, packed(width), false)
  }
}

/**
 * Replaces L: (n × n) by A⁻¹ = V Vᵀ, where A = L Lᵀ and row i of V is L⁻¹ eᵢ, zero before i.
 *
 * V: room for n × n, P and Q: for n × 64.
 */
export function invert(L: usize, n: i32, V: usize, P: usize, Q: usize): void {
  memory.fill(V, 0, <usize>n * n << 3)
  for (let i: usize = 0; i < <usize>n; i++) store<f64>(V + (i * (n + 1) << 3), 1)
  solveRows(L, n, V, n, true, P, Q)
  memory.fill(L, 0, <usize>n * n << 3)
  for (let start = 0; start < n; start += BLOCK) {
    const width = min(BLOCK, n - start)
    pack(V + (<usize>start << 3), n, start + width, width, P)
    subtractProduct(L, n, P, start + width, P, start + width, packed(width), true)
  }
  for (let i: usize = 0; i < <usize>n; i++) {
    for (let j: usize = 0; j <= i; j++) {
      const at = L + (i * n + j << 3)
      const value = -load<f64>(at)
      store<f64>(at, value)
      store<f64>(L + (j * n + i << 3), value)
    }
  }
}
