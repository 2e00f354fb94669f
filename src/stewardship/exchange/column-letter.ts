const LETTERS = 26

/** What a spreadsheet calls a column, the first being 0: 0 is `A`, 26 is `AA`. */
export function columnLetter(place: number): string {
  let text = ''
  for (let rest = place + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    text = String.fromCharCode(65 + ((rest - 1) % LETTERS)) + text
  }
  return text
}

/** Where a cell such as `AB12` stands: its column, the first being 0, and its row, the first being 1; null if it is no such name. */
export function placeOfCell(reference: string): { column: number; row: number } | null {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) - 64
    if (code < 1 || code > LETTERS) break
    column = column * LETTERS + code
  }
  if (at === 0 || at > 3 || !/^[1-9]\d{0,6}$/.test(reference.slice(at))) return null
  return { column: column - 1, row: Number(reference.slice(at)) }
}
