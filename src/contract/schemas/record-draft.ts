import { z } from 'zod'
import { QuantityValueSchema, OriginSchema, RecordIdSchema, RunStateSchema, SourceSchema, ValuesSchema } from './record.ts'

/** Names a record inside one file; ids inside `content` are keys of records on earlier lines. */
export const DraftKeySchema = z.string().min(1).max(1000)

const common = {
  template: z.string().regex(/^[a-z][a-z0-9_]*@\d+$/),
  name: z.string().min(1).max(300),
  origin: OriginSchema,
  source: SourceSchema,
  trl: z.int().min(1).max(9).optional(),
  note: z.string().optional(),
}

const PartSchema = z.strictObject({
  material: DraftKeySchema,
  role: z.string().optional(),
  amount: QuantityValueSchema.optional(),
  representative: z.boolean().optional(),
})

const ContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('material'), ...common, values: ValuesSchema }),
  z.strictObject({
    kind: z.literal('process'),
    ...common,
    state: RunStateSchema,
    planned: ValuesSchema,
    values: ValuesSchema,
    inputs: z.array(PartSchema),
    outputs: z.array(PartSchema),
  }),
  z.strictObject({
    kind: z.literal('measurement'),
    ...common,
    state: RunStateSchema,
    of: DraftKeySchema,
    values: ValuesSchema,
  }),
])

const RecordDraftSchema = z
  .strictObject({ key: DraftKeySchema, content: ContentSchema })
  .meta({ id: 'RecordDraft' })

/** One line of `records.jsonl`; `revision` is the one that an export wrote the line from. */
export const RecordLineSchema = RecordDraftSchema.extend({ revision: z.int().positive().optional() }).meta({ id: 'RecordLine' })

/** A record on its way in by hand, or the next revision of one. */
export const WrittenDraftSchema = RecordDraftSchema.extend({
  /** Where it is no new record but the next revision of one. */
  revises: z.strictObject({ id: RecordIdSchema, upon: z.int().positive() }).optional(),
}).meta({ id: 'WrittenDraft' })

/**
 * Records that refer to one another: what stands in `of`, `inputs` and `outputs` is the key of an earlier record of the
 * list, else the id of one in the hub.
 */
export const WrittenDraftsSchema = z.array(WrittenDraftSchema).min(1).max(500)

/** What a draft became: the record, and the number of its revision. */
export const MadeRecordSchema = z.object({ key: z.string(), id: RecordIdSchema, n: z.int() })
