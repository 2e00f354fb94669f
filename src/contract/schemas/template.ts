import { z } from 'zod'
import { FIELD_ROLES, OBLIGATIONS, PROCESS_EVENTS } from '#record/templates/template.ts'
import { AxisSchema, isUnit, problemsOfCurves, SummarySchema } from './curve-field.ts'
import { RecordKindSchema, StageSchema, UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')

export const FieldSchema = z
  .strictObject({
    name,
    label: TextSchema,
    description: TextSchema.optional(),
    type: z.enum(['quantity', 'composition', 'terms', 'text', 'boolean', 'curve', 'file', 'image', 'structure', 'reference']),
    role: z.enum(FIELD_ROLES),
    obligation: z.enum(OBLIGATIONS).default('optional'),
    unit: UnitTextSchema.refine(isUnit, 'this unit is not known').optional(),
    bounds: z
      .tuple([z.number().nullable(), z.number().nullable()])
      .refine(([low, high]) => low === null || high === null || low < high, 'bounds are written [low, high]')
      .optional(),
    vocabulary: z
      .array(z.strictObject({
        term: z.string(), label: TextSchema, iri: z.url().optional(), catch_all: z.boolean().optional(),
      }))
      .min(1)
      .optional(),
    several: z.boolean().optional(),
    axes: z.array(AxisSchema).min(2).max(50).optional(),
    ascending: z.boolean().optional(),
    summaries: z.array(SummarySchema).min(1).optional(),
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
    event: z.enum(PROCESS_EVENTS).optional(),
    keeps: z.array(name).optional(),
    hands_on: z.record(name, z.array(name).min(1)).optional(),
    fields: z.array(FieldSchema).refine(
      (fields) => new Set(fields.map((field) => field.name)).size === fields.length,
      'each field needs a name of its own',
    ).superRefine((fields, context) => {
      for (const issue of problemsOfCurves(fields)) context.addIssue({ code: 'custom', ...issue })
    }),
  })
  .meta({ id: 'Template' })
