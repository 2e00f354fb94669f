import { shapePath } from './category-marks.ts'
import type { Shape } from './category-marks.ts'
import type { DrawnValue } from './drawn-value.ts'
import type { Area } from './Frame.svelte'

/** A pair to be drawn, with where it came from. */
export type Mark = { readonly index: number; readonly x: DrawnValue; readonly y: DrawnValue }

/** Radius of a mark in pixels. */
export const MARK_SIZE = 3.6
const ARROW = 13
/** Marks in one path cannot be seen through each other, so a crowd is spread over several. */
const LAYERS = 12
const CROWD = 60

/** Filled marks of measured values, in a few paths, and open ones of bounds and ranges, with arrows to where the value lies. */
export function markPaths(marks: readonly Mark[], shape: Shape, area: Area): { filled: readonly string[]; open: string } {
  const filled = Array.from({ length: marks.length > CROWD ? LAYERS : 1 }, () => '')
  let open = ''
  for (const [place, { x, y }] of marks.entries()) {
    const [px, py] = [area.x.at(x.at), area.y.at(y.at)]
    const outline = shapePath(shape, px, py, MARK_SIZE)
    if (x.exact && y.exact) filled[place % filled.length] += outline
    else open += outline + arrow(px, py, x.toward, 0) + arrow(px, py, 0, -y.toward as -1 | 0 | 1)
  }
  return { filled: filled.filter((path) => path !== ''), open }
}

/** Uncertainties and ranges as lines; what leaves the frame of a logarithmic axis ends at its edge. */
export function barPaths(marks: readonly Mark[], area: Area): readonly string[] {
  let path = ''
  for (const { x, y } of marks) {
    const [px, py] = [area.x.at(x.at).toFixed(1), area.y.at(y.at).toFixed(1)]
    if (x.bar) path += `M${within(area, 'x', x.bar[0])},${py}H${within(area, 'x', x.bar[1])}`
    if (y.bar) path += `M${px},${within(area, 'y', y.bar[0])}V${within(area, 'y', y.bar[1])}`
  }
  return path === '' ? [] : [path]
}

function within(area: Area, axis: 'x' | 'y', value: number): string {
  const scale = area[axis]
  const pixel = scale.at(Math.max(scale.low, Math.min(scale.high, value)))
  return pixel.toFixed(1)
}

/** A line from a mark towards the left (−1) or right, up (−1) or down, with its head. */
function arrow(x: number, y: number, right: -1 | 0 | 1, down: -1 | 0 | 1): string {
  if (right === 0 && down === 0) return ''
  const point = (along: number, across: number) => (
    `${(x + right * along + down * across).toFixed(1)},${(y + down * along + right * across).toFixed(1)}`
  )
  return `M${point(MARK_SIZE, 0)}L${point(ARROW, 0)}M${point(ARROW - 4, -3)}L${point(ARROW, 0)}L${point(ARROW - 4, 3)}`
}
