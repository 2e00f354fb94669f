import { z } from 'zod'
import { operation } from '../operation.ts'
import { FreshnessSchema, OriginSchema, RecordIdSchema, RecordKindSchema, RunStateSchema, SourceSchema, StageSchema, UnitTextSchema } from '../schemas/record.ts'
import { CellSchema, ColumnInfoSchema } from '../schemas/table.ts'
import { TextSchema } from '../schemas/text.ts'
import { HubParams } from './hub.ts'
import { RecordFilterSchema } from '../schemas/record-filter.ts'

const tag = 'explore'

const ColumnSchema = z.string().min(1).max(300).describe(
  'A field of the rows’ template (`yield_strength`), or one up the lineage (`heat_treatment.temperature`); `source`.',
)

export const BoxSchema = z
  .object({
    /** The cell's terms joined by `+`; text as it stands. */
    category: z.string(),
    /** Values in the box or, below five, drawn as points. */
    n: z.int(),
    /** Bounds and ranges, which belong in no quantile. */
    left_out: z.int(),
    box: z
      .object({ q1: z.number(), median: z.number(), q3: z.number(), low: z.number(), high: z.number(), outliers: z.int() })
      .nullable(),
  })
  .meta({ id: 'Box' })

export const PlotPointSchema = z
  .object({
    record: RecordIdSchema, name: z.string(), x: CellSchema.unwrap(), y: CellSchema.unwrap(), colour: CellSchema,
  })
  .meta({ id: 'PlotPoint' })

export const getPlot = operation({
  id: 'getPlot', method: 'get', path: '/hubs/{hub}/plot', tag,
  summary: 'Pairs of two values of the same thing, wherever along its lineage each was measured; boxes where `x` is a category',
  params: HubParams,
  query: RecordFilterSchema.extend({
    /** Template of which each record makes a row. */
    rows: z.string(),
    x: ColumnSchema, y: ColumnSchema, colour: ColumnSchema.optional(),
    x_unit: UnitTextSchema.optional(), y_unit: UnitTextSchema.optional(),
  }),
  answer: z.object({
    x: ColumnInfoSchema, y: ColumnInfoSchema, colour: ColumnInfoSchema.nullable(),
    /** Records that pass the filter and could make a point. */
    rows: z.int(),
    lacking_x: z.int(), lacking_y: z.int(),
    /** Rows that have both. */
    pairs: z.int(),
    /** What could be drawn as points: all pairs, or beside boxes their outliers and the values of small groups. */
    drawable: z.int(),
    /** All of them, or a sample that is the same each time. */
    points: z.array(PlotPointSchema),
    /** Of all pairs, the largest groups first; null where `x` is a number. */
    boxes: z.array(BoxSchema).nullable(),
    /** Of the index that searched; null where there was nothing to search for. */
    freshness: FreshnessSchema.nullable(),
  }),
})

/** What `getPieceMap` draws; as a plot, `x` and `y` being where each piece lies, both in one unit. */
const PieceMapSchema = z
  .object({
    /** Template of the pieces. */
    template: z.string(),
    x: ColumnInfoSchema, y: ColumnInfoSchema, colour: ColumnInfoSchema.nullable(),
    /** All that could colour: what speaks for at least one of the pieces. */
    columns: z.array(ColumnInfoSchema),
    /** Pieces that say where they lie, and those that do not and are not drawn. */
    placed: z.int(), unplaced: z.int(),
    /** All that are placed, or a sample that is the same each time. */
    points: z.array(PlotPointSchema),
  })
  .meta({ id: 'PieceMap' })

export const getPieceMap = operation({
  id: 'getPieceMap', method: 'get', path: '/records/{id}/map', tag,
  summary: 'The pieces that were made on a material or cut from it, at their places, with what one quantity is for each of them',
  params: z.object({ id: RecordIdSchema }),
  query: z.strictObject({
    pieces: z.string().optional().describe('Template of the pieces; by default that of which most are placed.'),
    colour: ColumnSchema.optional().describe('As in a plot over the pieces; by default the result that most pieces have.'),
    unit: UnitTextSchema.optional().describe('Of a numeric `colour`; by default its template’s.'),
  }),
  answer: z.object({
    /** Templates of its pieces that have places, the fullest first. */
    kinds: z.array(z.object({ template: z.string(), label: TextSchema, pieces: z.int(), placed: z.int() })),
    /** Null where no piece is of a template that has places. */
    map: PieceMapSchema.nullable(),
  }),
})

/** A field over several records: one unit, and a cell for each that says something of it. */
const ComparedFieldSchema = z
  .object({
    field: z.string(), template: z.string(), label: TextSchema, unit: z.string().nullable(),
    kind: z.enum(['number', 'category', 'composition', 'structure', 'text']),
    cells: z.array(CellSchema),
  })
  .meta({ id: 'ComparedField' })

export const compareRecords = operation({
  id: 'compareRecords', method: 'get', path: '/hubs/{hub}/compare', tag,
  summary: 'Records side by side, each field in one unit: what they say, and what was measured elsewhere and holds for them',
  params: HubParams, query: z.strictObject({ records: z.string().max(2_000).describe('2 to 20 ids, separated by commas') }),
  answer: z.object({
    records: z.array(z.object({
      id: RecordIdSchema, kind: RecordKindSchema, stage: StageSchema, template: z.string(), name: z.string(), origin: OriginSchema,
      state: RunStateSchema, source: SourceSchema,
      /** True where its lineage is too large to have been seen whole. */
      cut: z.boolean(),
    })),
    own: z.array(ComparedFieldSchema),
    /** Results of other records in the lineage that hold for it, nearest first. */
    measured: z.array(ComparedFieldSchema),
  }),
})

const TemplateCountSchema = z.object({ template: z.string(), label: TextSchema, n: z.int() })

export const countExport = operation({
  id: 'countExport', method: 'get', path: '/hubs/{hub}/records/export-count', tag,
  summary: 'What an export of the records that pass holds, by template: a row of CSV, or a line of JSON lines, for each',
  params: HubParams, query: RecordFilterSchema,
  answer: z.object({
    /** What was found; CSV holds these. */
    found: z.array(TemplateCountSchema),
    /** Materials that were not found, and that what was found refers to; JSON lines hold them too, so that an import can read the file. */
    alongside: z.array(TemplateCountSchema),
    /** Lines of JSON: all of both. */
    lines: z.int(),
  }),
})

/** What `GET /hubs/{hub}/records/export` takes; it answers a file while it is written, so it is no operation. */
export const ExportQuerySchema = RecordFilterSchema.extend({ format: z.enum(['csv', 'jsonl']) })
