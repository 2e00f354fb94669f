import type { Columns } from './columns.ts'

/**
 * At most about `most` of a curve's points in their order, so chosen that a drawing of them shows what one of all would.
 *
 * Of each run of neighbours stay the first, the last, those with the smallest and the largest value on every axis, and the
 * first that is missing on an axis, so that no peak is lost and no gap is closed. With `window`, only points with x inside
 * it and their neighbours, which carry the line to its edges; a point that is missing on every axis parts what is not
 * neighbouring.
 */
export function thin(columns: Columns, most: number, window: readonly [number, number] | null = null): Columns {
  const runs = window === null ? [[0, columns[0]!.length] as const] : runsInside(columns[0]!, window)
  const points = runs.reduce((sum, [from, to]) => sum + to - from, 0)
  const kept = columns.map((): number[] => [])
  const add = (row: number | null) => kept.forEach((column, k) => column.push(row === null ? NaN : columns[k]![row]!))
  for (const [place, [from, to]] of runs.entries()) {
    if (place > 0) add(null)
    for (const row of points <= most ? allOf(from, to) : extremesOf(columns, from, to, points / most)) add(row)
  }
  return kept.map((column) => Float64Array.from(column))
}

/** Runs [from, to) of the points in the window, each with the neighbour before and after it. */
function runsInside(x: Float64Array, [low, high]: readonly [number, number]): (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (let row = 0; row < x.length; row++) {
    // A segment that jumps over the whole window crosses it too.
    const crosses = row > 0 && Math.max(x[row - 1]!, x[row]!) >= low && Math.min(x[row - 1]!, x[row]!) <= high
    if (!crosses && !(x[row]! >= low && x[row]! <= high)) continue
    const from = crosses ? row - 1 : row
    const last = runs.at(-1)
    if (last && from <= last[1]) last[1] = row + 1
    else runs.push([from, row + 1])
  }
  return runs
}

function allOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k)
}

function extremesOf(columns: Columns, from: number, to: number, share: number): number[] {
  // Each run gives two ends and on each y axis two extremes; gaps and a wandering x at most double that.
  const size = Math.ceil(share * 2 * columns.length)
  const kept: number[] = []
  for (let start = from; start < to; start += size) {
    const end = Math.min(start + size, to)
    const rows = new Set([start, end - 1])
    for (const column of columns) {
      let low: number | null = null
      let high: number | null = null
      let gap: number | null = null
      for (let row = start; row < end; row++) {
        const value = column[row]!
        if (Number.isNaN(value)) gap ??= row
        else {
          if (low === null || value < column[low]!) low = row
          if (high === null || value > column[high]!) high = row
        }
      }
      for (const row of [low, high, gap]) if (row !== null) rows.add(row)
    }
    kept.push(...[...rows].sort((a, b) => a - b))
  }
  return kept
}
