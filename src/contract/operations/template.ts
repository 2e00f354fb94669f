import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { UnitTextSchema } from '../schemas/record.ts'
import {
  DraftSourceSchema, FirstDraftSchema, MigrationReportSchema, MigrationRequestSchema, MigrationSchema, RenamedSchema, TemplateCheckSchema, TemplateSourceSchema,
} from '../schemas/template-change.ts'
import { TemplateSchema, WrittenTemplateSchema } from '../schemas/template.ts'
import { HubParams } from './hub.ts'

const tag = 'template'
const NameParams = HubParams.extend({ name: z.string() })

/** A template with what a reader wants to know of it. */
export const TemplateDetailSchema = z
  .object({
    template: TemplateSchema,
    /** As its author wrote it; the same but for what it takes from the template that it extends. */
    written: WrittenTemplateSchema,
    yaml: z.string(),
    /** Fields that it has from another template, by name: `name@version` of that one. */
    inherited: z.record(z.string(), z.string()),
    /** Templates that extend this version. */
    extended_by: z.array(z.string()),
    /** Newest first. */
    versions: z.array(z.object({
      version: z.int(),
      records: z.int(),
      created_at: z.string(),
      /** Null for one that was shipped. */
      author: z.string().nullable(),
    })),
    /** Whether the reader may add versions and move records. */
    editable: z.boolean(),
  })
  .meta({ id: 'TemplateDetail' })

export const getTemplate = operation({
  id: 'getTemplate', method: 'get', path: '/hubs/{hub}/templates/{name}', tag,
  summary: 'A template, its newest version unless one is named, with its versions and the records that follow each',
  params: NameParams, query: z.object({ version: z.coerce.number().int().positive().optional() }),
  answer: TemplateDetailSchema,
})

export const checkTemplate = operation({
  id: 'checkTemplate', method: 'post', path: '/hubs/{hub}/templates/check', tag,
  summary: 'What is wrong with a template, and what would become of the records of the version before; stores nothing',
  params: HubParams,
  // What a field or term was called before is a fact of a migration, not of the template.
  body: z.strictObject({ source: TemplateSourceSchema, renamed: RenamedSchema.optional() }),
  answer: TemplateCheckSchema,
})

export const saveTemplate = operation({
  id: 'saveTemplate', method: 'post', path: '/hubs/{hub}/templates', tag, status: 201,
  summary: 'Adds a template as version 1 of its name, or as the next version; the same again adds nothing',
  params: HubParams, body: z.strictObject({ source: TemplateSourceSchema }), answer: TemplateDetailSchema,
})

export const draftTemplate = operation({
  id: 'draftTemplate', method: 'post', path: '/hubs/{hub}/templates/draft', tag,
  summary: 'A template to begin with, from a sheet’s header and rows or a JSON Schema; each guess is marked, nothing is stored',
  params: HubParams, body: DraftSourceSchema, answer: FirstDraftSchema,
})

export const checkMigration = operation({
  id: 'checkMigration', method: 'post', path: '/hubs/{hub}/templates/{name}/migrations/check', tag,
  summary: 'Which records of one version would convert to a later one, which not, and why; stores nothing',
  params: NameParams, body: MigrationRequestSchema, answer: MigrationReportSchema,
})

export const migrateRecords = operation({
  id: 'migrateRecords', method: 'post', path: '/hubs/{hub}/templates/{name}/migrations', tag, status: 202, once: true,
  summary: 'Starts to give each record that converts a revision under the later version; all of them or none',
  params: NameParams, body: MigrationRequestSchema.extend({ reason: z.string().max(1000).default('') }), answer: MigrationSchema,
})

export const listMigrations = operation({
  id: 'listMigrations', method: 'get', path: '/hubs/{hub}/templates/{name}/migrations', tag,
  summary: 'Migrations of records of a template, newest first, without findings',
  params: NameParams, query: PageQuery, answer: z.object({ migrations: z.array(MigrationSchema), next: NextSchema }),
})

const IdParams = z.object({ id: z.uuid() })

export const getMigration = operation({
  id: 'getMigration', method: 'get', path: '/migrations/{id}', tag,
  summary: 'A migration with its report', params: IdParams, answer: MigrationSchema,
})

export const undoMigration = operation({
  id: 'undoMigration', method: 'post', path: '/migrations/{id}/undo', tag, status: 202,
  summary: 'Starts to write back, as a further revision, what each migrated record said before; revised ones are left',
  params: IdParams, answer: MigrationSchema,
})

export const readUnit = operation({
  id: 'readUnit', method: 'get', path: '/unit', tag,
  summary: 'How the text of a unit is read: in SI, with its dimension', query: z.object({ text: UnitTextSchema }),
  answer: z.object({ symbol: z.string(), equals: z.string(), dimension: z.string().nullable(), kind: z.string().nullable() }),
})
