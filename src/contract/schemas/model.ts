import { z } from 'zod'
import { TextSchema } from './text.ts'

/** What a caller asks to be learned; columns are names of the table's columns. */
export const ModelRequestSchema = z
  .strictObject({
    table: z.uuid(),
    /** A frozen table of it: then its rows are learned from, whatever has become of the records since. */
    frozen: z.uuid().optional(),
    target: z.string(),
    inputs: z.array(z.string()).min(1),
    /** Those of the inputs that come out on the way and are not known beforehand, such as a grain size: then a chain is learned beside the flat model. */
    on_the_way: z.array(z.string()).optional(),
    /** Rows that share a value in any of these columns never stand on both sides of a fold. */
    groups: z.array(z.string()).default([]),
    log_target: z.boolean().default(false),
    seed: z.int().default(1),
  })
  .meta({ id: 'ModelRequest' })

const interval = z.tuple([z.number(), z.number()])

/** Keys "50", "80", "90", "95": per cent. */
export const IntervalsSchema = z.record(z.string(), interval)

export const ScoresSchema = z
  .object({
    n: z.int(),
    mae: z.number().nullable(),
    rmse: z.number().nullable(),
    r2: z.number().nullable(),
    coverage: z.record(z.string(), z.number()).nullable(),
    mean_width: z.record(z.string(), z.number()).nullable(),
  })
  .loose()
  .meta({ id: 'Scores' })

/** The figures that a chain and the flat model are compared by, on rows held out. */
const ChainErrorsSchema = z.object({ mae: z.number(), rmse: z.number(), crps: z.number(), coverage_90: z.number() })

/** Of a model with inputs that come out on the way: how well each is foretold, and the chain beside the flat model on the same folds. */
export const ChainCardSchema = z
  .object({
    /** Which of the two answers of a material of which nothing was observed on the way. */
    uses: z.enum(['chain', 'flat']),
    chain: ChainErrorsSchema,
    /** The model that knows only the inputs known beforehand. */
    flat: ChainErrorsSchema,
    /** By how much the chain errs less (MAE), and the standard error of that between folds: within twice that it is chance. */
    gain: z.object({ value: z.number(), error: z.number() }),
    /** The chain on rows of which something was observed, knowing that and not; null where such rows are few. */
    informed: z.object({ rows: z.int(), mae: z.number(), coverage_90: z.number(), blind_mae: z.number() }).nullable(),
    /** Rows with a target, and rows that stop before it but that a link learned from. */
    whole: z.int(),
    partial: z.int(),
    /** In the order of the chain. */
    links: z.array(z.object({
      name: z.string(), label: TextSchema, stage: z.string().nullable(), template: z.string().nullable(),
      unit: z.string().nullable(),
      /** Rows that it was learned from. */
      rows: z.int(),
      /** Of numbers, on the scale that `unit` tells: the error, that of always answering the mean, and R². */
      number: z.object({ mae: z.number(), baseline_mae: z.number(), r2: z.number().nullable() }).nullable(),
      /** Of labels: how many there are, and the mean share of each that is told rightly. */
      labels: z.object({ n: z.int(), balanced_accuracy: z.number() }).nullable(),
    })),
  })
  .meta({ id: 'ChainCard' })

/** What a model is, how far it may be trusted, and what it was made from. */
export const ModelCardSchema = z
  .object({
    target: z.string(),
    target_label: TextSchema,
    target_unit: z.string().nullable(),
    learner: z.string(),
    /** The frozen table learned from, by its number and the SHA-256 of its Parquet; absent where rows were read as they stood. */
    frozen: z.object({ n: z.int(), sha256: z.string() }).optional(),
    rows: z.int(),
    origins: z.record(z.string(), z.int()),
    sources: z.int(),
    inputs: z.array(z.object({
      name: z.string(),
      label: TextSchema,
      stage: z.string().nullable(),
      template: z.string().nullable(),
      unit: z.string().nullable(),
    })),
    split: TextSchema,
    folds: z.array(ScoresSchema),
    overall: ScoresSchema,
    /** MAE of always answering the training mean, on the same folds. */
    baseline_mae: z.number(),
    /** What was tried; `weight` is the learner's share in the mean that predicts, absent from cards of before. */
    candidates: z.array(z.object({ learner: z.string(), mae: z.number(), weight: z.number().optional() })),
    /** Out-of-fold predictions, one a row. */
    parity: z.array(z.object({
      record: z.uuid(), name: z.string(), observed: z.number(), mean: z.number(), low: z.number(), high: z.number(),
    })),
    /** Rise of the MAE when the column is shuffled, in units of the target. */
    contributions: z.object({
      by_column: z.array(z.object({ name: z.string(), value: z.number(), sd: z.number() })),
      by_template: z.array(z.object({ name: z.string(), value: z.number(), sd: z.number() })),
      by_stage: z.array(z.object({ name: z.string(), value: z.number(), sd: z.number() })),
      method: TextSchema,
    }),
    /** Held-out errors of one learner with fewer rows, and the law that they follow; absent from cards of before. */
    learning_curve: z.object({
      learner: z.string(),
      points: z.array(z.object({ rows: z.int(), error: z.number(), spread: z.number() })),
      /** error = floor + rise · rows^(−rate); null where the error does not fall. */
      law: z.object({ floor: z.number(), rise: z.number(), rate: z.number() }).nullable(),
    }).nullable().optional(),
    /** Only of models with inputs that come out on the way. */
    chain: ChainCardSchema.optional(),
    calibration: z.array(z.object({ expected: z.number(), observed: z.number() })),
    warnings: z.array(TextSchema),
    seconds: z.number(),
    versions: z.record(z.string(), z.string()),
  })
  .meta({ id: 'ModelCard' })

export const ModelSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    name: z.string(),
    /** What it predicts and from which table, for people. */
    title: TextSchema,
    version: z.int(),
    /** The version before, to be compared with; null for the first. */
    previous: z.uuid().nullable(),
    state: z.enum(['training', 'ready', 'failed', 'cancelled']),
    request: ModelRequestSchema,
    job: z.uuid().nullable(),
    problem: TextSchema.nullable(),
    card: ModelCardSchema.nullable(),
    /** That the model is too weak to plan with, by which figure; null where it is not, or has no card yet. */
    weakness: TextSchema.nullable(),
    created_at: z.string(),
    created_by: z.string(),
  })
  .meta({ id: 'Model' })

export const ModelSummarySchema = ModelSchema.omit({ card: true })
  .extend({
    target: z.string(),
    rows: z.int().nullable(),
    mae: z.number().nullable(),
    coverage_90: z.number().nullable(),
    target_unit: z.string().nullable(),
  })
  .meta({ id: 'ModelSummary' })

/** One case to predict: column name → number, term, or formula. */
export const PredictionInputSchema = z.record(z.string(), z.union([z.number(), z.string(), z.null()]))

/** A known record near to a case; `limit` says on which side of `observed` its value lies, where only a limit is known. */
export const NearestSchema = z.object({
  record: z.uuid(), name: z.string(), observed: z.number(), limit: z.enum(['below', 'above']).optional(),
})

export const PredictionSchema = z
  .object({
    mean: z.number(),
    sd: z.number(),
    /** The part of the sd that is noise of the measured values, and the part that is the model's ignorance; their squares add up. */
    aleatoric: z.number(),
    epistemic: z.number(),
    intervals: IntervalsSchema,
    /** 0 like the training rows; above 1 outside of them. */
    distance: z.number(),
    unit: z.string().nullable(),
    nearest: z.array(NearestSchema),
    by_stage: z.array(z.object({ name: z.string(), value: z.number() })),
    /** What the model had no experience of: elements and terms of no row, numbers beyond those of all rows. */
    remarks: z.array(TextSchema),
    /** Only of models with inputs that come out on the way: which model answered, and what is foretold of those that were not given. */
    on_the_way: z.object({
      by: z.enum(['chain', 'flat']),
      foretold: z.array(z.union([
        z.object({ column: z.string(), mean: z.number(), low: z.number().describe('of the 90 % interval'), high: z.number() }),
        z.object({ column: z.string(), probabilities: z.record(z.string(), z.number()) }),
      ])),
    }).optional(),
  })
  .meta({ id: 'Prediction' })
