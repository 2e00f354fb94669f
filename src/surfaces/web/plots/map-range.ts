import { extent } from './scale.ts'

export type Place = { readonly x: number; readonly y: number }
type Range = readonly [number, number]

/** Height over width of a map's inner rectangle: beyond these the shorter side is given more room. */
const FLATTEST = 0.3
const TALLEST = 1.15

/** Distance to the nearest other place, of the place that a quarter of all are nearer than; null where all lie on one point. */
export function spacingOf(places: readonly Place[]): number | null {
  const nearest = places.map((here) => Math.sqrt(places.reduce((least, there) => {
    const squared = (here.x - there.x) ** 2 + (here.y - there.y) ** 2
    return squared > 0 && squared < least ? squared : least
  }, Infinity))).filter(Number.isFinite).sort((a, b) => a - b)
  return nearest[Math.floor(nearest.length / 4)] ?? null
}

/** Ranges that hold all places with half a spacing about them, and the aspect at which both axes have one scale. */
export function mapRange(places: readonly Place[]): { x: Range; y: Range; aspect: number } {
  const room = (spacingOf(places) ?? 10) * 0.75
  const [xLow, xHigh] = extent(places.map(({ x }) => x)) ?? [0, 1]
  const [yLow, yHigh] = extent(places.map(({ y }) => y)) ?? [0, 1]
  let [width, height] = [xHigh - xLow + 2 * room, yHigh - yLow + 2 * room]
  width = Math.max(width, height / TALLEST)
  height = Math.max(height, width * FLATTEST)
  const about = (low: number, high: number, span: number): Range => [(low + high - span) / 2, (low + high + span) / 2]
  return { x: about(xLow, xHigh, width), y: about(yLow, yHigh, height), aspect: height / width }
}
