import { z } from 'zod'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import { UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
const window = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, 'a window is written [low, high]')

export const AxisSchema = z
  .strictObject({ name, label: TextSchema, unit: UnitTextSchema, iri: z.url().optional() })
  .meta({ id: 'Axis' })

const summary = { name, axis: name }
export const SummarySchema = z
  .discriminatedUnion('of', [
    z.strictObject({ of: z.enum(['maximum', 'minimum', 'x_at_maximum', 'last_over_first']), ...summary }),
    z.strictObject({ of: z.enum(['value_at', 'x_at']), ...summary, at: z.number() }),
    z.strictObject({ of: z.literal('slope'), ...summary, between: window }),
    z.strictObject({ of: z.enum(['mean', 'area']), ...summary, between: window.optional() }),
  ])
  .meta({ id: 'CurveSummary' })

/**
 * Whether a text is a unit that can be read. A template stays for ever: with a unit that nobody can read, no record of it
 * could be searched.
 */
export function isUnit(text: string): boolean {
  try {
    return parseUnit(text) !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
