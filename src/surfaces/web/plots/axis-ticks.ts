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

/** Widths at 12 px: figures and Latin letters some 7 px, Hangul and other wide signs the whole size. */
export function textWidth(text: string): number {
  let width = 0
  for (const sign of text) width += sign > '\u2e80' ? 12 : 7
  return width
}

/** A text cut to a width at 12 px, with an ellipsis where something is missing. */
export function shortened(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const signs = [...text]
  while (signs.length > 1 && textWidth(`${signs.join('')}…`) > width) signs.pop()
  return `${signs.join('').trimEnd()}…`
}
