import { z } from 'zod'
import { RecordIdSchema } from './record.ts'
import { TextSchema } from './text.ts'

const SeveritySchema = z.enum(['contradiction', 'remark'])
const GradeSchema = z.enum(['A', 'B', 'C', 'D'])
export const FindingStateSchema = z.enum(['open', 'dismissed', 'accepted'])

/** A check as people are told of it. */
export const CheckSchema = z
  .object({ code: z.string(), severity: SeveritySchema, label: TextSchema, says: TextSchema, source: z.string() })
  .meta({ id: 'Check' })

/** What a check found in a record, and what became of that. */
export const RecordFindingSchema = z
  .object({
    id: z.uuid(),
    /** The code of a check, see `getHubQuality`. */
    code: z.string(),
    severity: SeveritySchema,
    label: TextSchema,
    record: z.object({ id: RecordIdSchema, name: z.string(), template: z.string(), revision: z.int() }),
    /** Null where it is about the whole record. */
    field: z.string().nullable(),
    value: z.string().nullable(),
    text: TextSchema,
    /** What acceptFinding would write, in words; null where a person must revise the record. */
    remedy: TextSchema.nullable(),
    /** Records that it was compared with. */
    others: z.array(z.object({ id: RecordIdSchema, name: z.string() })),
    state: FindingStateSchema,
    found_at: z.string(),
    decided_by: z.string().nullable(),
    decided_at: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'RecordFinding' })

export const RecordQualitySchema = z
  .object({
    grade: GradeSchema,
    /** Why it has no better grade; empty for an A. */
    reasons: z.array(z.object({ code: z.string(), points: z.int(), text: TextSchema })),
    /** Of its newest revision, open ones first. */
    findings: z.array(RecordFindingSchema),
    /** Whether the checks have seen the newest revision. */
    checked: z.boolean(),
  })
  .meta({ id: 'RecordQuality' })

export const HubQualitySchema = z
  .object({
    /** The last run that ended; null where there was none. */
    last: z.object({
      at: z.string(), records_checked: z.int(), templates_compared: z.int(), seconds: z.number(),
      /** The release of Sojae whose checks it made; null of a run before releases were noted. */
      release: z.string().nullable(),
    }).nullable(),
    /** The run that waits or runs now. */
    job: z.uuid().nullable(),
    /** Every check that is made, with how many of its findings are in which state. */
    checks: z.array(CheckSchema.extend({ open: z.int(), dismissed: z.int(), accepted: z.int() })),
    /** How many records of each template have which grade, as of the last run and the findings that are open now. */
    grades: z.array(z.object({ template: z.string(), label: TextSchema, counts: z.record(GradeSchema, z.int()) })),
  })
  .meta({ id: 'HubQuality' })
