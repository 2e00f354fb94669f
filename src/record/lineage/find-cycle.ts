/**
 * A way from `start` back to itself along `next`, or null; used to refuse a process that would make its own ancestor.
 *
 * Depth first, each node once: linear in nodes and edges, however long the way.
 */
export function findCycle(start: string, next: (id: string) => Iterable<string>): readonly string[] | null {
  const seen = new Set<string>()
  const path = [start]
  const following = [next(start)[Symbol.iterator]()]
  while (path.length > 0) {
    const { done, value } = following.at(-1)!.next()
    if (done) {
      path.pop()
      following.pop()
      continue
    }
    if (value === start) return path
    if (seen.has(value)) continue
    seen.add(value)
    path.push(value)
    following.push(next(value)[Symbol.iterator]())
  }
  return null
}
