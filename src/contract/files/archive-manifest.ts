import { z } from 'zod'
import { archiveDamaged, notAnArchive } from '#stewardship/archive/refusals.ts'
import { Refusal } from '#science/refusal.ts'

export const ARCHIVE_FORMAT = 'sojae-archive'
/** Counts changes of the format that an earlier reader could not read. */
export const ARCHIVE_VERSION = 1

const NameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)

/** `manifest.json`, the first member of an archive (docs/archive-format.md). */
export const ArchiveManifestSchema = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.int().min(1),
  /** Release that wrote it. */
  sojae: z.string(),
  made_at: z.iso.datetime(),
  /** The one hub that it holds; null for the whole installation. */
  hub: z.string().nullable(),
  hubs: z.array(z.object({ slug: z.string(), title: z.object({ en: z.string(), ko: z.string() }), records: z.int() })),
  accounts: z.int(),
  revisions: z.int(),
  /** Files that follow, and the bytes of those whose size the database knows. */
  files: z.object({ count: z.int(), bytes: z.int() }),
  /** Steps of the schema that the rows are written for. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  /** In the order in which they follow: what is referred to stands before. */
  tables: z.array(z.object({ name: NameSchema, columns: z.array(NameSchema).min(1), rows: z.int() })),
  left_out: z.array(z.string()),
})

export type ArchiveManifest = z.infer<typeof ArchiveManifestSchema>

/** Reads a manifest; refuses `archive.foreign`, `archive.newer_format`, `archive.damaged`. */
export function parseArchiveManifest(text: string): ArchiveManifest {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw notAnArchive()
  }
  const head = z.looseObject({ format: z.literal(ARCHIVE_FORMAT), version: z.int() }).safeParse(read)
  if (!head.success) throw notAnArchive()
  if (head.data.version > ARCHIVE_VERSION) throw newerFormat(head.data.version)
  const manifest = ArchiveManifestSchema.safeParse(read)
  if (!manifest.success) throw archiveDamaged('manifest.json')
  return manifest.data
}

function newerFormat(version: number): Refusal {
  return new Refusal('archive.newer_format', {
    en: `This archive has format ${version}; this release reads up to ${ARCHIVE_VERSION}. Use the release that wrote it, or a later one.`,
    ko: `이 아카이브의 형식은 ${version}이며, 이 버전은 ${ARCHIVE_VERSION}까지 읽습니다. 아카이브를 만든 버전이나 그 이후 버전을 쓰십시오.`,
  }, { version })
}
