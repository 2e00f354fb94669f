/** A box of the drawing, in pixels from its upper left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Boxes in a line, and a path from each to each that learns from it; `height` of the whole. */
export type ChainDrawing = { readonly boxes: readonly Box[]; readonly edges: readonly string[]; readonly height: number }

const HEIGHT = 104
const GAP = 40
/** Room that an arc over one box takes beside the line. */
const ARC = 22
const LEAST_WIDTH = 132

/**
 * Lays `n` boxes out, from left to right where there is room for them, else from top to bottom.
 *
 * Every box learns from all before it: from the next but one on by an arc beside the line, the farther the wider.
 */
export function drawChain(n: number, width: number): ChainDrawing {
  const room = Math.max(0, n - 2) * ARC
  const across = (width - (n - 1) * GAP) / n
  const pairs = Array.from({ length: n }, (_, to) => Array.from({ length: to }, (_one, from) => [from, to] as const)).flat()
  if (across >= LEAST_WIDTH) {
    const size = Math.min(across, 240)
    const boxes = Array.from({ length: n }, (_, at) => ({ x: at * (size + GAP), y: room, width: size, height: HEIGHT }))
    const edges = pairs.map(([from, to]) => {
      const [a, b] = [boxes[from]!, boxes[to]!]
      if (to === from + 1) return `M${a.x + a.width},${a.y + 52}H${b.x - 6}`
      const [start, end, top] = [a.x + a.width * 0.7, b.x + b.width * (0.15 + 0.1 * from), a.y - (to - from - 1) * ARC + 6]
      return `M${start},${a.y}C${start},${top - 8} ${end},${top - 8} ${end},${b.y - 6}`
    })
    return { boxes, edges, height: room + HEIGHT }
  }
  const boxes = Array.from({ length: n }, (_, at) => ({ x: room, y: at * (HEIGHT + GAP), width: width - room, height: HEIGHT }))
  const edges = pairs.map(([from, to]) => {
    const [a, b] = [boxes[from]!, boxes[to]!]
    const centre = a.x + Math.min(60, a.width / 3)
    if (to === from + 1) return `M${centre},${a.y + a.height}V${b.y - 6}`
    const [start, end, left] = [a.y + a.height * 0.7, b.y + b.height * (0.2 + 0.1 * from), a.x - (to - from - 1) * ARC + 6]
    return `M${a.x},${start}C${left - 8},${start} ${left - 8},${end} ${b.x - 6},${end}`
  })
  return { boxes, edges, height: n * HEIGHT + (n - 1) * GAP }
}
