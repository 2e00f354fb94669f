import { z } from 'zod'
import { operation } from '../operation.ts'
import { FindingKindSchema, FindingSchema, RecipeSummarySchema } from '../schemas/import.ts'
import { ChainLinkSchema, ColumnChoiceSchema, MappedColumnSchema, RecipeNameSchema, RecipeVersionSchema } from '../schemas/mapping.ts'
import { FileSchema } from '../schemas/recipe.ts'
import { Sha256Schema } from '../schemas/record.ts'
import { TextSchema } from '../schemas/text.ts'
import { HubParams } from './hub.ts'

const tag = 'import'
const UploadedSchema = z.strictObject({ sha256: Sha256Schema, name: z.string().min(1).max(300) })
/** Made by the asker, so long that nobody else has it. */
const RunSchema = z.string().regex(/^[0-9a-zA-Z-]{16,64}$/)
const NameParams = HubParams.extend({ name: z.string() })

export const listRecipes = operation({
  id: 'listRecipes', method: 'get', path: '/hubs/{hub}/recipes', tag,
  summary: 'Recipes that are shipped, and those that this hub keeps in their newest version', params: HubParams,
  answer: z.object({ recipes: z.array(RecipeSummarySchema) }),
})

export const getRecipe = operation({
  id: 'getRecipe', method: 'get', path: '/hubs/{hub}/recipes/{name}', tag,
  summary: 'A recipe as YAML, its newest version unless one is named, with the chain of records that it makes', params: NameParams,
  query: z.object({ version: z.coerce.number().int().positive().optional() }),
  answer: z.object({
    name: z.string(), version: z.int(), yaml: z.string(), shipped: z.boolean(), versions: z.array(RecipeVersionSchema), chain: z.array(ChainLinkSchema),
  }),
})

export const saveRecipe = operation({
  id: 'saveRecipe', method: 'post', path: '/hubs/{hub}/recipes', tag, once: true,
  summary: 'Keeps a recipe under its name, as version 1 or the next; the same text again adds nothing', params: HubParams,
  body: z.strictObject({ yaml: z.string().max(1_000_000) }), answer: z.object({ name: z.string(), version: z.int(), added: z.boolean() }),
})

export const draftRecipe = operation({
  id: 'draftRecipe', method: 'post', path: '/hubs/{hub}/recipe-draft', tag,
  summary: 'A recipe to begin with for an uploaded sheet: each guess says what it rests on, what is ambiguous is asked; nothing is stored',
  params: HubParams,
  body: z.strictObject({
    file: UploadedSchema,
    reading: FileSchema.optional(),
    /** What the recipe is to be called; by the file where it is not said. */
    name: RecipeNameSchema.optional(),
    /** What a person chose, by place of the column; null where nothing was. */
    choices: z.array(ColumnChoiceSchema.nullable()).max(10_000).default([]),
    /** Template of the material that the rows are about, and of what a process makes of it. */
    material: z.string().optional(),
    piece: z.string().optional(),
  }),
  answer: z.object({
    name: z.string(),
    version: z.int(),
    reading: FileSchema,
    columns: z.array(MappedColumnSchema),
    /** Null as long as no chain can be made. */
    yaml: z.string().nullable(),
    chain: z.array(ChainLinkSchema),
    /** What has to be settled before an import. */
    asks: z.array(TextSchema),
    remarks: z.array(TextSchema),
    material: z.string().nullable(),
    piece: z.string().nullable(),
    /** The curve fields of measurements, those that fit the header first, where the sheet looks like one curve and not like a table of things; else null. */
    curve: z.array(z.object({ template: z.string(), field: z.string(), fits: z.boolean() })).nullable(),
    /** Recipes that read nothing but columns of this sheet, the newest first. */
    fits: z.array(RecipeSummarySchema),
  }),
})

export const checkImport = operation({
  id: 'checkImport', method: 'post', path: '/hubs/{hub}/import-check', tag,
  summary: 'What an import of an uploaded sheet would make and refuse, read to its end; nothing is written', params: HubParams,
  body: z.strictObject({
    recipe: z.union([z.strictObject({ name: z.string() }), z.strictObject({ yaml: z.string().max(1_000_000), templates: z.array(z.string()).default([]) })]), file: UploadedSchema,
    /** A name for this dry run, under which it can be watched and stopped. */
    run: RunSchema.optional(),
  }),
  answer: z.object({
    rows_read: z.int(), duplicate_rows: z.int(), records: z.int(),
    /** Held against what the recipe's keys wrote last. */
    records_made: z.int(), records_revised: z.int(), records_unchanged: z.int(), cells_refused: z.int(), records_left_out: z.int(),
    by_template: z.record(z.string(), z.int()),
    /** The first 300; the counts are of all. */
    findings: z.array(FindingSchema.omit({ records: true })),
    /** All of them by what they say: refusals first, then the most frequent; at most 200. */
    kinds: z.array(FindingKindSchema),
  }),
})

const RunParams = HubParams.extend({ run: RunSchema })

export const getCheckProgress = operation({
  id: 'getCheckProgress', method: 'get', path: '/hubs/{hub}/import-check/{run}', tag,
  summary: 'How far a dry run of one’s own is that was given this name; null where none is under way', params: RunParams,
  answer: z.object({
    progress: z.object({
      rows_read: z.int(),
      /** Known once all rows were read; of them, `compared` were held against what the hub has. */
      records: z.int().nullable(),
      compared: z.int(),
    }).nullable(),
  }),
})

export const stopImportCheck = operation({
  id: 'stopImportCheck', method: 'delete', path: '/hubs/{hub}/import-check/{run}', tag,
  summary: 'Stops a dry run of one’s own; whoever asked for it is answered `check.stopped`', params: RunParams,
  answer: z.object({ stopped: z.boolean() }),
})
