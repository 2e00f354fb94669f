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

const IndexStateSchema = z.object({
  /** Share of the index that is built; 1 once it has been whole. */
  built: z.number(), behind: z.int().describe('Records on their way into it'), as_of: z.iso.datetime(),
})
const JobCountsSchema = z.object({ queued: z.int(), running: z.int(), failed_today: z.int() })

export const HealthSchema = z
  .object({ status: z.enum(['ok', 'building', 'disk_low']), index: z.enum(['ready', 'building']), disk_free: z.number().describe('Share of the disk that is free') })
  .meta({ id: 'Health' })

export const FileRoomSchema = z
  .object({
    slug: z.string(), bytes: z.int().describe('What the files of the hub take, with those on their way'),
    quota: z.int().nullable().describe('What they may take; null: no limit'),
  })
  .meta({ id: 'FileRoom' })

/** How an installation is doing, for those who run it. */
export const InstallationSchema = z
  .object({
    version: z.string(), node: z.string(), started_at: z.iso.datetime(), memory_bytes: z.int(),
    database: z.object({ version: z.string(), bytes: z.int() }),
    files: z.object({ count: z.int(), bytes: z.int(), hubs: z.array(FileRoomSchema) }),
    disk: z.object({ free_bytes: z.int(), total_bytes: z.int() }),
    index: IndexStateSchema, jobs: JobCountsSchema, hubs: z.int(), accounts: z.int(), records: z.int(), revisions: z.int().describe('Estimated, as PostgreSQL counts them'),
  })
  .meta({ id: 'Installation' })

export const StatusSchema = z
  .object({ name: z.literal('sojae'), version: z.string(), needs_setup: z.boolean() })
  .meta({ id: 'Status' })
