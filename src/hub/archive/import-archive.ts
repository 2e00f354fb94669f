import pg from 'pg'
import type { ArchiveManifest } from '#contract/files/archive-manifest.ts'
import { Refusal } from '#science/refusal.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { readMigrations, requireKnown, runMigrations } from '#platform/storage/migrate.ts'
import type { Migration } from '#platform/storage/migrate.ts'
import { checkArchive, countParts, requireTrueRevisions } from './check-archive.ts'
import type { ArchiveReport } from './check-archive.ts'
import { clearEmptySchema, requireEmpty } from './empty-installation.ts'
import { readArchive } from './read-archive.ts'

export type ArchiveImport = {
  readonly pool: pg.Pool
  readonly files: FileStore
  /** The archive from its beginning; it is read twice. */
  readonly open: () => AsyncIterable<Uint8Array>
  /** The schema's steps, if not those of this release. */
  readonly migrations?: readonly Migration[]
  readonly onProgress?: (fraction: number) => void
}

/**
 * Brings an archive into an empty installation: all of it or nothing.
 *
 * It is read and checked whole before anything is written. Then one transaction makes the schema as it was for the archive,
 * copies the rows, and runs the later steps of the schema; files go into the store before they can be seen, so what a
 * broken-off import leaves of them is there for the next. Refuses `archive.*`, `migration.*`, `home.disk_full`.
 */
export async function importArchive({ pool, files, open, migrations, onProgress }: ArchiveImport): Promise<ArchiveReport> {
  const steps = migrations ?? (await readMigrations())
  const client = await pool.connect()
  let isBroken = false
  try {
    await client.query('begin')
    await requireKnown(steps, client)
    await requireEmpty(client)
    await client.query('rollback')
    const report = await checkArchive(open(), {
      onManifest: (manifest) => void stepsBeyond(manifest, steps), onProgress: (fraction) => onProgress?.(fraction / 2),
    })
    requireTrueRevisions(report)
    await client.query('begin')
    await clearEmptySchema(client)
    await bringIn({ client, files, bytes: open(), steps, ...(onProgress && { onProgress }) })
    await client.query('commit')
    return report
  } catch (error) {
    await client.query('rollback').catch(() => { isBroken = true })
    throw error
  } finally {
    client.release(isBroken)
  }
}

async function bringIn({ client, files, bytes, steps, onProgress }: {
  client: pg.PoolClient; files: FileStore; bytes: AsyncIterable<Uint8Array>; steps: readonly Migration[]; onProgress?: (fraction: number) => void
}): Promise<void> {
  let later: readonly Migration[] = []
  let tables: readonly string[] = []
  let progress: ReturnType<typeof countParts> | undefined
  for await (const part of readArchive(bytes)) {
    if (part.kind === 'manifest') {
      later = stepsBeyond(part.manifest, steps)
      tables = part.manifest.tables.map(({ name }) => pg.escapeIdentifier(name))
      progress = countParts(part.manifest, (fraction) => onProgress?.(0.5 + fraction / 2))
      await runMigrations(client, steps.slice(0, steps.length - later.length))
      await client.query('set constraints all immediate')
    } else if (part.kind === 'rows') {
      const columns = part.table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
      // Frozen: the table is of this transaction, and nobody has to look at these rows again to know that they are old.
      await client.query(`copy ${pg.escapeIdentifier(part.table.name)} (${columns}) from stdin (freeze)`, [[part.piece]])
    } else if (part.kind === 'file') {
      await files.put(part.content)
    }
    progress?.(part)
  }
  await runMigrations(client, later)
  // Else the first searches know nothing of what is there.
  await client.query(`analyze ${tables.join(', ')}`)
}

/** The steps that come after those of the archive; refuses an archive whose steps are not the first of ours. */
function stepsBeyond({ migrations }: ArchiveManifest, steps: readonly Migration[]): readonly Migration[] {
  const unknown = migrations.find(({ name }) => !steps.some((step) => step.name === name))
  if (unknown) {
    throw new Refusal('archive.newer_release', {
      en: `A later release of Sojae wrote this archive (${unknown.name}). Import it with that release.`,
      ko: `더 새로운 Sojae 버전이 만든 아카이브입니다(${unknown.name}). 해당 버전으로 가져오십시오.`,
    }, { migration: unknown.name })
  }
  const other = migrations.find(({ name, checksum }, at) => steps[at]?.name !== name || steps[at]?.checksum !== checksum)
  if (other) {
    throw new Refusal('archive.other_schema', {
      en: `${other.name} was another step in the release that wrote this archive. Import it with that release.`,
      ko: `이 아카이브를 만든 버전의 ${other.name} 단계가 이 버전과 다릅니다. 해당 버전으로 가져오십시오.`,
    }, { migration: other.name })
  }
  return steps.slice(migrations.length)
}
