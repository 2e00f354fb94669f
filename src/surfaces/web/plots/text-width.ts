/** Widths at 12 px: figures and Latin letters some 7 px, Hangul and other wide signs the whole size. */
export function textWidth(text: string): number {
  let width = 0
  for (const sign of text) width += sign > '\u2e80' ? 12 : 7
  return width
}

/** A text cut to a width at 12 px, with an ellipsis where something is missing. */
export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const signs = [...text]
  while (signs.length > 1 && textWidth(`${signs.join('')}…`) > width) signs.pop()
  return `${signs.join('').trimEnd()}…`
}
