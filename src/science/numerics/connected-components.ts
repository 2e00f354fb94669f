/** A key of each of n rows, by what it is called; null where a row has none. */
export type Keys = { readonly name: string; readonly values: readonly (string | null)[] }

/**
 * Names for each of n rows the component it belongs to, by the smallest row in it; missing keys connect nothing.
 *
 * Disjoint sets with path halving (Tarjan & van Leeuwen 1984).
 */
export function connectedComponents(n: number, groups: readonly Keys[]): Uint32Array {
  const parent = Uint32Array.from({ length: n }, (_, row) => row)
  const find = (row: number) => {
    while (parent[row] !== row) {
      parent[row] = parent[parent[row]!]!
      row = parent[row]!
    }
    return row
  }
  for (const { values } of groups) {
    const firstRow = new Map<string, number>()
    values.forEach((key, row) => {
      if (key === null) return
      const first = firstRow.get(key)
      if (first === undefined) firstRow.set(key, row)
      else {
        const a = find(first)
        const b = find(row)
        parent[Math.max(a, b)] = Math.min(a, b)
      }
    })
  }
  return parent.map((_, row) => find(row))
}
