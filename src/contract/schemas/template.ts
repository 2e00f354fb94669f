import { z } from 'zod'
import { FIELD_ROLES, OBLIGATIONS } from '#record/templates/template.ts'
import { RecordKindSchema, StageSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')

export const FieldSchema = z
  .strictObject({
    name,
    label: TextSchema,
    description: TextSchema.optional(),
    type: z.enum(['quantity', 'composition', 'terms', 'text', 'boolean']),
    role: z.enum(FIELD_ROLES),
    obligation: z.enum(OBLIGATIONS).default('optional'),
    unit: z.string().optional(),
    bounds: z.tuple([z.number().nullable(), z.number().nullable()]).optional(),
    vocabulary: z
      .array(z.strictObject({ term: z.string(), label: TextSchema, iri: z.url().optional() }))
      .min(1)
      .optional(),
    several: z.boolean().optional(),
    group: name.optional(),
    method: z.string().optional(),
    iri: z.url().optional(),
  })
  .meta({ id: 'Field' })

/** The file format of `*.template.yaml`. */
export const TemplateSchema = z
  .strictObject({
    template: name,
    version: z.int().positive(),
    kind: RecordKindSchema,
    stage: StageSchema,
    label: TextSchema,
    description: TextSchema.optional(),
    iri: z.url().optional(),
    keeps: z.array(name).optional(),
    fields: z.array(FieldSchema),
  })
  .meta({ id: 'Template' })
