import { z } from 'zod'

/** A sentence in both languages. */
export const TextSchema = z.object({ en: z.string(), ko: z.string() }).meta({ id: 'Text' })
