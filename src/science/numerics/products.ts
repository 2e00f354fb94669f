import { withKernels } from './kernels.ts'

/**
 * Inner products of the rows of A: (n × d) with the rows of B: (m × d), that is A Bᵀ: (n × m); all row-major.
 */
export function productTransposed(A: Float64Array, n: number, B: Float64Array, m: number, d: number): Float64Array {
  const even = d + (d % 2)
  return withKernels(({ kernels, put, take, numbers }) => {
    const [a, b, c] = [put(widened(A, n, d, even)), put(widened(B, m, d, even)), take(n * m * 8)]
    kernels.subtractProduct(c, m, a, n, b, m, even, 0)
    return numbers(c, n * m).map((value) => -value)
  })
}

/** A: (n × d) with a column of zeros more where d is odd, as the kernels want it: they read numbers two by two. */
export function widened(A: Float64Array, n: number, d: number, even: number): Float64Array {
  if (d === even) return A
  const wide = new Float64Array(n * even)
  for (let row = 0; row < n; row++) wide.set(A.subarray(row * d, (row + 1) * d), row * even)
  return wide
}
