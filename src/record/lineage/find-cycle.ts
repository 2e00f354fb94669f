/**
 * A way from `start` back to itself along `next`, or null; used to refuse a process that would make its own ancestor.
 *
 * Depth first, each node once: linear in nodes and edges.
 */
export function findCycle(start: string, next: (id: string) => Iterable<string>): readonly string[] | null {
  const seen = new Set<string>()
  const path: string[] = []
  const walk = (id: string): boolean => {
    path.push(id)
    for (const following of next(id)) {
      if (following === start) return true
      if (seen.has(following)) continue
      seen.add(following)
      if (walk(following)) return true
    }
    path.pop()
    return false
  }
  return walk(start) ? path : null
}
