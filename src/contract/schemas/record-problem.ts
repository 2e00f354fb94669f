import { z } from 'zod'
import { ValueSchema } from './record.ts'
import { TextSchema } from './text.ts'

/** One thing in a record that its template or its hub does not allow. */
export const RecordProblemSchema = z
  .object({
    /** The record, by its key in the request. */
    key: z.string(),
    code: z.string(),
    /** The field it is about; null where it is about the record as a whole. */
    field: z.string().nullable(),
    /** About what was planned, not what was done. */
    planned: z.boolean(),
    text: TextSchema,
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'RecordProblem' })

/** A value as it would be kept: what its file says of it, what a curve of the same record gives, what is calculated. */
export const ReadValueSchema = z
  .object({ key: z.string(), field: z.string(), planned: z.boolean(), value: ValueSchema })
  .meta({ id: 'ReadValue' })

