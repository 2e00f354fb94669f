import { z } from 'zod'
import { OriginSchema, UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
const templateKey = z.string().regex(/^[a-z][a-z0-9_]*@\d+$/, 'a template is written name@version, as alloy@1')
const names = z.array(name).min(1)

/** How the bytes of a file become rows. */
export const FileSchema = z.strictObject({
  kind: z.literal('csv'),
  delimiter: z.string().length(1).default(','),
  encoding: z.literal('utf-8').default('utf-8'),
  missing: z.array(z.string()).default(['']),
})

const SourceSchema = z.strictObject({
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 is 64 hexadecimal digits'),
  bytes: z.int().positive(),
  licence: z.string().min(1),
  citation: z.string().min(1),
  doi: z.string().regex(/^10\.\d{4,9}\/\S+$/, 'a DOI is written 10.NNNN/…').optional(),
})

const cell = { header: z.string().min(1), when: names.optional(), unless: names.optional() }
const words = z.record(z.string().min(1), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))

const ColumnSchema = z.union([
  z.strictObject({ ...cell, composition: z.enum(['amount', 'mass']) }),
  z.strictObject({ ...cell, unit: UnitTextSchema, stated: z.string().min(1).optional() }),
  z.strictObject({ ...cell, unit_column: name, units: z.record(z.string().min(1), UnitTextSchema).optional() }),
  z.strictObject({ ...cell, words, split: z.string().min(1).optional() }),
  z.strictObject({ ...cell, text: z.literal(true) }),
])

const PartSchema = z.strictObject({ record: name, role: name.optional() })

const RecordSchema = z.strictObject({
  as: name,
  template: templateKey,
  name: z.string().min(1),
  origin: OriginSchema,
  source: z.enum(['row', 'file']).optional(),
  key: names,
  when: names.optional(),
  values: z.record(name, name).default({}),
  of: name.optional(),
  inputs: z.array(PartSchema).optional(),
  outputs: z.array(PartSchema).optional(),
})

/** The file format of `recipe.yaml`. */
export const RecipeSchema = z
  .strictObject({
    recipe: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a recipe is named with lower case letters, digits and -'),
    version: z.int().positive(),
    title: TextSchema,
    description: TextSchema.optional(),
    file: FileSchema,
    source: SourceSchema.optional(),
    columns: z.record(name, ColumnSchema),
    literature: z.strictObject({ doi: name, title: name.optional(), year: name.optional() }).optional(),
    records: z.array(RecordSchema).min(1),
  })
  .meta({ id: 'Recipe' })
