/** Names by number: `P#` and 3 give P1, P2, P3; `S##` counts 01, 02; without # the number stands behind. */
export function numberedNames(pattern: string, count: number): string[] {
  const marks = /#+/.exec(pattern)?.[0] ?? ''
  return Array.from({ length: count }, (_, n) => {
    const number = String(n + 1).padStart(marks.length, '0')
    return marks === '' ? `${pattern}${count === 1 ? '' : number}` : pattern.replace(marks, number)
  })
}

/** Names by position on a plate or wafer, row by row: A1, A2 … B1; after Z comes AA. */
export function gridNames(rows: number, columns: number): string[] {
  return Array.from({ length: rows }, (_, row) => (
    Array.from({ length: columns }, (_, column) => `${letters(row)}${column + 1}`)
  )).flat()
}

function letters(row: number): string {
  const last = String.fromCharCode(65 + (row % 26))
  return row < 26 ? last : letters(Math.floor(row / 26) - 1) + last
}
