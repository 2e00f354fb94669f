import type { z } from 'zod'
import type { BoxSchema } from '#contract/operations/explore.ts'
import { boxOf } from '#science/numerics/box.ts'
import type { Point } from './get-plot.ts'

type Grouped = { readonly boxes: z.infer<typeof BoxSchema>[]; readonly points: readonly Point[] }

/**
 * The box of each category, the largest groups first, with the points to draw beside them: outliers, and all values of
 * groups too small for a box. What is only a bound or a range is in neither.
 */
export function boxesOf(points: readonly Point[]): Grouped {
  const groups = new Map<string, Point[]>()
  for (const point of points) {
    const group = groups.get(String(point.x.value))
    if (group) group.push(point)
    else groups.set(String(point.x.value), [point])
  }
  const boxes: Grouped['boxes'] = []
  const drawn = new Set<Point>()
  for (const [category, group] of groups) {
    const exact = group.filter(({ y }) => y.bound === undefined && y.high === undefined)
    const box = boxOf(exact.map(numberOf))
    for (const point of exact) if (!box || numberOf(point) < box.low || numberOf(point) > box.high) drawn.add(point)
    boxes.push({
      category, n: exact.length, left_out: group.length - exact.length,
      box: box && { q1: box.q1, median: box.median, q3: box.q3, low: box.low, high: box.high, outliers: box.outliers.length },
    })
  }
  boxes.sort((a, b) => b.n - a.n || (a.category < b.category ? -1 : 1))
  return { boxes, points: points.filter((point) => drawn.has(point)) }
}

function numberOf({ y }: Point): number {
  return y.value as number
}
