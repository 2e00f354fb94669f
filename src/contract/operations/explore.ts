import { z } from 'zod'
import { operation } from '../operation.ts'
import { FreshnessSchema, RecordIdSchema, UnitTextSchema } from '../schemas/record.ts'
import { CellSchema, ColumnInfoSchema } from '../schemas/table.ts'
import { HubParams } from './hub.ts'
import { RecordFilterSchema } from './record.ts'

const tag = 'explore'

const ColumnSchema = z.string().min(1).max(300).describe(
  'A field of the rows’ template (`yield_strength`), or one up the lineage (`heat_treatment.temperature`); `source`.',
)

export const BoxSchema = z
  .object({
    /** The cell's terms joined by `+`; text as it stands. */
    category: z.string(),
    /** Values in the box or, below five, drawn as points. */
    n: z.int(),
    /** Bounds and ranges, which belong in no quantile. */
    left_out: z.int(),
    box: z
      .object({ q1: z.number(), median: z.number(), q3: z.number(), low: z.number(), high: z.number(), outliers: z.int() })
      .nullable(),
  })
  .meta({ id: 'Box' })

export const PlotPointSchema = z
  .object({
    record: RecordIdSchema, name: z.string(), x: CellSchema.unwrap(), y: CellSchema.unwrap(), colour: CellSchema,
  })
  .meta({ id: 'PlotPoint' })

export const getPlot = operation({
  id: 'getPlot', method: 'get', path: '/hubs/{hub}/plot', tag,
  summary: 'Pairs of two values of the same thing, wherever along its lineage each was measured; boxes where `x` is a category',
  params: HubParams,
  query: RecordFilterSchema.extend({
    /** Template of which each record makes a row. */
    rows: z.string(),
    x: ColumnSchema, y: ColumnSchema, colour: ColumnSchema.optional(),
    x_unit: UnitTextSchema.optional(), y_unit: UnitTextSchema.optional(),
  }),
  answer: z.object({
    x: ColumnInfoSchema, y: ColumnInfoSchema, colour: ColumnInfoSchema.nullable(),
    /** Records that pass the filter and could make a point. */
    rows: z.int(),
    lacking_x: z.int(), lacking_y: z.int(),
    /** Rows that have both. */
    pairs: z.int(),
    /** What could be drawn as points: all pairs, or beside boxes their outliers and the values of small groups. */
    drawable: z.int(),
    /** All of them, or a sample that is the same each time. */
    points: z.array(PlotPointSchema),
    /** Of all pairs, the largest groups first; null where `x` is a number. */
    boxes: z.array(BoxSchema).nullable(),
    /** Of the index that searched; null where there was nothing to search for. */
    freshness: FreshnessSchema.nullable(),
  }),
})
