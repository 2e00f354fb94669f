import { z } from 'zod'
import { InsideSchema } from './recipe.ts'
import { OriginSchema, UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
const templateKey = z.string().regex(/^[a-z][a-z0-9_]*@\d+$/, 'a template is written name@version, as alloy@1')

export const RecipeNameSchema = z.string().max(80).regex(/^[a-z][a-z0-9-]*$/, 'a recipe is named with lower case letters, digits and -')

/** Files of a ZIP that a column's cells name: where `{}` stands for the cell's text. */
const file = z.strictObject({ template: templateKey, field: name, path: InsideSchema.refine((text) => text.includes('{}'), '{} stands for what the cell says') })

/** What becomes of a column of a sheet. */
export const ColumnChoiceSchema = z
  .discriminatedUnion('use', [
    z.strictObject({
      use: z.literal('value'),
      template: templateKey,
      field: name,
      unit: UnitTextSchema.optional(),
      /** Header of the column with the unit, and the units that texts there mean. */
      unit_column: z.string().min(1).optional(),
      units: z.record(z.string().min(1), UnitTextSchema).optional(),
      composition: z.enum(['amount', 'mass']).optional(),
      /** Term by word of the sheet, guessed where it is not given; another word is refused where it stands. */
      words: z.record(z.string().min(1), z.string().min(1)).optional(),
      split: z.string().min(1).max(10).optional(),
      /** What the header says of the conditions, as `T=300K`. */
      condition: z.strictObject({ field: name, value: z.string().min(1).max(40), unit: UnitTextSchema }).optional(),
      /** Rows that differ here speak of different things. */
      key: z.boolean().optional(),
    }),
    /** Cells name material records that the hub holds, by this template (of any version); `file`: and their files. */
    z.strictObject({ use: z.literal('record'), template: name, file: file.optional() }),
    file.extend({ use: z.literal('file') }),
    ...(['name', 'key'] as const).map((use) => z.strictObject({ use: z.literal(use), file: file.optional() })),
    ...(['doi', 'title', 'year', 'leave_out'] as const).map((use) => z.strictObject({ use: z.literal(use) })),
  ])
  .meta({ id: 'ColumnChoice' })

const FieldAtSchema = z.object({ template: z.string(), field: z.string() })

export const MappedColumnSchema = z
  .object({
    header: z.string(),
    state: z.enum(['chosen', 'guessed', 'asked', 'unmatched']),
    choice: ColumnChoiceSchema.nullable(),
    /** What a guess rests on, or what is asked. */
    because: TextSchema,
    candidates: z.array(FieldAtSchema),
    /** Templates by whose names records of the hub are called as its cells are, the most first. */
    records: z.array(z.string()),
    /** What stands around its cells in paths of the ZIP, as `cifs/{}.cif`; null where its cells name no files. */
    path: z.string().nullable(),
    /** Whether no two of the cells read say the same. */
    distinct: z.boolean(),
    unit: z.string().nullable(),
    condition: z.object({ name: z.string(), value: z.string(), unit: z.string() }).nullable(),
    /** Different words of the rows read, where they are few enough to be terms. */
    words: z.array(z.string()),
  })
  .meta({ id: 'MappedColumn' })

/** A record that each row makes, or names (`there`), and what it hangs on. */
export const ChainLinkSchema = z
  .object({
    as: z.string(),
    /** `name@version`; of one that is there, which may be by any version, the name. */
    template: z.string(),
    /** Whether the hub holds it already. */
    there: z.boolean(),
    name: z.string(),
    /** Null of one that is there. */
    origin: OriginSchema.nullable(),
    of: z.string().nullable(),
    inputs: z.array(z.string()),
    outputs: z.array(z.string()),
    /** Field and the header of the column that fills it. */
    values: z.array(z.object({ field: z.string(), header: z.string() })),
    key: z.array(z.string()),
  })
  .meta({ id: 'ChainLink' })

export const RecipeVersionSchema = z.object({ version: z.int(), author: z.string().nullable(), at: z.string().nullable() })
