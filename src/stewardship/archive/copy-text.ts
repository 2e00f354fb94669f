// PostgreSQL's text format of COPY (documentation of COPY, “Text Format”): a row a line, cells parted by tabs, \N for null.

const NEWLINE = 0x0a
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** How many rows a piece of whole lines holds: a line end within a cell is written `\n`. */
export function countRows(piece: Uint8Array): number {
  let rows = 0
  for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) rows++
  return rows
}

/** The cells of every row of a piece of whole lines, as PostgreSQL wrote them out; null where a value is missing. */
export function* rowsOfCopy(piece: Buffer): Generator<(string | null)[]> {
  for (const line of piece.toString().split('\n').slice(0, -1)) yield line.split('\t').map(cellText)
}

function cellText(written: string): string | null {
  if (written === '\\N') return null
  return written.includes('\\') ? written.replace(/\\(.)/gs, (_, sign: string) => ESCAPES[sign] ?? sign) : written
}
