/**
 * The known word that a mistyped one probably meant; null when none comes near.
 *
 * One slip is a letter too many, too few, changed, or two neighbours swapped (optimal string alignment, Damerau 1964):
 * `lsit` is one slip from `list`. Near means at most one slip in three letters and always at least one, or the
 * beginning of a word.
 */
export function nearestWord(written: string, known: readonly string[]): string | null {
  const target = written.toLowerCase()
  let best: { word: string; slips: number } | null = null
  for (const word of known) {
    const begins = target.length >= 2 && word.startsWith(target)
    const slips = begins ? 0.5 : slipsBetween(target, word.toLowerCase())
    if (slips > Math.max(1, Math.floor(Math.max(target.length, word.length) / 3)) || slips >= word.length) continue
    if (!best || slips < best.slips) best = { word, slips }
  }
  return best?.word ?? null
}

function slipsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1] ? 0 : 1
      let slips = Math.min(rows[i - 1]![k]! + 1, row[k - 1]! + 1, rows[i - 1]![k - 1]! + same)
      const isSwap = i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1]
      if (isSwap) slips = Math.min(slips, rows[i - 2]![k - 2]! + 1)
      row.push(slips)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
