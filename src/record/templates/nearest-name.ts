/**
 * The known name that a mistyped one probably meant; null when none comes near.
 *
 * Letter case, spaces, `-` and `_` do not count. Near means at most one slip in three letters (Levenshtein 1966).
 */
export function nearestName(written: string, known: readonly string[]): string | null {
  const target = plain(written)
  let best: { name: string; slips: number } | null = null
  for (const name of known) {
    const candidate = plain(name)
    const slips = slipsBetween(target, candidate)
    if (slips > Math.max(target.length, candidate.length) / 3) continue
    if (!best || slips < best.slips) best = { name, slips }
  }
  return best?.name ?? null
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** Insertions, deletions and replacements that turn one text into the other. */
function slipsBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, replaced))
    }
    previous = current
  }
  return previous[b.length]!
}
