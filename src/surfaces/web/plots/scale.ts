/** A mapping from values to pixels. */
export type Scale = {
  readonly low: number
  readonly high: number
  /** Pixel of a value. */
  at(value: number): number
  /** Value at a pixel. */
  value(pixel: number): number
}

/** Maps [low, high] to [start, end] pixels; start may lie right of (or below) end. */
export function linearScale([low, high]: readonly [number, number], start: number, end: number): Scale {
  const slope = (end - start) / (high - low || 1)
  return { low, high, at: (value) => start + (value - low) * slope, value: (pixel) => low + (pixel - start) / slope }
}

/** As {@link linearScale}, by the logarithms of values; both ends are above zero. */
export function logScale([low, high]: readonly [number, number], start: number, end: number): Scale {
  const inner = linearScale([Math.log(low), Math.log(high)], start, end)
  return { low, high, at: (value) => inner.at(Math.log(value)), value: (pixel) => Math.exp(inner.value(pixel)) }
}

/** Smallest and largest of the finite values, or null where there are none. */
export function extent(values: Iterable<number | null>): [number, number] | null {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : null
}
