/** A part of an axis, its lower end first. */
export type Window = readonly [number, number]

/** The window `factor` times as wide about its middle, kept inside the whole; null where it would be the whole. */
export function zoomed(window: Window | null, whole: Window, factor: number): Window | null {
  const [low, high] = window ?? whole
  const middle = (low + high) / 2
  const half = ((high - low) / 2) * factor
  return inside([middle - half, middle + half], whole)
}

/** The window moved by a share of its width, kept inside the whole. */
export function moved(window: Window | null, whole: Window, share: number): Window | null {
  if (window === null) return null
  const width = window[1] - window[0]
  const start = Math.max(whole[0], Math.min(whole[1] - width, window[0] + width * share))
  return [start, start + width]
}

/** Parts narrower than this share of the whole are one value: neighbouring doubles would be drawn as steps. */
const NARROWEST = 1e-9

/** What of a window lies inside the whole; null where that is all of it, or nothing that could be drawn. */
export function inside([low, high]: Window, whole: Window): Window | null {
  const part = [Math.max(low, whole[0]), Math.min(high, whole[1])] as const
  const span = whole[1] - whole[0]
  if (part[1] - part[0] <= span * NARROWEST) return null
  return part[0] <= whole[0] && part[1] >= whole[1] ? null : part
}
