import type { Column, GroupKey } from './columns.ts'

/** What rows with the same inputs say of the noise: the sd within them, from `rows` rows with so many degrees of freedom. */
export type ReplicateNoise = { readonly sd: number; readonly rows: number; readonly degrees: number }

/** The name of the key that rows with the same inputs share. */
export const SAME_INPUTS = 'the same inputs'

/** A key that rows share whose inputs are all the same; null where no row repeats another. */
export function sameInputs(inputs: readonly Column[], n: number): GroupKey | null {
  const values = Array.from({ length: n }, (_, row) => JSON.stringify(inputs.map((column) => column.values[row])))
  return new Set(values).size === n ? null : { name: SAME_INPUTS, values }
}

/**
 * The pooled standard deviation of y of m within rows that repeat each other; null without at least one repeated row.
 *
 * Σ (y − ȳ)² over the groups, divided by Σ (rows − 1): the pure error of the analysis of variance (ISO 5725-2:2019, § 7.4).
 * Only the rows named take part.
 */
export function replicateNoise(
  { values }: GroupKey, y: Float64Array, among: ArrayLike<number>,
): ReplicateNoise | null {
  const groups = new Map<string, number[]>()
  for (const row of Array.from(among)) {
    const group = groups.get(values[row]!)
    if (group) group.push(y[row]!)
    else groups.set(values[row]!, [y[row]!])
  }
  let squares = 0, rows = 0, degrees = 0
  for (const group of groups.values()) {
    if (group.length < 2) continue
    const centre = group.reduce((sum, value) => sum + value, 0) / group.length
    for (const value of group) squares += (value - centre) ** 2
    rows += group.length
    degrees += group.length - 1
  }
  return degrees > 0 ? { sd: Math.sqrt(squares / degrees), rows, degrees } : null
}
