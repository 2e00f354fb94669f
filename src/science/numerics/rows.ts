/** Takes rows out of X: (n × d) row-major, in the order of `rows`. */
export function takeRows(X: Float64Array, d: number, rows: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(rows.length * d)
  for (let at = 0; at < rows.length; at++) taken.set(X.subarray(rows[at]! * d, (rows[at]! + 1) * d), at * d)
  return taken
}
