import { z } from 'zod'
import { NextSchema } from '../page.ts'
import { RecordIdSchema, StageSchema, UncertaintySchema, UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const PathSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('own'), field: z.string() }),
  z.strictObject({ from: z.literal('up'), template: z.string(), field: z.string(), role: z.string().min(1).optional() }),
  z.strictObject({
    from: z.literal('amount'), template: z.string(), role: z.string().optional(), of: z.string().optional(),
  }).refine(({ role, of }) => role !== undefined || of !== undefined, 'name the role of the inputs or the template of their material'),
  z.strictObject({ from: z.literal('source') }),
])

const FilterSchema = z.union([
  z.strictObject({ column: z.string(), oneOf: z.array(z.string()).min(1) }),
  z.strictObject({ column: z.string(), present: z.literal(true) }),
  z.strictObject({ column: z.string(), min: z.number().optional(), max: z.number().optional() }),
])

/** The file format of `*.table.yaml`. */
export const TableDefinitionSchema = z
  .strictObject({
    name: z.string().max(100).regex(/^[a-z][a-z0-9_-]*$/),
    title: TextSchema,
    rows: z.strictObject({ template: z.string(), where: z.array(FilterSchema).optional() }),
    columns: z
      .array(z.strictObject({
        name: z.string(), label: TextSchema.optional(), path: PathSchema, unit: UnitTextSchema.optional(),
      }))
      .min(1)
      .max(500)
      .refine(
        (columns) => new Set(columns.map(({ name }) => name)).size === columns.length,
        'each column needs a name of its own',
      ),
  })
  .meta({ id: 'TableDefinition' })

export const TableSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    version: z.int(),
    definition: TableDefinitionSchema,
    created_at: z.string(),
    created_by: z.string(),
  })
  .meta({ id: 'Table' })

/** A column as it came out: its kind, stage and how many cells are filled. */
export const ColumnInfoSchema = z
  .object({
    name: z.string(),
    label: TextSchema,
    kind: z.enum(['number', 'category', 'composition', 'structure', 'text']),
    unit: z.string().nullable(),
    stage: StageSchema.nullable(),
    template: z.string().nullable(),
    path: PathSchema,
    filled: z.int(),
  })
  .meta({ id: 'ColumnInfo' })

/** A cell: what it says, the record it was read from, and how many steps that lies from the row's material. */
export const CellSchema = z
  .object({
    value: z.union([z.number(), z.string()]),
    /** Composition only: atomic fractions. */
    fractions: z.record(z.string(), z.number()).optional(),
    /** Structure only: its CIF file, and the data block meant. */
    file: z.object({ sha256: z.string(), block: z.string().optional() }).optional(),
    bound: z.string().optional(),
    /** The upper end of a range whose lower end is `value`. */
    high: z.number().optional(),
    /** What is known of the number's spread, in the column's unit. */
    uncertainty: UncertaintySchema.optional(),
    record: RecordIdSchema,
    /** 0: the row's own record or material; 2: two steps earlier. */
    steps: z.int(),
    /** How many records at that distance say something of this; taken was the oldest measurement, the first input. */
    among: z.int().optional(),
  })
  .nullable()

export const TableRowsSchema = z
  .object({
    total: z.int(),
    columns: z.array(ColumnInfoSchema),
    rows: z.array(z.object({ record: RecordIdSchema, name: z.string(), cells: z.array(CellSchema) })),
    next: NextSchema,
  })
  .meta({ id: 'TableRows' })

const FileSchema = z.object({ sha256: z.string(), size: z.int() })

/** A table as it stood once; its files are in the file store, under their SHA-256. */
export const FrozenTableSchema = z
  .object({
    id: z.uuid(),
    hub: z.string(),
    /** The version of the table that was frozen. */
    table: z.uuid(),
    name: z.string(),
    version: z.int(),
    /** Which of the frozen tables of this name it is, over all versions. */
    n: z.int(),
    state: z.enum(['freezing', 'ready', 'failed', 'cancelled']),
    job: z.uuid().nullable(),
    problem: TextSchema.nullable(),
    rows: z.int().nullable(),
    columns: z.int().nullable(),
    parquet: FileSchema.nullable(),
    /** JSON: definition, columns with units, and the revision of the record behind every cell. */
    manifest: FileSchema.nullable(),
    created_at: z.string(),
    created_by: z.string(),
  })
  .meta({ id: 'FrozenTable' })

/** What became of a frozen table: records behind it, those revised since, and those that are no longer what they were. */
export const FrozenVerificationSchema = z
  .object({
    records: z.int(),
    revised: z.int(),
    differing: z.int(),
    /** The first of those that differ. */
    named: z.array(z.object({ record: RecordIdSchema, revision: z.int() })),
  })
  .meta({ id: 'FrozenVerification' })
