import { z } from 'zod'
import { operation } from '../operation.ts'
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
