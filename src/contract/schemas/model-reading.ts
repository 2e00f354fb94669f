import { z } from 'zod'
import { PredictionInputSchema } from './model.ts'
import { TextSchema } from './text.ts'

const cell = z.union([z.number(), z.string(), z.null()])

/** The rows that a model was judged on, with what it was told of each: to hold errors against any input. */
export const ModelRowsSchema = z
  .object({
    /** Values stand in the order of `rows`; of a composition there is a column for the share of each frequent element. */
    columns: z.array(z.object({
      name: z.string(), label: TextSchema, kind: z.enum(['number', 'category']), unit: z.string().nullable(), values: z.array(cell),
    })),
    /** On the scale that the model learned: log10 with a log target. */
    rows: z.array(z.object({
      record: z.uuid(), name: z.string(), observed: z.number(), mean: z.number(), low: z.number(), high: z.number(),
    })),
  })
  .meta({ id: 'ModelRows' })

/** What a model says when one input is set to a value and all others stay as they are in the rows learned from. */
export const DependenceSchema = z
  .object({
    input: z.string(),
    unit: z.string().nullable(),
    points: z.array(z.object({
      at: z.union([z.number(), z.string()]),
      mean: z.number(),
      /** Between which four in five of the rows lie. */
      low: z.number(),
      high: z.number(),
      /** The mean sd of single predictions there. */
      sd: z.number(),
    })),
  })
  .meta({ id: 'Dependence' })

/** A row that the model learned from, by its record, or a case that is described. */
export const ComparedSchema = z.union([
  z.strictObject({ record: z.uuid() }), z.strictObject({ case: PredictionInputSchema }),
])

const part = z.object({ name: z.string(), label: TextSchema, value: z.number() })
const side = z.object({ name: z.string().nullable(), mean: z.number(), observed: z.number().nullable() })

/** Why one prediction is another than that: the difference, split so that the parts of each list add up to it. */
export const DifferenceSchema = z
  .object({
    one: side,
    other: side,
    unit: z.string().nullable(),
    by_column: z.array(part.extend({ one: cell, other: cell, unit: z.string().nullable() })),
    by_template: z.array(part),
    by_stage: z.array(part),
  })
  .meta({ id: 'Difference' })

/** What has come into the table since a model learned from it, and how the model fares with that. */
export const ModelNewsSchema = z
  .object({
    /** Rows of the table that the model did not learn from and that have a value of the target. */
    rows: z.int(),
    /** Rows that the model learned from and that are no longer in the table. */
    gone: z.int(),
    mae: z.number().nullable(),
    /** The share of new values inside their 90 % intervals. */
    coverage_90: z.number().nullable(),
    /** The share of new rows outside of what the model learned from. */
    outside: z.number().nullable(),
    unit: z.string().nullable(),
    /** What of this is unlikely to be chance. */
    alarms: z.array(TextSchema),
  })
  .meta({ id: 'ModelNews' })
