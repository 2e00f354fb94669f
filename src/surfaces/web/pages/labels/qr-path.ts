import encodeQR from 'qr'

/** Modules of quiet around a symbol (ISO/IEC 18004:2015, 5.3.8). */
const QUIET = 4

/**
 * A QR symbol of a text as one SVG path over squares of unit size, with its quiet zone; `size` is the width with it.
 *
 * Error correction M: about 15 % of it may be lost to scratches.
 */
export function qrPath(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })
  const path = rows.map((row, y) => runsOf(row).map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`).join('')).join('')
  return { size: rows.length, path }
}

/** Where runs of dark modules begin in a row, and how long they are. */
function runsOf(row: readonly boolean[]): [from: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, dark] of row.entries()) {
    if (!dark) continue
    const last = runs.at(-1)
    if (last && last[0] + last[1] === x) last[1]++
    else runs.push([x, 1])
  }
  return runs
}
