/** A column of a printed table: `right` for numbers; `shrinks` may be cut where the terminal is narrow. */
export type TextColumn = { readonly title: string; readonly right?: boolean; readonly shrinks?: boolean }

const GAP = '  '
/** No column is cut below this, or its cells would say nothing. */
const NARROWEST = 8

/**
 * Lines of a table whose columns are aligned by what the terminal shows: Korean letters are two wide, marks none.
 *
 * `width` is that of the terminal; without it (output into a file or a pipe) nothing is ever cut.
 */
export function textTable(
  columns: readonly TextColumn[], rows: readonly (readonly string[])[], width?: number,
): string {
  const cells = [columns.map(({ title }) => title), ...rows]
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))))
  if (width !== undefined) shrink(widths, columns, width)
  return cells
    .map((row) => columns.map((column, index) => {
      const text = cut(row[index] ?? '', widths[index]!)
      const space = ' '.repeat(widths[index]! - displayWidth(text))
      return column.right ? space + text : text + space
    }).join(GAP).trimEnd())
    .join('\n')
}

/** Lines of `label  value`, the labels as wide as the widest. */
export function labelled(pairs: readonly (readonly [label: string, value: string])[]): string {
  const widest = Math.max(0, ...pairs.map(([label]) => displayWidth(label)))
  return pairs.map(([label, value]) => `${label}${' '.repeat(widest - displayWidth(label))}${GAP}${value}`).join('\n')
}

/** Columns of a terminal that a text takes (Unicode East Asian Width W and F count two, combining marks none). */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text.normalize('NFC')) {
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) continue
    width += WIDE.test(character) ? 2 : 1
  }
  return width
}

const WIDE = new RegExp([
  '[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff',
  '\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6',
  '\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}]',
].join(''), 'u')

function shrink(widths: number[], columns: readonly TextColumn[], width: number): void {
  const total = () => widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1)
  while (total() > width) {
    const widest = widths.reduce((best, one, at) => (columns[at]!.shrinks && one > (widths[best] ?? 0) ? at : best), -1)
    if (widest < 0 || widths[widest]! <= NARROWEST) return
    widths[widest]! -= 1
  }
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}
