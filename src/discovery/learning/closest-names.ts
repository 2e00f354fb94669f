/** Up to three of the names that differ least from a wanted one, for a refusal that helps; case does not count. */
export function closestNames(wanted: string, names: readonly string[]): string[] {
  const target = wanted.toLowerCase()
  return names
    .map((name) => {
      const candidate = name.toLowerCase()
      // A name that holds the wanted one ("YS" in "PROPERTY: YS (MPa)") is closer than its length says.
      const held = candidate.includes(target) || target.includes(candidate)
      return { name, distance: held ? 0 : editDistance(target, candidate) / Math.max(target.length, candidate.length) }
    })
    .filter(({ distance }) => distance <= 0.6)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Levenshtein's distance: insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    previous = current
  }
  return previous[b.length]!
}
