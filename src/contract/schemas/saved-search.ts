import { z } from 'zod'
import { RecordFilterSchema } from './record-filter.ts'
import { TextSchema } from './text.ts'

export const SavedSearchSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    filter: RecordFilterSchema,
    created_at: z.string(),
    /** When its maker last looked. */
    seen_at: z.string(),
    /** Records that it finds and that were not there then; null where it cannot be asked any more (`problem`). */
    new: z.int().nullable(),
    /** The moment that the count is of: up to a minute ago unless counted anew. */
    counted_at: z.string(),
    problem: TextSchema.nullable(),
  })
  .meta({ id: 'SavedSearch' })

/** The moment of a list, to be sent back once its records were looked at. */
export const MarkSchema = z.string().max(2_000).regex(/^[\w-]+$/)

export const SavedSearchesSchema = z.object({
  searches: z.array(SavedSearchSchema),
  mark: MarkSchema.describe('Send it back to markSearchSeen once the records were looked at: what comes after it stays new'),
})
