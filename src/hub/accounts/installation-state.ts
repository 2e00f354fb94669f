import { sql } from 'kysely'
import type { z } from 'zod'
import type { HealthSchema, InstallationSchema } from '#contract/schemas/account.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { fileRooms } from '../files/file-quota.ts'
import { requireAdministrator } from './administer.ts'

/** Below this share of free disk it is time to act. */
const LITTLE_DISK = 0.05

const started = new Date()

/** Whether the hub can work; throws what the database does when it is away. */
export async function getHealth(at: Installation): Promise<z.infer<typeof HealthSchema>> {
  await sql`select 1`.execute(at.db)
  const { free, total } = await at.files.room()
  const isBuilt = at.explore.progress().built === 1
  const disk_free = free / total
  return { status: disk_free < LITTLE_DISK ? 'disk_low' : isBuilt ? 'ok' : 'building', index: isBuilt ? 'ready' : 'building', disk_free }
}

/** Sizes, versions, queue and index; for administrators. */
export async function getInstallation(at: Installation, actor: Actor, version: string): Promise<z.infer<typeof InstallationSchema>> {
  await requireAdministrator(at.db, actor, { byToken: true })
  const { rows: [counted] } = await sql<Record<'version' | 'bytes' | 'files' | 'file_bytes' | 'hubs' | 'accounts' | 'records' | 'revisions' | 'queued' | 'running' | 'failed', string>>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      (select count(*) from (select distinct sha256 from file) as kept) as files,
      (select coalesce(sum(size), 0) from (select distinct on (sha256) size from file) as kept) as file_bytes,
      (select count(*) from hub) as hubs, (select count(*) from account where kind <> 'console') as accounts,
      (select count(*) from record) as records,
      (select greatest(reltuples, 0)::bigint from pg_class where oid = 'revision'::regclass) as revisions,
      (select count(*) from job where state = 'queued') as queued, (select count(*) from job where state = 'running') as running,
      (select count(*) from job where state = 'failed' and finished_at > now() - interval '1 day') as failed`.execute(at.db)
  const { free, total } = await at.files.room()
  const { built, behind, asOf } = at.explore.progress()
  const n = (name: keyof NonNullable<typeof counted>) => Number(counted![name])
  return {
    version, node: process.version, started_at: started.toISOString(), memory_bytes: process.memoryUsage.rss(),
    database: { version: counted!.version, bytes: n('bytes') }, files: { count: n('files'), bytes: n('file_bytes'), hubs: await fileRooms(at.db) },
    disk: { free_bytes: free, total_bytes: total }, index: { built, behind, as_of: asOf.toISOString() },
    jobs: { queued: n('queued'), running: n('running'), failed_today: n('failed') },
    hubs: n('hubs'), accounts: n('accounts'), records: n('records'), revisions: n('revisions'),
  }
}

/** The same numbers as Prometheus reads them (text format 0.0.4). */
export function metricsText(state: z.infer<typeof InstallationSchema>, now: Date): string {
  const { database, files, disk, index, jobs, hubs, accounts, records, revisions, memory_bytes, started_at, version } = state
  const gauges: [name: string, help: string, value: number][] = [
    ['records', 'Records in all hubs', records], ['revisions', 'Revisions, as PostgreSQL estimates them', revisions], ['hubs', 'Hubs', hubs],
    ['accounts', 'Accounts of people and instruments', accounts], ['database_bytes', 'Size of the database', database.bytes],
    ['files', 'Files kept', files.count], ['file_bytes', 'Size of the files kept', files.bytes],
    ['disk_free_bytes', 'Free on the disk of the data folder', disk.free_bytes], ['disk_bytes', 'The whole disk of the data folder', disk.total_bytes],
    ['index_built_ratio', 'Share of the explore index that is built', index.built], ['index_behind_records', 'Records on their way into the index', index.behind],
    ['index_age_seconds', 'How long ago the index was last in step', Math.max(0, (now.getTime() - Date.parse(index.as_of)) / 1000)],
    ['jobs_queued', 'Jobs that wait', jobs.queued], ['jobs_running', 'Jobs that run', jobs.running], ['jobs_failed_1d', 'Jobs that failed in the last day', jobs.failed_today],
    ['resident_memory_bytes', 'Memory of the hub’s process', memory_bytes], ['start_time_seconds', 'When the hub started', Date.parse(started_at) / 1000],
  ]
  const lines = gauges.map(([name, help, value]) => `# HELP sojae_${name} ${help}\n# TYPE sojae_${name} gauge\nsojae_${name} ${value}`)
  const byHub = (name: string, help: string, values: readonly (readonly [slug: string, value: number | null])[]) => lines.push(
    `# HELP sojae_${name} ${help}\n# TYPE sojae_${name} gauge`,
    ...values.flatMap(([slug, value]) => (value === null ? [] : [`sojae_${name}{hub="${slug}"} ${value}`])),
  )
  byHub('hub_file_bytes', 'Size of the files of a hub, with those on their way', files.hubs.map(({ slug, bytes }) => [slug, bytes]))
  byHub('hub_file_quota_bytes', 'What they may take, where there is a limit', files.hubs.map(({ slug, quota }) => [slug, quota]))
  return `${lines.join('\n')}\n# HELP sojae_info Version\n# TYPE sojae_info gauge\nsojae_info{version="${version}"} 1\n`
}
