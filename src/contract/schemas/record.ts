import { z } from 'zod'
import { ORIGINS, RECORD_KINDS, RUN_STATES } from '#record/records/record.ts'
import { LONGEST_ADDRESS } from '#record/files/file-address.ts'
import { LONGEST_CELL, MOST_CELLS, MOST_COLUMNS } from '#record/small-tables/table-size.ts'
import { STAGES } from '#record/stages.ts'
import { PROCESS_EVENTS } from '#record/templates/template.ts'
import { IntervalsSchema } from './model.ts'
import { TextSchema } from './text.ts'

export const StageSchema = z.enum(STAGES)
export const RecordKindSchema = z.enum(RECORD_KINDS)
export const OriginSchema = z.enum(ORIGINS)
export const RunStateSchema = z.enum(RUN_STATES)
export const RecordIdSchema = z.uuid().toLowerCase()
/** A unit as people write it; longer than any that means something. */
export const UnitTextSchema = z.string().max(100)

export const UncertaintySchema = z.union([
  z.strictObject({ kind: z.literal('standard'), value: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('interval'), low: z.number(), high: z.number(), level: z.number().gt(0).lt(1) }),
])

export const QuantityValueSchema = z
  .strictObject({
    type: z.literal('quantity'),
    value: z.number(),
    unit: UnitTextSchema,
    written: z.string().optional(),
    uncertainty: UncertaintySchema.optional(),
    bound: z.enum(['<', '<=', '>', '>=']).optional(),
    high: z.number().optional(),
    replicates: z.int().positive().optional(),
  })
  .meta({ id: 'QuantityValue' })

export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a file is named by its SHA-256, 64 hexadecimal digits')

const CurveValueSchema = z
  .strictObject({
    type: z.literal('curve'),
    axes: z
      .array(z.strictObject({
        name: z.string(),
        unit: UnitTextSchema,
        values: z.array(z.number().nullable()).optional(),
        low: z.number().optional(),
        high: z.number().optional(),
        missing: z.int().optional(),
      }))
      .min(2)
      .max(50),
    points: z.int().optional(),
    data: Sha256Schema.optional(),
  })
  .meta({
    id: 'CurveValue',
    description: 'On its way in: `values` on every axis, or `data`, the SHA-256 of a CSV file that was uploaded before, '
      + 'with a column headed by each axis’s name. As it is kept: `data`, `points` and what each axis spans, counted by the hub.',
  })

const TableValueSchema = z
  .strictObject({
    type: z.literal('table'),
    columns: z.array(z.strictObject({ name: z.string(), unit: UnitTextSchema.optional() })),
    rows: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
  })
  .meta({
    id: 'TableValue',
    description: 'A small table. A column with a unit holds numbers, one without holds text; null where a cell is missing. '
      + `At most ${MOST_COLUMNS} columns, ${MOST_CELLS} cells and ${LONGEST_CELL} characters in a cell.`,
  })

const plainQuantity = QuantityValueSchema.omit({ type: true })

const file = {
  sha256: Sha256Schema,
  name: z.string().min(1).max(300),
  size: z.int().nonnegative().optional(),
  media_type: z.string().max(300).optional(),
}

const FileValueSchema = z
  .strictObject({ type: z.literal('file'), ...file, address: z.string().min(1).max(LONGEST_ADDRESS).optional() })
  .meta({
    id: 'FileValue',
    description: 'A file that was uploaded before: `sha256` and `name`; the hub fills in the rest. With `address` one that is kept elsewhere and not in '
      + 'this hub: `address` (https:, s3:, sftp:, smb: or a path), `sha256` and `size` (bytes) as its author says; the hub never fetches it.',
  })

export const ValueSchema = z
  .discriminatedUnion('type', [
    QuantityValueSchema.extend({ from_curve: z.string().optional(), calculated_from: z.array(z.string()).optional() }),
    z.strictObject({
      type: z.literal('composition'),
      written: z.string(),
      basis: z.enum(['amount', 'mass']),
      fractions: z.record(z.string(), z.number()),
    }),
    z.strictObject({ type: z.literal('terms'), terms: z.array(z.string()).min(1) }),
    z.strictObject({ type: z.literal('text'), text: z.string() }),
    z.strictObject({ type: z.literal('boolean'), boolean: z.boolean() }),
    CurveValueSchema,
    FileValueSchema,
    z.strictObject({
      type: z.literal('image'),
      ...file,
      width: z.int().optional(),
      height: z.int().optional(),
      pixel_size: plainQuantity.optional(),
    }),
    z.strictObject({
      type: z.literal('structure'),
      ...file,
      block: z.string().optional(),
      cell: z
        .strictObject({
          a: plainQuantity, b: plainQuantity, c: plainQuantity, alpha: plainQuantity, beta: plainQuantity, gamma: plainQuantity,
        })
        .optional(),
      volume: plainQuantity.optional(),
      space_group: z.string().optional(),
      formula: z.string().optional(),
    }),
    z.strictObject({
      type: z.literal('reference'),
      to: z.union([
        z.strictObject({ record: RecordIdSchema }),
        z.strictObject({ doi: z.string().regex(/^10\.\d{4,9}\/\S+$/, 'a DOI is written 10.1038/s41467-018-07160-7, without an address before it') }),
        // No other scheme: a link of javascript: would run in the page.
        z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
      ]),
      title: z.string().max(300).optional(),
    }),
    TableValueSchema,
  ])
  .meta({ id: 'Value' })

export const ValuesSchema = z.record(z.string(), ValueSchema)

export const SourceSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('own') }),
    z.strictObject({
      kind: z.literal('literature'),
      doi: z.string(),
      title: z.string().optional(),
      year: z.int().optional(),
    }),
    z.strictObject({
      kind: z.literal('database'),
      name: z.string(),
      url: z.string().optional(),
      identifier: z.string().optional(),
    }),
  ])
  .meta({ id: 'Source' })

const ParticipationSchema = z.strictObject({
  material: RecordIdSchema,
  role: z.string().optional(),
  amount: QuantityValueSchema.optional(),
  representative: z.boolean().optional(),
})

const common = {
  template: z.string().regex(/^[a-z][a-z0-9_]*@\d+$/),
  name: z.string().min(1).max(300),
  origin: OriginSchema,
  source: SourceSchema,
  trl: z.int().min(1).max(9).optional(),
  note: z.string().optional(),
}

export const RecordContentSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('material'), ...common, values: ValuesSchema }),
    z.strictObject({
      kind: z.literal('process'),
      ...common,
      state: RunStateSchema,
      planned: ValuesSchema,
      values: ValuesSchema,
      inputs: z.array(ParticipationSchema),
      outputs: z.array(ParticipationSchema),
    }),
    z.strictObject({
      kind: z.literal('measurement'),
      ...common,
      state: RunStateSchema,
      of: RecordIdSchema,
      values: ValuesSchema,
    }),
  ])
  .meta({ id: 'RecordContent' })

/** What a list of records shows. */
export const RecordSummarySchema = z
  .object({
    id: RecordIdSchema,
    kind: RecordKindSchema,
    stage: StageSchema,
    template: z.string(),
    name: z.string(),
    origin: OriginSchema,
    state: RunStateSchema,
    revision: z.int(),
    /** A few of its values, for reading in a list. */
    values: ValuesSchema,
    /** Name of the material measured (measurement), or of the first input (process). */
    about: z.string().optional(),
    source: SourceSchema,
    created_at: z.string(),
  })
  .meta({ id: 'RecordSummary' })

/** How far the index is that answered: what was committed before `as_of` is in it; `behind` records are on their way. */
export const FreshnessSchema = z.object({ as_of: z.string(), behind: z.int() }).meta({ id: 'Freshness' })

/** What a campaign predicted of a process before anyone did it: a model's word, never a result. */
export const AcceptedProposalSchema = z
  .object({
    id: z.uuid(),
    /** Its number in the campaign. */
    n: z.int(),
    campaign: z.uuid(),
    campaign_name: z.string(),
    target: z.string(),
    target_label: TextSchema,
    target_unit: z.string().nullable(),
    mean: z.number(),
    intervals: IntervalsSchema,
    /** 0 like the training rows; above 1 outside of them. */
    distance: z.number(),
    /** What it was predicted for: also conditions of the test and what the process does not set. */
    given: z.array(z.object({ label: TextSchema, value: TextSchema })),
    predicted_at: z.string(),
  })
  .meta({ id: 'AcceptedProposal' })

/** Why a calculated field has no value (`absent`), or no uncertainty though an input has one (`silent`). */
export const CalculationRemarkSchema = z
  .object({ field: z.string(), planned: z.boolean(), absent: TextSchema.nullable(), silent: TextSchema.nullable() })
  .meta({ id: 'CalculationRemark' })

export const RecordSchema = z
  .object({
    id: RecordIdSchema,
    hub: z.string(),
    stage: StageSchema,
    revision: z.int(),
    hash: z.string(),
    author: z.string(),
    at: z.string(),
    reason: z.string(),
    content: RecordContentSchema,
    /** Of its calculated fields. */
    remarks: z.array(CalculationRemarkSchema),
    /** Names of the records that `content` points to, by id. */
    names: z.record(z.string(), z.string()),
    /** Each file that it names, by SHA-256: held here, deleted here for privacy or law, or kept elsewhere only. */
    files: z.record(Sha256Schema, z.enum(['held', 'deleted', 'elsewhere'])),
    /** Import that brought it, if any. */
    import: z.uuid().nullable(),
    /** The accepted proposal that planned this process, if any. */
    proposal: AcceptedProposalSchema.nullable(),
  })
  .meta({ id: 'Record' })

export const LineageSchema = z
  .object({
    root: RecordIdSchema,
    nodes: z.array(
      z.object({
        id: RecordIdSchema,
        kind: RecordKindSchema,
        stage: StageSchema,
        template: z.string(),
        label: TextSchema,
        name: z.string(),
        state: RunStateSchema,
        origin: OriginSchema,
        /** Steps from the root: negative towards raw materials, positive towards devices. */
        step: z.int(),
        /** What a process does to its materials, where its template says so. */
        event: z.enum(PROCESS_EVENTS).optional(),
        /** Its content was deleted for privacy or law; its place stays. */
        deleted: z.literal(true).optional(),
        /** Results of a measurement that speak for the root's material, as in tables; absent where the root is a process. */
        speaks: z.array(z.string()).optional(),
        /** Its results that hold for the root's material as well, but are said by a measurement nearer by. */
        outspoken: z.array(z.string()).optional(),
        /** Processes between a measurement that speaks and the root's material. */
        away: z.int().optional(),
        /** What the measured material is a representative piece of, where it is no ancestor of the root's material. */
        piece_of: RecordIdSchema.optional(),
      }),
    ),
    /** `input`: material → process; `output`: process → material; `of`: material → measurement. */
    edges: z.array(
      z.object({
        from: RecordIdSchema,
        to: RecordIdSchema,
        kind: z.enum(['input', 'output', 'of']),
        role: z.string().optional(),
        amount: QuantityValueSchema.optional(),
      }),
    ),
    /** True when the walk stopped before it had seen everything. */
    cut: z.boolean(),
    /** True when a step has more records than are given. */
    crowded: z.boolean(),
    /** How many measurements speak for the root's material, those included that are not among the nodes. */
    speaking: z.int(),
  })
  .meta({ id: 'Lineage' })

export const RevisionSchema = z
  .object({
    n: z.int(),
    hash: z.string(),
    parent: z.string().nullable(),
    author: z.string(),
    at: z.string(),
    reason: z.string(),
    /** The newest older revision that said the same, where the one just before it did not. */
    restores: z.int().nullable(),
    /** Who accepted it as a draft, where somebody other than its author did. */
    accepted_by: z.string().nullable(),
    content: RecordContentSchema,
  })
  .meta({ id: 'Revision' })
