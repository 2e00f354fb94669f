import { z } from 'zod'
import { TextSchema } from './text.ts'

/** Kinds of long work; whoever runs a hub has a task for each. */
export const JOB_KINDS = ['import', 'undo', 'check', 'train', 'propose', 'example', 'migrate', 'freeze', 'edit'] as const

/** Long work: also sent as server-sent events from `/jobs/{id}/events`, one whole Job an event. */
export const JobSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(JOB_KINDS),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    /** 0 to 1. */
    progress: z.number(),
    message: TextSchema.nullable(),
    error: TextSchema.nullable(),
    created_at: z.string(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: 'Job' })
