/**
 * Bounds on how many of `total` rows have all of several cells, when only each column's count of filled cells is known.
 *
 * At most as many as the emptiest column has; at least what is left when the gaps of all columns fall on different
 * rows. `narrowed` says that a further condition may take any of them away.
 */
export function survivingRows(filled: readonly number[], total: number, narrowed = false): { least: number; most: number } {
  const most = Math.min(total, ...filled)
  const gaps = filled.reduce((sum, count) => sum + (total - count), 0)
  return { least: narrowed ? 0 : Math.max(0, total - gaps), most }
}
