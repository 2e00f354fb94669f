import { hash } from 'node:crypto'

const WORDS = 4
const FULLEST = 0.75

/**
 * Numbers texts in the order in which they are first seen, and remembers no more of each than 16 bytes.
 *
 * A text is known by the first 96 bits of its SHA-256: among ten million texts, that two share them has a chance of
 * 6 · 10⁻¹⁶ (n² / 2 over 2⁹⁶). An open table: three words of the hash and the number plus one, or zeros.
 */
export class KnownTexts {
  #slots = new Uint32Array(WORDS * 1024)
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The number of a text; `count` before the call if it was not seen before. */
  numberOf(text: string): number {
    // As a text of one character a byte: a buffer costs three times the hash itself, to make and to clear away.
    const digest = hash('sha256', text, 'binary')
    const [a, b, c] = [wordAt(digest, 0), wordAt(digest, 4), wordAt(digest, 8)]
    const at = this.#find(this.#slots, a, b, c)
    const known = this.#slots[at + 3]!
    if (known > 0) return known - 1
    this.#slots.set([a, b, c, ++this.#count], at)
    if (this.#count * WORDS > FULLEST * this.#slots.length) this.#grow()
    return this.#count - 1
  }

  /** Where the hash stands, or is to stand. */
  #find(slots: Uint32Array, a: number, b: number, c: number): number {
    const mask = slots.length - 1
    let at = (a * WORDS) & mask
    while (slots[at + 3]! > 0 && !(slots[at] === a && slots[at + 1] === b && slots[at + 2] === c)) at = (at + WORDS) & mask
    return at
  }

  #grow(): void {
    const larger = new Uint32Array(2 * this.#slots.length)
    for (let at = 0; at < this.#slots.length; at += WORDS) {
      if (this.#slots[at + 3] === 0) continue
      const [a, b, c] = [this.#slots[at]!, this.#slots[at + 1]!, this.#slots[at + 2]!]
      larger.set(this.#slots.subarray(at, at + WORDS), this.#find(larger, a, b, c))
    }
    this.#slots = larger
  }
}

function wordAt(digest: string, at: number): number {
  const [low, second] = [digest.charCodeAt(at), digest.charCodeAt(at + 1)]
  return (low | second << 8 | digest.charCodeAt(at + 2) << 16 | digest.charCodeAt(at + 3) << 24) >>> 0
}
