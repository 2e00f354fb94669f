import { z } from 'zod'
import { isUnit } from './curve-field.ts'
import { UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

/** A column of a small table, as its template declares it. */
export const ColumnSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _'),
    label: TextSchema,
    unit: UnitTextSchema.refine(isUnit, 'this unit is not known').optional(),
    iri: z.url().optional(),
  })
  .meta({ id: 'SmallTableColumn' })
