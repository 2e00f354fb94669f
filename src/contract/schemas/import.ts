import { z } from 'zod'
import { RecordIdSchema } from './record.ts'
import { TextSchema } from './text.ts'

/** A cell or row that was not taken, or was taken with a remark. */
export const FindingSchema = z
  .object({
    severity: z.enum(['refused', 'remark']),
    code: z.string(),
    /** Line of the file, the header being line 1. */
    line: z.int().nullable(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    /** The unit in which a number of the cell is read; absent where there is none. */
    unit: z.string().optional(),
    text: TextSchema,
    /** The records made that it is about, with the line each was first read from; absent in earlier reports. */
    records: z.array(z.object({ id: RecordIdSchema, name: z.string(), line: z.int() })).optional(),
  })
  .meta({ id: 'Finding' })

/** Findings that say the same of different rows. */
export const FindingKindSchema = z
  .object({
    severity: z.enum(['refused', 'remark']),
    code: z.string(),
    column: z.string().nullable(),
    /** Of the whole file. */
    count: z.int(),
    /** The first five. */
    lines: z.array(z.int()),
    /** What the first of them says. */
    text: TextSchema,
  })
  .meta({ id: 'FindingKind' })

export const ImportReportSchema = z
  .object({
    rows_read: z.int(),
    records_made: z.int(),
    records_revised: z.int(),
    records_unchanged: z.int(),
    links_made: z.int(),
    quantities_made: z.int(),
    cells_refused: z.int(),
    /**
     * Records that a row would have made, had it not lacked a required value; what hangs on one is not counted again.
     * Absent in reports of earlier versions.
     */
    records_left_out: z.int().optional(),
    duplicate_rows: z.int(),
    by_template: z.record(z.string(), z.int()),
    /** The first 1,000; `cells_refused` counts all. */
    findings: z.array(FindingSchema),
    /** All findings by what they say: refusals first, then the most frequent; at most 200. Absent in earlier reports. */
    kinds: z.array(FindingKindSchema).optional(),
    seconds: z.number(),
  })
  .meta({ id: 'ImportReport' })

/** What undoing an import did, or would do. */
export const UndoReportSchema = z
  .object({
    /** Records of the import that are gone. */
    withdrawn: z.int(),
    /** Records that were there before and say again what they said then. */
    written_back: z.int(),
    stay: z.int(),
    /** The first 1,000 that stay: revised since, something else hangs on it, or what it said before is refused today (`text`). */
    findings: z.array(z.object({
      record: z.object({ id: RecordIdSchema, name: z.string() }), why: z.enum(['revised', 'in_use', 'refused']), text: TextSchema.nullable(),
    })),
  })
  .meta({ id: 'UndoReport' })

export const ImportSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    recipe: z.string(),
    /** `deleted`: its bytes are gone, for privacy or law. */
    file: z.object({ sha256: z.string(), name: z.string(), size: z.int(), deleted: z.boolean() }),
    state: z.enum(['queued', 'running', 'done', 'failed', 'undone']),
    job: z.uuid().nullable(),
    report: ImportReportSchema.nullable(),
    problem: TextSchema.nullable(),
    created_at: z.string(),
    created_by: z.string(),
    /** Who undoes or undid it; null where nobody does. */
    undo: z.object({ by: z.string(), at: z.string().nullable(), reason: z.string(), job: z.uuid(), report: UndoReportSchema.nullable() }).nullable(),
  })
  .meta({ id: 'Import' })

export const RecipeSummarySchema = z
  .object({
    name: z.string(),
    title: TextSchema,
    licence: z.string(),
    citation: z.string(),
    source_url: z.string(),
    templates: z.array(z.string()),
    version: z.int(),
    /** By whom and when the hub keeps it; null of a shipped one. */
    kept: z.object({ author: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'RecipeSummary' })
