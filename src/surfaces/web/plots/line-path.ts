import type { Scale } from './scale.ts'

/** Values from point to point; null where one is missing. */
export type Column = readonly (number | null)[]

/** The SVG path through points in their order, lifted where a point is missing; a point alone is drawn as a dot. */
export function linePath(x: Column, y: Column, scales: { readonly x: Scale; readonly y: Scale }): string {
  let path = ''
  let length = 0
  for (let row = 0; row <= x.length; row++) {
    const [at, value] = [x[row] ?? null, y[row] ?? null]
    if (at === null || value === null) {
      if (length === 1) path += 'h0'
      length = 0
      continue
    }
    path += `${length === 0 ? 'M' : 'L'}${scales.x.at(at).toFixed(1)},${scales.y.at(value).toFixed(1)}`
    length++
  }
  return path
}
