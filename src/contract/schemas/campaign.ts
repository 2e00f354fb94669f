import { z } from 'zod'
import { IntervalsSchema, NearestSchema } from './model.ts'
import { TextSchema } from './text.ts'

/** A dimension of a design space, named as the model's input column. */
const DimensionSchema = z.discriminatedUnion('kind', [
  /** A mixture on a simplex: bounds of each element's atomic fraction, and how many may be present. */
  z.strictObject({
    kind: z.literal('composition'),
    column: z.string(),
    elements: z.record(z.string(), z.tuple([z.number(), z.number()])),
    at_most: z.int().positive().optional(),
    at_least: z.int().positive().optional(),
    /** Least atomic fraction of an element that may also be absent. */
    least: z.number().positive().max(1).optional(),
    step: z.number().positive().optional(),
  }),
  z.strictObject({
    kind: z.literal('continuous'), column: z.string(), low: z.number(), high: z.number(), unit: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('choice'), column: z.string(), choices: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('fixed'), column: z.string(), value: z.union([z.number(), z.string()]) }),
])

/** Either dimensions to search, or a list of candidates to rank. */
export const DesignSpaceSchema = z
  .union([
    z.strictObject({ dimensions: z.array(DimensionSchema).min(1) }),
    z.strictObject({ candidates: z.array(z.record(z.string(), z.union([z.number(), z.string()]))).min(1) }),
  ])
  .meta({ id: 'DesignSpace' })

export const CampaignRequestSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    model: z.uuid(),
    goal: z.enum(['max', 'min']),
    space: DesignSpaceSchema,
    /** Template of the process that an accepted proposal plans. */
    process: z.string(),
    seed: z.int().default(1),
  })
  .meta({ id: 'CampaignRequest' })

export const ProposalSchema = z
  .object({
    id: z.uuid(),
    n: z.int(),
    state: z.enum(['proposed', 'accepted', 'declined']),
    point: z.record(z.string(), z.union([z.number(), z.string()])),
    mean: z.number(),
    sd: z.number(),
    intervals: IntervalsSchema,
    /** Expected improvement over the best known, in units of the target; never negative. */
    expected_improvement: z.number(),
    /** Probability of beating the best known, 0…1, by the model. */
    chance: z.number(),
    distance: z.number(),
    reason: TextSchema,
    nearest: z.array(NearestSchema),
    /** The planned process that accepting it made. */
    process: z.uuid().nullable(),
    /** Why it was declined, in the words of whoever did; null where nothing was said. */
    reason_declined: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Proposal' })

export const CampaignSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    request: CampaignRequestSchema,
    target: z.string(),
    target_label: TextSchema,
    target_unit: z.string().nullable(),
    best: z.object({ record: z.uuid(), name: z.string(), observed: z.number() }).nullable(),
    proposals: z.array(ProposalSchema),
    /** Ranking of all candidates where the space is a list; best expected improvement first. */
    ranking: z.array(
      z.object({
        point: z.record(z.string(), z.union([z.number(), z.string()])),
        mean: z.number(),
        sd: z.number(),
        intervals: IntervalsSchema,
        expected_improvement: z.number(),
        distance: z.number(),
      }),
    ),
    /** The job that is making proposals now, if any. */
    job: z.uuid().nullable(),
    problem: TextSchema.nullable(),
    /** What should be known before the proposals are followed. */
    warnings: z.array(TextSchema),
    created_at: z.string(),
    created_by: z.string(),
  })
  .meta({ id: 'Campaign' })
