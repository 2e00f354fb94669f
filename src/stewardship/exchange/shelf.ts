/** Texts put away until they are asked for, so that memory need not hold them; given back nearly in order they are cheap. */
export type Shelf = {
  /** Puts a text away and says where. */
  put(text: string): number
  /** The text that was put there. */
  at(place: number): string
  close(): void
}

/** A shelf in memory, for files that fit in it. */
export function openMemoryShelf(): Shelf {
  const texts: string[] = []
  return { put: (text) => texts.push(text) - 1, at: (place) => texts[place]!, close: () => void (texts.length = 0) }
}
