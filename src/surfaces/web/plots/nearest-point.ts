export type Pixel = { readonly x: number; readonly y: number }

/** Index of the point nearest to a pixel, or null where none lies within `reach` pixels. */
export function nearestPoint(points: readonly Pixel[], x: number, y: number, reach: number): number | null {
  let best: number | null = null
  let shortest = reach * reach
  for (let index = 0; index < points.length; index++) {
    const { x: px, y: py } = points[index]!
    const squared = (px - x) ** 2 + (py - y) ** 2
    if (squared <= shortest) {
      shortest = squared
      best = index
    }
  }
  return best
}
