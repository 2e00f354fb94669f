import { z } from 'zod'
import { RecordContentSchema, RecordIdSchema, RecordKindSchema } from './record.ts'
import { MadeRecordSchema, WrittenDraftsSchema } from './record-draft.ts'
import { RecordProblemSchema } from './record-problem.ts'

/** `sent_back` is open again, with a curator's comment; accepted and discarded are the end of it. */
export const DraftStateSchema = z.enum(['open', 'submitted', 'sent_back', 'accepted', 'discarded'])

const PersonSchema = z.object({ id: z.uuid(), name: z.string() })

/** Plain text of somebody about a record or a draft; of a withdrawn one only its place is left. */
export const CommentSchema = z
  .object({
    id: z.uuid(),
    author: PersonSchema,
    at: z.string(),
    /** Empty where it is withdrawn. */
    text: z.string(),
    withdrawn: z.object({ by: z.string(), at: z.string() }).nullable(),
    may_withdraw: z.boolean(),
  })
  .meta({ id: 'Comment' })

/** What a list of drafts shows. */
export const DraftSummarySchema = z
  .object({
    id: z.uuid(),
    author: PersonSchema,
    state: DraftStateSchema,
    version: z.int(),
    kind: RecordKindSchema,
    template: z.string(),
    name: z.string(),
    /** How many records it would make or revise. */
    records: z.int(),
    /** The record that it revises, if any. */
    revises: RecordIdSchema.nullable(),
    created_at: z.string(),
    changed_at: z.string(),
  })
  .meta({ id: 'DraftSummary' })

export const DraftSchema = DraftSummarySchema.extend({
  hub: z.string(),
  records: WrittenDraftsSchema,
  reason: z.string(),
  /** Names of the hub's records that it points to, by id. */
  names: z.record(z.string(), z.string()),
  /** What would be refused in it; of one that is decided, nothing. */
  problems: z.array(RecordProblemSchema),
  /** Of a draft that revises: what the newest revision says, and its number. */
  against: z.object({ n: z.int(), content: RecordContentSchema }).nullable(),
  /** What the drafts became, by key. */
  made: z.array(MadeRecordSchema),
  decided: z.object({ by: PersonSchema, at: z.string() }).nullable(),
  comments: z.array(CommentSchema),
  /** What whoever asks may do with it as it stands. */
  may: z.object({ edit: z.boolean(), submit: z.boolean(), accept: z.boolean(), send_back: z.boolean(), discard: z.boolean() }),
}).meta({ id: 'Draft' })
