import { z } from 'zod'
import { operation } from '../operation.ts'
import { DeletionCheckSchema, TombstoneSchema } from '../schemas/deletion.ts'
import { RecordIdSchema, Sha256Schema } from '../schemas/record.ts'
import { HubParams } from './hub.ts'

const tag = 'record'
const IdParams = z.object({ id: RecordIdSchema })
const ReasonSchema = z.string().trim().min(1).max(2000)

export const checkDeletion = operation({
  id: 'checkDeletion', method: 'get', path: '/records/{id}/deletion', tag,
  summary: 'What deleting a record for privacy or law would take, and where what it said may remain; nothing is deleted',
  params: IdParams, answer: DeletionCheckSchema,
})

export const deleteRecord = operation({
  id: 'deleteRecord', method: 'post', path: '/records/{id}/deletion', tag,
  summary: 'Deletes all that a record ever said, for privacy or law; its tombstone stays, and it cannot be undone. `name` is the record’s, typed once more',
  params: IdParams, body: z.strictObject({ name: z.string(), reason: ReasonSchema }), answer: z.object({ tombstone: TombstoneSchema, remaining: DeletionCheckSchema }),
})

export const deleteFile = operation({
  id: 'deleteFile', method: 'post', path: '/hubs/{hub}/files/{sha256}/deletion', tag: 'import',
  summary: 'Deletes the bytes of a file of a hub, for privacy or law; records that name it stay, and it cannot be undone',
  params: HubParams.extend({ sha256: Sha256Schema }), body: z.strictObject({ reason: ReasonSchema }),
  // False where another hub holds the same bytes: here they cannot be read any more.
  answer: z.object({ deleted: z.literal(true), bytes_removed: z.boolean() }),
})
