import { withKernels } from '#science/numerics/kernels.ts'
import { productTransposed, widened } from '#science/numerics/products.ts'

// Letters: m training rows, n rows to predict, d inputs. X, Z: row-major; ℓ: d length scales.

const SQRT5 = Math.sqrt(5)

/**
 * Covariances of unit amplitude between the rows of X: (m × d) under a Matérn 5/2 kernel with one ℓ per input.
 *
 * k(r) = (1 + √5 r + 5 r²/3) exp(−√5 r), r² = Σ ((x − x′)/ℓ)²; Rasmussen & Williams (2006) eq. 4.17.
 * Writes the lower triangle and the diagonal of K: (m × m), and below the diagonal of G: (m × m) the slope
 * (5/3)(1 + √5 r) exp(−√5 r), which is −∂k/∂r² in units of ℓ, doubled.
 */
export function maternGram(
  X: Float64Array, m: number, d: number, lengths: Float64Array, K: Float64Array, G: Float64Array,
): void {
  const even = d + (d % 2)
  const S = widened(scaled(X, m, d, lengths), m, d, even)
  withKernels(({ kernels, put, take, numbers }) => {
    const [s, squares] = [put(S), take(m * m * 8)]
    kernels.squaredDistances(s, m, even, squares)
    K.set(numbers(squares, m * m))
  })
  for (let i = 0; i < m; i++) {
    K[i * m + i] = 1
    for (let at = i * m; at < i * m + i; at++) {
      const r = SQRT5 * Math.sqrt(K[at]!)
      const e = Math.exp(-r)
      K[at] = (1 + r + (r * r) / 3) * e
      G[at] = (5 / 3) * (1 + r) * e
    }
  }
}

/**
 * Covariances of unit amplitude between the rows of Z: (n × d) and those of X: (m × d); (n × m) row-major.
 *
 * Squared distances are taken as |z|² + |x|² − 2 z·x, three times as fast as differences; with centred inputs the
 * rounding is near 1e-14 of the largest |x|², which shows in k(r) as 1e-14 too, because k is flat at r = 0.
 */
export function maternCross(
  Z: Float64Array, n: number, X: Float64Array, m: number, d: number, lengths: Float64Array,
): Float64Array {
  const A = scaled(Z, n, d, lengths)
  const B = scaled(X, m, d, lengths)
  const a = squaredNorms(A, n, d)
  const b = squaredNorms(B, m, d)
  const K = productTransposed(A, n, B, m, d)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const r = SQRT5 * Math.sqrt(Math.max(0, a[i]! + b[j]! - 2 * K[i * m + j]!))
      K[i * m + j] = (1 + r + (r * r) / 3) * Math.exp(-r)
    }
  }
  return K
}

/**
 * Σᵢⱼ Wᵢⱼ ∂Kᵢⱼ/∂ log ℓ for each of the d inputs, for a symmetric W: (m × m) and unit amplitude.
 *
 * ∂k/∂ log ℓ = (5/3)(1 + √5 r) exp(−√5 r) ((x − x′)/ℓ)². G is as `maternGram` wrote it.
 */
export function maternLengthGradient(
  X: Float64Array, m: number, d: number, lengths: Float64Array, G: Float64Array, W: Float64Array,
): Float64Array {
  const even = d + (d % 2)
  const S = widened(scaled(X, m, d, lengths), m, d, even)
  return withKernels(({ kernels, put, take, numbers }) => {
    const [s, g, w, sums] = [put(S), put(G), put(W), take(even * 8)]
    kernels.lengthGradient(s, m, even, g, w, sums)
    // Twice, for (i, j) and (j, i).
    return numbers(sums, d).map((sum) => 2 * sum)
  })
}

function squaredNorms(S: Float64Array, n: number, d: number): Float64Array {
  return Float64Array.from({ length: n }, (_, row) => {
    let sum = 0
    for (let k = 0; k < d; k++) sum += S[row * d + k]! ** 2
    return sum
  })
}

function scaled(X: Float64Array, n: number, d: number, lengths: Float64Array): Float64Array {
  const S = new Float64Array(n * d)
  const inverse = lengths.map((length) => 1 / length)
  for (let row = 0; row < n; row++) for (let k = 0; k < d; k++) S[row * d + k] = X[row * d + k]! * inverse[k]!
  return S
}
