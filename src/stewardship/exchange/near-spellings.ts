import { slipsBetween } from '#science/nearest-words.ts'
import type { Finding } from './finding.ts'

/** Shorter words differ by a letter and mean something else: CdS and CdSe, ITO and IZO. */
const FEWEST_LETTERS = 7
/** A slip is rare beside the word that was meant. */
const MOST_OFTEN = 0.05
/** Beyond that a column holds names or sentences, which nobody repeats. */
const MOST_WORDS = 500

/** The words of a text column, and how often each was written. */
export class WordCounts {
  #counts: Map<string, number> | null = new Map()

  add(text: string): void {
    for (const word of text.match(/\p{L}+/gu) ?? []) {
      if (word.length < FEWEST_LETTERS || this.#counts === null) continue
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1)
      if (this.#counts.size > MOST_WORDS) this.#counts = null
    }
  }

  /** Rare words that are one slip of the keyboard away from a frequent one: `Perovksite` beside `Perovskite`. */
  slips(): { written: string; times: number; meant: string; often: number }[] {
    const counts = [...this.#counts ?? []]
    return counts.flatMap(([written, times]) => {
      const near = counts.filter(([word, often]) => times <= MOST_OFTEN * often && slipsBetween(word, written) === 1 && !isPlural(word, written))
      const [meant, often] = near.toSorted(([, a], [, b]) => b - a)[0] ?? []
      return meant === undefined ? [] : [{ written, times, meant, often: often! }]
    })
  }
}

function isPlural(word: string, other: string): boolean {
  return word === `${other}s` || other === `${word}s`
}

export function nearSpelling(column: string, { written, times, meant, often }: ReturnType<WordCounts['slips']>[number]): Finding {
  return {
    severity: 'remark', code: 'text.near_spelling', line: null, column, value: written,
    text: {
      en: `“${written}” (${times}) is one letter away from “${meant}” (${often}). It was taken as written; correct the cells if it is a slip.`,
      ko: `“${written}”(${times}회)은(는) “${meant}”(${often}회)와 한 글자 차이입니다. 쓰인 대로 가져왔으니 오기이면 칸을 고치십시오.`,
    },
  }
}
