import { z } from 'zod'
import { UndoReportSchema } from './import.ts'
import { OriginSchema, RecordIdSchema, SourceSchema } from './record.ts'
import { RecordFilterSchema } from './record-filter.ts'
import { TextSchema } from './text.ts'

export const ChangeSchema = z
  .discriminatedUnion('what', [
    z.strictObject({ what: z.literal('set'), field: z.string().min(1).max(200), text: z.string().trim().min(1).max(20_000) }),
    z.strictObject({ what: z.literal('clear'), field: z.string().min(1).max(200) }),
    z.strictObject({ what: z.literal('rename'), find: z.string().min(1).max(300), replace: z.string().max(300) }),
    z.strictObject({ what: z.literal('origin'), origin: OriginSchema }),
    z.strictObject({ what: z.literal('source'), source: SourceSchema }),
  ])
  .meta({
    id: 'Change',
    description: '`text` is a value as one types it, with its unit (`850 ± 5 MPa`), read for each record by the field of its own template; '
      + '`rename` replaces a part of the name.',
  })

/** Which records: what a search finds, or those named. */
export const AskedRecordsSchema = z.union([
  z.strictObject({ found: RecordFilterSchema }),
  z.strictObject({ ids: z.array(RecordIdSchema).min(1).max(5_000) }),
])

const named = z.object({ id: RecordIdSchema, name: z.string() })

export const EditReportSchema = z
  .object({
    records: z.int(),
    /** Given a revision, or would be. */
    changed: z.int(),
    /** Say so already. */
    unchanged: z.int(),
    stay: z.int(),
    /** Why records stay, the commonest first, each in the words of its first record; those of another template by template. */
    reasons: z.array(z.object({ code: z.string(), text: TextSchema, records: z.int() })),
    /** The first 1,000 that change; null where nothing was said or is left. */
    changes: z.array(z.object({ record: named, before: z.string().nullable(), after: z.string().nullable() })),
    /** The first 1,000 that stay. */
    findings: z.array(z.object({ record: named, code: z.string(), text: TextSchema })),
  })
  .meta({ id: 'EditReport' })

/** One change to many records: checked, then perhaps started, done, taken back. */
export const BulkEditSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    /** The search, or how many were named. */
    asked: z.union([z.object({ found: RecordFilterSchema }), z.object({ ids: z.int() })]),
    change: ChangeSchema,
    state: z.enum(['checked', 'queued', 'running', 'done', 'failed', 'undoing', 'undone']),
    job: z.uuid().nullable(),
    /** Of the dry run; once it is done, of what was done. */
    report: EditReportSchema,
    reason: z.string().nullable(),
    problem: TextSchema.nullable(),
    created_at: z.string(),
    created_by: z.string(),
    /** Of an edit that is done: records that somebody revised or withdrew since, which an undo would leave. */
    revised_since: z.int(),
    undo: z.object({ by: z.string(), at: z.string().nullable(), reason: z.string(), report: UndoReportSchema.nullable() }).nullable(),
  })
  .meta({ id: 'BulkEdit' })
