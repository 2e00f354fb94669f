const MOST_SUGGESTED = 3

/** The known word that a mistyped one probably meant, as {@link nearestWords} finds it; null when none comes near. */
export function nearestWord(written: string, known: Iterable<string>): string | null {
  return nearestWords(written, known)[0] ?? null
}

/**
 * The known words that a mistyped one may have meant, at most three, the likeliest first.
 *
 * Letter case, spaces, `-` and `_` do not count. Near are words with at most one slip in three letters of the longer
 * one, and always with one slip, unless no letter would be left the same; so `hv` is not offered for `k`. Near are also
 * words of which one begins with the other or holds it whole: `campaign` for `camp`, `YS (MPa)` for `ys`. One in three
 * is our choice: it finds `tension_test` for `tensoin_tset`, and nothing for a word of another meaning.
 */
export function nearestWords(written: string, known: Iterable<string>): string[] {
  const target = lettersOf(written)
  return [...new Set(known)]
    .map((word) => {
      const letters = lettersOf(word)
      const slips = slipsBetween(target, letters)
      const [short, long] = [target.length, letters.length].sort((a, b) => a - b) as [number, number]
      const isHeld = short > 0 && slips > 0 && (holds(word, written) || holds(written, word))
      const isNear = slips <= Math.min(Math.max(1, Math.floor(long / 3)), short - 1) || (short > 0 && slips === 0)
      return { word, slips, isNear: isNear || isHeld, rank: isHeld ? Math.min(slips, 0.5) : slips }
    })
    .filter(({ isNear }) => isNear)
    .sort((a, b) => a.rank - b.rank || a.slips - b.slips)
    .slice(0, MOST_SUGGESTED)
    .map(({ word }) => word)
}

/**
 * The fewest slips of the keyboard between two texts: a letter too many, too few, changed, or two neighbours swapped.
 *
 * Damerau (1964) doi:10.1145/363958.363994 without editing a swapped pair again (optimal string alignment), row by row
 * after Wagner & Fischer (1974) doi:10.1145/321796.321811. Letters are UTF-16 code units; case counts.
 */
export function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const changed = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const swapped = isSwap ? beforeLast[column - 2]! + 1 : Infinity
      current.push(Math.min(last[column]! + 1, current[column - 1]! + 1, changed, swapped))
    }
    beforeLast = last
    last = current
  }
  return last[b.length]!
}

function lettersOf(word: string): string {
  return word.normalize('NFC').toLowerCase().replace(/[\s_-]+/g, '')
}

/** Whether a name begins with a part of at least two letters, or has it as one of its words. */
function holds(name: string, part: string): boolean {
  const letters = lettersOf(part)
  if (letters.length > 1 && lettersOf(name).startsWith(letters)) return true
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => lettersOf(word) === letters)
}
