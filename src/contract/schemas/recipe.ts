import { z } from 'zod'
import { OriginSchema, UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
const templateKey = z.string().regex(/^[a-z][a-z0-9_]*@\d+$/, 'a template is written name@version, as alloy@1')
const names = z.array(name).min(1)

/** Where a sheet's columns and rows begin, and what its columns are called. */
const shape = {
  skip: z.int().min(0).max(1_000).optional(),
  header_rows: z.int().min(1).max(10).optional(),
  units_row: z.int().min(1).max(10).optional(),
  names_row: z.int().min(1).max(10).optional(),
  groups: z.enum(['as_merged', 'to_next']).optional(),
  transposed: z.boolean().optional(),
  names: z.enum(['as_written', 'completed']).optional(),
  pass_over: z.string().min(1).max(200).optional(),
  missing: z.array(z.string()).default(['']),
}

/** A path inside a folder of files: parted by /, and never out of it. */
export const InsideSchema = z.string().min(1).max(1_000).refine((path) => !/^\/|\\|(^|\/)\.\.?(\/|$)/.test(path), 'a path stays inside its folder: no / before it, no .. in it')
const path = InsideSchema.optional()

const tables = [
    z.strictObject({
      kind: z.literal('csv'),
      path,
      delimiter: z.string().length(1).default(','),
      encoding: z.enum(['utf-8', 'utf-16', 'cp949', 'windows-1252']).default('utf-8'),
      decimal: z.enum(['.', ',']).optional(),
      ...shape,
    }),
    z.strictObject({ kind: z.literal('xlsx'), path, sheet: z.string().min(1).max(31).optional(), ...shape }),
] as const
const folder = z.strictObject({
  kind: z.literal('folder'),
  pattern: InsideSchema.refine((text) => /\{[a-z][a-z0-9_]*\}/.test(text), 'a pattern names what changes from file to file in braces, as curves/{alloy}.csv'),
  missing: shape.missing,
})

const hasUnitsRow = ({ units_row, names_row, header_rows = 1 }: Readonly<Partial<Record<'units_row' | 'names_row' | 'header_rows', number | undefined>>>) => (
  (units_row === undefined || (units_row <= header_rows && header_rows > 1)) && (names_row === undefined || (names_row <= header_rows && names_row !== units_row))
)
const UNITS_ROW = { error: 'units_row and names_row are two of several header_rows', path: ['units_row'] }

const TableFileSchema = z.discriminatedUnion('kind', tables).refine(hasUnitsRow, UNITS_ROW)

/** How the bytes of a file become rows. */
export const FileSchema = z.discriminatedUnion('kind', [...tables, folder])
  .refine((file) => file.kind === 'folder' || hasUnitsRow(file), UNITS_ROW)

const SourceSchema = z.strictObject({
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 is 64 hexadecimal digits').optional(),
  bytes: z.int().positive().optional(),
  licence: z.string().min(1),
  citation: z.string().min(1),
  doi: z.string().regex(/^10\.\d{4,9}\/\S+$/, 'a DOI is written 10.NNNN/…').optional(),
})

const part = z.record(z.string().min(1).max(20), z.int().min(-1_000).max(1_000).refine((nth) => nth !== 0, 'parts are counted from 1, or from -1 backwards'))
const cell = {
  header: z.string().min(1), when: names.optional(), unless: names.optional(), missing: z.array(z.string().min(1)).optional(), part: part.optional(),
}
const stated = { stated: z.string().min(1).optional() }
const words = z.record(z.string().min(1), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))

const ColumnSchema = z.union([
  z.strictObject({ ...cell, composition: z.enum(['amount', 'mass']), ...stated }),
  z.strictObject({
    ...cell, composition: z.enum(['amount', 'mass']), shares: z.record(z.string().min(1), name), rest: z.string().min(1).optional(),
  }),
  z.strictObject({
    ...cell, part: z.never().optional(), composition: z.enum(['amount', 'mass']), lists: z.record(name, name), between: z.string().min(1).max(20),
    formulas: z.record(z.string().min(1), z.string().min(1)).optional(),
  }),
  z.strictObject({ ...cell, unit: UnitTextSchema, ...stated, uncertainty_column: name.optional(), after: z.array(z.string().min(1)).min(1).optional() }),
  z.strictObject({ ...cell, unit_column: name, units: z.record(z.string().min(1), UnitTextSchema).optional() }),
  z.strictObject({ ...cell, words, split: z.string().min(1).optional(), ...stated }),
  z.strictObject({ ...cell, text: z.literal(true), ...stated }),
  z.strictObject({ ...cell, names: name, words: z.record(z.string().min(1), z.string().min(1)).optional() }),
  z.strictObject({ ...cell, file: InsideSchema.refine((text) => text.includes('{}'), '{} stands for what the cell says') }),
  z.strictObject({
    ...cell, curve: InsideSchema.refine((text) => text.includes('{}'), '{} stands for what the cell says'), read: TableFileSchema,
    axes: z.array(z.strictObject({ axis: z.string().min(1), header: z.string().min(1), unit: UnitTextSchema })).min(2).max(20),
  }),
])

const material = z.union([name, z.array(name).min(2)])
const PartSchema = z.strictObject({ record: material, role: name.optional() })

const RecordSchema = z.strictObject({
  as: name,
  template: templateKey,
  name: z.string().min(1),
  origin: OriginSchema,
  source: z.enum(['row', 'file']).optional(),
  key: names,
  when: names.optional(),
  state: z.enum(['planned', 'done']).optional(),
  values: z.record(name, name).default({}),
  of: material.optional(),
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
