import { z } from 'zod'
import { TextSchema } from './text.ts'

/** Long work: also sent as server-sent events from `/jobs/{id}/events`, one whole Job an event. */
export const JobSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['import', 'train', 'propose', 'example', 'migrate', 'check']),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    /** 0 to 1. */
    progress: z.number(),
    message: TextSchema.nullable(),
    error: TextSchema.nullable(),
    created_at: z.string(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: 'Job' })
