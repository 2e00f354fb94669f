import { numberText } from '../shown/number-text.ts'
import { tickText } from './tick-text.ts'
import { logTicks, niceTicks } from './ticks.ts'

/** An axis: its range in the data's unit, and its title with the unit. */
export type AxisOf = {
  range: readonly [number, number]; title: string; ticks?: number; percent?: boolean
  /** Logarithmic; both ends of the range are above zero. */
  log?: boolean
  /** What stands at 0, 1, 2 … instead of numbers; `after` stays where the text is cut. */
  names?: readonly { readonly text: string; readonly after: string }[]
}

export type Tick = { readonly value: number; readonly text: string; readonly after?: string }

/** Where an axis is labelled, about `count` times, and with what. */
export function axisTicks({ range: [low, high], percent, log, names }: AxisOf, count: number): readonly Tick[] {
  if (names) return names.map(({ text, after }, value) => ({ value, text, after }))
  if (log) return logTicks(low, high, count).map((value) => ({ value, text: numberText(value, 3) }))
  const { values, decimals } = niceTicks(low, high, count)
  return values.map((value) => ({ value, text: tickText(value, decimals, percent) }))
}
