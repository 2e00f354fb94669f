import { z } from 'zod'
import { RecordIdSchema, Sha256Schema } from './record.ts'

/** What deleting a record takes and what it cannot reach. */
export const DeletionCheckSchema = z
  .object({
    name: z.string(),
    revisions: z.int(),
    comments: z.int(),
    /** Records that hang on it or that it made: they stay, and so does its place among them. */
    linked: z.int(),
    /** That no other record, draft or import names: they go. */
    files: z.array(Sha256Schema),
    /** That others name as well. */
    files_kept: z.array(Sha256Schema),
    /** That it says are kept elsewhere: out of the hub’s reach. */
    files_elsewhere: z.array(z.object({ sha256: Sha256Schema, address: z.string() })),
    /** Frozen tables that hold it: their files go. */
    frozen: z.array(z.object({ id: z.uuid(), table: z.uuid(), name: z.string(), n: z.int() })),
    /** Where it may remain: originals that it came from, and models that may have learnt from it. */
    imports: z.array(z.object({ id: z.uuid(), file: z.string(), sha256: Sha256Schema })),
    models: z.array(z.object({ id: z.uuid(), name: z.string(), version: z.int() })),
  })
  .meta({ id: 'DeletionCheck' })

/** What is left of a deleted record. */
export const TombstoneSchema = z
  .object({
    record: RecordIdSchema,
    hub: z.string(),
    kind: z.string(),
    template: z.string(),
    by: z.string(),
    at: z.string(),
    reason: z.string(),
    revisions: z.array(z.object({ n: z.int(), hash: z.string(), at: z.string(), author: z.string() })),
  })
  .meta({ id: 'Tombstone' })
