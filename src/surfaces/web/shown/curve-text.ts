import type { ValueSchema } from '#contract/schemas/record.ts'
import type { FieldSchema } from '#contract/schemas/template.ts'
import type { z } from 'zod'
import { say } from '../language.ts'
import { m } from '../messages/compiled/messages.js'
import { countText, measureText, numberText } from './number-text.ts'

export type CurveValue = Extract<z.output<typeof ValueSchema>, { type: 'curve' }>
type Field = z.output<typeof FieldSchema>

/** What an axis is called, by its template where that is known. */
export function axisName(field: Field | undefined, name: string): string {
  const axis = field?.axes?.find((each) => each.name === name)
  return axis ? say(axis.label) : name
}

/** A curve in a few words, beside its field's name: `302 points`. */
export function curveText({ points }: CurveValue): string {
  // A draft's curve is counted when it is accepted.
  if (points === undefined) return m.type_curve()
  return m.curve_short({ points: countText(points) })
}

/** The hub's word on how many points a curve has, in the reader's language; what follows it stays. */
export function pointsText(said: string): string {
  return said.replace(/^(\d+) points/, (_, points: string) => m.curve_short({ points: countText(Number(points)) }))
}

/** From where to where an axis goes: `0–12.3 %`. */
export function spanText({ low, high, unit }: CurveValue['axes'][number]): string {
  return low === undefined || high === undefined ? '–' : `${numberText(low)}…${measureText(high, unit)}`
}
