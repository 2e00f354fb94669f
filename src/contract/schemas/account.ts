import { z } from 'zod'
import { RoleSchema } from './people.ts'
import { TextSchema } from './text.ts'

export const HubSchema = z
  .object({
    slug: z.string(),
    title: TextSchema,
    role: RoleSchema,
    example: z.boolean(),
    records: z.int(),
  })
  .meta({ id: 'Hub' })

export const SessionSchema = z
  .object({ account: z.object({ id: z.uuid(), name: z.string(), email: z.string(), administrator: z.boolean() }), hubs: z.array(HubSchema) })
  .meta({ id: 'Session' })

export const StatusSchema = z
  .object({ name: z.literal('sojae'), version: z.string(), needs_setup: z.boolean() })
  .meta({ id: 'Status' })
