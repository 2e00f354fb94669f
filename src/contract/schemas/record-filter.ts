import { z } from 'zod'
import { OriginSchema, RecordKindSchema, StageSchema, UnitTextSchema } from './record.ts'

/** An end of a range; an empty text is none, and never the number 0. */
const RangeEndSchema = z
  .preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), z.coerce.number().optional(),
  )
  .optional()

/**
 * Filters of a record list; a name that is no filter is refused, as a misspelt one would let everything pass; all that
 * are given must hold, and a missing value never matches.
 */
export const RecordFilterSchema = z.strictObject({
  q: z.string().optional().describe(
    'A query in the search language (docs/search.md): `yield_strength > 800 MPa and elements has all Al, Ti and '
    + 'up.alloy_processing.processing_temperature between 500 and 700 degC`. A refusal names the column.',
  ),
  /** Element symbols, comma-separated; the record's material or one of its ancestors contains all of them. */
  elements: z.string().optional(),
  /** Element symbols, comma-separated, none of which may be there. */
  without: z.string().optional(),
  stage: z.string().pipe(StageSchema).optional(),
  /** Template name without version. */
  template: z.string().optional(),
  kind: z.string().pipe(RecordKindSchema).optional(),
  origin: z.string().pipe(OriginSchema).optional(),
  text: z.string().optional().describe(
    'Words that all stand in the name or source. If the whole text is a formula of two or more elements (CoCrFeNi, '
    + 'Fe-18Cr-8Ni), also records that have exactly these elements, themselves or from what they were made of; '
    + 'searchRecords puts those that state exactly this composition first.',
  ),
  /** Numeric range: field name with `min` and/or `max` in `unit` (required for a dimensional field; also by its QUDT id, `unit:MegaPA`). */
  field: z.string().optional(),
  min: RangeEndSchema,
  max: RangeEndSchema,
  unit: UnitTextSchema.optional(),
})
