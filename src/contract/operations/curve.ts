import { z } from 'zod'
import { operation } from '../operation.ts'
import { DrawnCurveSchema, MOST_COMPARED } from '../schemas/curve.ts'
import { RecordIdSchema } from '../schemas/record.ts'
import { TextSchema } from '../schemas/text.ts'
import { HubParams } from './hub.ts'

/** What of a curve is wanted: points with x in a window, thinned to about so many. */
const PartSchema = z.object({
  /** Ends of the window, in the unit of x that the answer has. */
  from: z.coerce.number().optional(),
  to: z.coerce.number().optional(),
  most: z.coerce.number().int().min(10).max(100_000).default(4000),
})

export const getCurve = operation({
  id: 'getCurve', method: 'get', path: '/records/{id}/curves/{field}', tag: 'record',
  summary: 'Points of a record’s curve in its own units, thinned for drawing; all of them are in the file that the record names',
  params: z.object({ id: RecordIdSchema, field: z.string() }),
  query: PartSchema.extend({ of: z.enum(['values', 'planned']).default('values') }),
  answer: DrawnCurveSchema,
})

export const compareCurves = operation({
  id: 'compareCurves', method: 'get', path: '/hubs/{hub}/curves', tag: 'record',
  summary: `The curves of one field in up to ${MOST_COMPARED} records, all in one unit on each axis; what cannot be shown so is said`,
  params: HubParams,
  query: PartSchema.extend({
    field: z.string(),
    records: z.string().describe('Ids of records, comma-separated'),
    most: z.coerce.number().int().min(10).max(10_000).default(1000),
  }),
  answer: z.object({
    label: TextSchema,
    /** The axes in their template's order; every curve is in these units. */
    axes: z.array(z.object({ name: z.string(), label: TextSchema, unit: z.string() })),
    /** In the order that was asked for; an axis that a curve does not have is left out of it. */
    curves: z.array(z.object({
      record: RecordIdSchema,
      name: z.string(),
      points: z.int(),
      axes: z.record(z.string(), z.object({
        low: z.number().nullable(), high: z.number().nullable(), values: z.array(z.number().nullable()),
      })),
    })),
    left_out: z.array(z.object({ record: z.string(), name: z.string().nullable(), reason: TextSchema })),
  }),
})
