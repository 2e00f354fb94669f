import { z } from 'zod'
import { checkCurveField } from '#record/templates/check-curve-field.ts'
import { checkExpressions } from '#record/expressions/check-expressions.ts'
import { LONGEST_EXPRESSION } from '#record/expressions/parse-expression.ts'
import { checkMisplaced } from '#record/templates/check-field.ts'
import { checkTableField } from '#record/templates/check-table-field.ts'
import { MOST_COLUMNS } from '#record/small-tables/table-size.ts'
import { FIELD_ROLES, OBLIGATIONS, PROCESS_EVENTS } from '#record/templates/template.ts'
import type { Field } from '#record/templates/template.ts'
import { AxisSchema, isUnit, SummarySchema } from './curve-field.ts'
import { ColumnSchema } from './table-field.ts'
import { RecordKindSchema, StageSchema, UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
const key = z.string().regex(/^[a-z][a-z0-9_]*@\d+$/, 'a template is written name@version, as alloy@1')

const TermSchema = z.strictObject({
  term: z.string().min(1), label: TextSchema, iri: z.url().optional(), catch_all: z.boolean().optional(),
})

const MethodSchema = z.strictObject({ standard: z.string().trim().min(1).max(80), title: z.string().trim().min(1).max(300).optional() })

const BoundsSchema = z.tuple([z.number().nullable(), z.number().nullable()])

export const FieldSchema = z
  .strictObject({
    name,
    label: TextSchema,
    description: TextSchema.optional(),
    type: z.enum(['quantity', 'composition', 'terms', 'text', 'boolean', 'curve', 'file', 'image', 'structure', 'reference', 'table']),
    role: z.enum(FIELD_ROLES),
    obligation: z.enum(OBLIGATIONS).default('optional'),
    unit: UnitTextSchema.refine(isUnit, 'this unit is not known').optional(),
    bounds: BoundsSchema
      .refine(([low, high]) => low === null || high === null || low < high, 'bounds are written [low, high]')
      .optional(),
    expression: z.string().trim().min(1).max(LONGEST_EXPRESSION).optional(),
    vocabulary: z.array(TermSchema).min(1).optional(),
    several: z.boolean().optional(),
    axes: z.array(AxisSchema).min(2).max(50).optional(),
    ascending: z.boolean().optional(),
    summaries: z.array(SummarySchema).min(1).optional(),
    columns: z.array(ColumnSchema).min(1).max(MOST_COLUMNS).optional(),
    group: name.optional(),
    methods: z.array(MethodSchema).min(1).max(30).optional(),
    iri: z.url().optional(),
  })
  .meta({ id: 'Field' })

/** A whole template: what `*.template.yaml` ships, and what a written one that extends another comes to. */
export const TemplateSchema = z
  .strictObject({
    template: name,
    version: z.int().positive(),
    extends: key.optional(),
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
    ).superRefine((given, context) => {
      const fields = given as readonly Field[]
      const problems = [
        ...fields.flatMap((field, place) => [
          ...checkMisplaced(field, [place]), ...checkCurveField(field, fields, [place]), ...checkTableField(field, [place]),
        ]),
        ...checkExpressions(fields, []),
      ]
      for (const { path, text } of problems) context.addIssue({ code: 'custom', path: [...path], message: text.en, params: { text } })
    }),
  })
  .meta({ id: 'Template' })

/** A field as its author writes it: what units, bounds and names mean is checked, and told, beyond the form. */
export const WrittenFieldSchema = FieldSchema
  .extend({
    obligation: z.enum(OBLIGATIONS),
    unit: UnitTextSchema,
    bounds: BoundsSchema,
    vocabulary: z.array(TermSchema.partial({ label: true })).min(1),
  })
  .partial()
  .required({ name: true })
  .meta({ id: 'WrittenField' })

/** A template as its author writes it: whole, or with `extends` and only what it adds or narrows. */
export const WrittenTemplateSchema = TemplateSchema
  .extend({ fields: z.array(WrittenFieldSchema).default([]) })
  .partial({ version: true, kind: true, stage: true })
  .meta({ id: 'WrittenTemplate' })
