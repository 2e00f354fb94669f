import type { z } from 'zod'
import type { CellSchema } from '#contract/schemas/table.ts'

export type DrawnCell = NonNullable<z.infer<typeof CellSchema>>

/** A number as an axis draws it: where its mark stands, how far it may lie, and whether it is a bound only. */
export type DrawnValue = {
  readonly at: number
  /** One standard uncertainty, the interval, or the range, to either side; null where nothing is known. */
  readonly bar: readonly [number, number] | null
  /** −1 for “below”, 1 for “above”; 0 for a value. */
  readonly toward: -1 | 0 | 1
  /** Neither a bound nor a range. */
  readonly exact: boolean
}

/** A numeric cell as it is drawn; a range has its mark in the middle. */
export function drawnValue({ value, high, bound, uncertainty }: DrawnCell): DrawnValue {
  const number = value as number
  const toward = bound?.startsWith('<') ? -1 : bound?.startsWith('>') ? 1 : 0
  const exact = high === undefined && toward === 0
  if (high !== undefined) return { at: (number + high) / 2, bar: [number, high], toward, exact }
  if (!uncertainty) return { at: number, bar: null, toward, exact }
  const bar = uncertainty.kind === 'interval'
    ? [uncertainty.low, uncertainty.high] as const
    : [number - uncertainty.value, number + uncertainty.value] as const
  return { at: number, bar, toward, exact }
}

/** The range of an axis that holds all of these values and their bars, with some room; null where there are none. */
export function drawnRange(values: readonly DrawnValue[], log: boolean): readonly [number, number] | null {
  const ends = values.flatMap(({ at, bar }) => [at, ...(bar ?? [])]).filter((end) => !log || end > 0)
  if (ends.length === 0) return null
  const [low, high] = ends.reduce(([least, most], end) => [Math.min(least, end), Math.max(most, end)], [Infinity, -Infinity])
  if (log) {
    const room = Math.max(1.05, (high / low) ** 0.04)
    return [low / room, high * room]
  }
  const room = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1
  return [low - room, high + room]
}
