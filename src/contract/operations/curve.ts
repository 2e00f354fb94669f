import { z } from 'zod'
import { operation } from '../operation.ts'
import { RecordIdSchema } from '../schemas/record.ts'

/** What of a curve is wanted: points with x in a window, thinned to about so many. */
const PartSchema = z.object({
  /** Ends of the window, in the unit of x that the answer has. */
  from: z.coerce.number().optional(),
  to: z.coerce.number().optional(),
  most: z.coerce.number().int().min(10).max(100_000).default(4000),
})

/** A curve for drawing: its extremes and gaps stay, however few points are asked for. */
export const DrawnCurveSchema = z
  .object({
    axes: z.array(z.object({ name: z.string(), unit: z.string(), values: z.array(z.number().nullable()) })),
    /** Points of the whole curve, and how many of them are drawn. */
    points: z.int(),
    drawn: z.int(),
  })
  .meta({ id: 'DrawnCurve' })

export const getCurve = operation({
  id: 'getCurve', method: 'get', path: '/records/{id}/curves/{field}', tag: 'record',
  summary: 'Points of a record’s curve in its own units, thinned for drawing; all of them are in the file that the record names',
  params: z.object({ id: RecordIdSchema, field: z.string() }),
  query: PartSchema.extend({ of: z.enum(['values', 'planned']).default('values') }),
  answer: DrawnCurveSchema,
})
