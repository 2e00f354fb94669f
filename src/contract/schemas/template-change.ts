import { z } from 'zod'
import { GUESSED } from '#record/templates/first-draft/first-draft.ts'
import { QuantityValueSchema, RecordIdSchema } from './record.ts'
import { TemplateSchema, WrittenFieldSchema } from './template.ts'
import { TextSchema } from './text.ts'

/** What bears another name under the later version: old → new; terms by the old name of their field. */
export const RenamedSchema = z
  .strictObject({
    fields: z.record(z.string(), z.string()).default({}),
    terms: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  })
  .meta({ id: 'Renamed' })

/** A template on its way in: the text of a YAML file, with its name as the reader knows it, or the document itself. */
export const TemplateSourceSchema = z
  .union([
    z.strictObject({ yaml: z.string().max(1_000_000), file: z.string().min(1).max(300).default('template.yaml') }),
    z.strictObject({ template: z.record(z.string(), z.unknown()) }),
  ])
  .meta({ id: 'TemplateSource' })

/** What is wrong with a template, and where. */
export const TemplateFaultSchema = z
  .object({
    code: z.string(),
    /** Line of the YAML text; null for a document. */
    line: z.int().nullable(),
    /** `fields.2.unit`; empty for the template as a whole. */
    path: z.string(),
    text: TextSchema,
  })
  .meta({ id: 'TemplateFault' })

export const TemplateChangeSchema = z
  .object({
    code: z.string(),
    field: z.string().nullable(),
    /** Whether it is in some records' way. */
    effect: z.enum(['none', 'some']),
    text: TextSchema,
  })
  .meta({ id: 'TemplateChange' })

const RecordNameSchema = z.object({ id: RecordIdSchema, name: z.string() })

/** How records fare with a later version: all that were looked at, and why some stay. */
export const MigrationReportSchema = z
  .object({
    /** `name@version`. */
    from: z.string(),
    to: z.string(),
    changes: z.array(TemplateChangeSchema),
    /** Records that follow the earlier version. */
    records: z.int(),
    /** How many of them were looked at: all of them, but for a dry run of very many. */
    looked_at: z.int(),
    convert: z.int(),
    stay: z.int(),
    /** Why records stay, the commonest first; a record with two reasons is counted under both. */
    reasons: z.array(z.object({
      code: z.string(), field: z.string().nullable(), text: TextSchema, records: z.int(),
      /** The first of them. */
      examples: z.array(RecordNameSchema),
    })),
    /** Calculated fields whose value changes, appears or goes in records that convert; reports older than these lack it. */
    recalculated: z.array(z.object({
      field: z.string(), records: z.int(),
      /** The first of them. */
      examples: z.array(z.object({ record: RecordNameSchema, before: QuantityValueSchema.nullable(), after: QuantityValueSchema.nullable() })),
    })).optional(),
    /** Tables with columns of fields that are gone or renamed: such a column finds nothing in records that have moved. */
    tables: z.array(z.object({ id: z.uuid(), title: TextSchema, fields: z.array(z.string()) })),
    /** The first 1,000; `stay` counts all. */
    findings: z.array(z.object({
      record: RecordNameSchema, code: z.string(), field: z.string().nullable(), text: TextSchema,
    })),
  })
  .meta({ id: 'MigrationReport' })

export const TemplateCheckSchema = z
  .object({
    faults: z.array(TemplateFaultSchema),
    /** The whole template that it comes to; null where that cannot be said. */
    template: TemplateSchema.nullable(),
    /** Whether it would be the first version of its name, the next, or is one that the hub has. */
    state: z.enum(['first', 'next', 'known']).nullable(),
    /** What becomes of the records of the version before; null where there is none. */
    dry_run: MigrationReportSchema.nullable(),
  })
  .meta({ id: 'TemplateCheck' })

export const MigrationRequestSchema = z
  .strictObject({
    from: z.int().positive(),
    /** The newest where it is left out. */
    to: z.int().positive().optional(),
    renamed: RenamedSchema.default({ fields: {}, terms: {} }),
  })
  .meta({ id: 'MigrationRequest' })

export const MigrationSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    template: z.string(),
    from: z.int(),
    to: z.int(),
    renamed: RenamedSchema,
    reason: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'undoing', 'undone']),
    /** The job that does it, or undoes it. */
    job: z.uuid().nullable(),
    report: MigrationReportSchema.nullable(),
    /** What an undo wrote back, and what it left since it was revised after the migration. */
    undo_report: z.object({
      written_back: z.int(), left: z.int(), findings: z.array(z.object({ record: RecordNameSchema, revision: z.int() })),
    }).nullable(),
    problem: TextSchema.nullable(),
    created_at: z.string(),
    created_by: z.string(),
    undone_at: z.string().nullable(),
    undone_by: z.string().nullable(),
  })
  .meta({ id: 'Migration' })

/** What a first draft is made of: the beginning of a CSV file, or a JSON Schema, each with its file's name. */
export const DraftSourceSchema = z
  .union([
    z.strictObject({ csv: z.string().max(1_000_000), file: z.string().min(1).max(300) }),
    z.strictObject({ json_schema: z.string().max(1_000_000), file: z.string().min(1).max(300) }),
  ])
  .meta({ id: 'DraftSource' })

/** A template to begin with; nothing of it is stored. */
export const FirstDraftSchema = z
  .object({
    label: TextSchema,
    description: TextSchema.optional(),
    fields: z.array(z.object({
      field: WrittenFieldSchema,
      /** What had to be guessed, and what it rests on: to be confirmed or corrected. */
      guesses: z.array(z.object({ of: z.enum(GUESSED), from: TextSchema })),
    })),
    /** What the source says and no template can, or what could not be read in it. */
    left_out: z.array(TextSchema),
  })
  .meta({ id: 'FirstDraft' })
