import { withUnit } from '#science/quantities/with-unit.ts'
import type { Text } from '#science/refusal.ts'

/** The least and the greatest value that is physically possible, both included; null where a side is open. */
export type Bounds = readonly [number | null, number | null]

/** The number, or the bound that it passes. */
export function clip(value: number, [low, high]: Bounds): number {
  if (low !== null && value < low) return low
  return high !== null && value > high ? high : value
}

/** Both ends of an interval clipped; one that lies wholly outside becomes the bound itself. */
export function clipInterval([from, to]: readonly [number, number], bounds: Bounds): readonly [number, number] {
  return [clip(from, bounds), clip(to, bounds)]
}

/**
 * The sides that hold for every value observed, null where none does.
 *
 * A bound that a measured value passes is evidently not hard, and clipping there would deny what was seen.
 */
export function holdingBounds(bounds: Bounds, observed: readonly number[]): Bounds | null {
  const [low, high] = bounds
  const holding: Bounds = [
    low !== null && observed.every((value) => value >= low) ? low : null,
    high !== null && observed.every((value) => value <= high) ? high : null,
  ]
  return isOpen(holding) ? null : holding
}

/** Bounds on a model's own scale; on that of log10, 0 and what lies below it is no bound at all. */
export function boundsOnScale(bounds: Bounds, log: boolean): Bounds {
  if (!log) return bounds
  const [low, high] = bounds
  const logOf = (value: number | null) => (value !== null && value > 0 ? Math.log10(value) : null)
  return [logOf(low), logOf(high)]
}

/** Says where intervals stop and where a value observed keeps them from stopping; nothing for a target without bounds. */
export function boundsNotes(name: string, unit: string | null, stated: Bounds, holding: Bounds | null): Text[] {
  const written = (value: number) => withUnit(String(value), unit)
  const ends = (holding ?? [null, null]).flatMap((end) => (end === null ? [] : [written(end)]))
  const passed = stated.flatMap((end, side) => (end === null || holding?.[side] === end ? [] : [written(end)]))
  return [
    ...(ends.length > 0 ? [{
      en: `Intervals stop at what is physically possible for "${name}": ${ends.join(' and ')}.`,
      ko: `예측 구간은 "${name}"의 물리적 한계(${ends.join(', ')})를 넘지 않습니다.`,
    }] : []),
    ...(passed.length > 0 ? [{
      en: `Intervals may pass ${passed.join(' and ')}, the stated bound of "${name}", because observed values do.`,
      ko: `관측값이 "${name}"의 정해진 한계(${passed.join(', ')})를 벗어나므로 예측 구간도 이를 넘을 수 있습니다.`,
    }] : []),
  ]
}

function isOpen([low, high]: Bounds): boolean {
  return low === null && high === null
}
