import type { Pixel } from './nearest-point.ts'

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
}

/**
 * The point that an arrow key leads to from `from`: the nearest in that direction, what lies aside counting double; null
 * where there is none, or the key is no arrow. A point that lies mostly aside is in no direction.
 */
export function nextPoint(points: readonly Pixel[], from: number, key: string): number | null {
  const direction = DIRECTIONS[key]
  const start = points[from]
  if (!direction || !start) return null
  const [right, down] = direction
  let best: number | null = null
  let shortest = Infinity
  for (const [index, { x, y }] of points.entries()) {
    const along = (x - start.x) * right + (y - start.y) * down
    const aside = Math.abs((x - start.x) * down) + Math.abs((y - start.y) * right)
    if (along <= aside / 2 || along + 2 * aside >= shortest) continue
    shortest = along + 2 * aside
    best = index
  }
  return best
}
