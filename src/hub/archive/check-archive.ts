import type { ArchiveManifest } from '#contract/files/archive-manifest.ts'
import { erasedContent } from '#record/erasure/erased-content.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { RecordContent } from '#record/records/record.ts'
import { rowsOfCopy } from '#stewardship/archive/copy-text.ts'
import { archiveDamaged } from '#stewardship/archive/refusals.ts'
import { Refusal } from '#science/refusal.ts'
import { sha256 } from '#platform/storage/digest.ts'
import { hashedText } from '../records/record-rows.ts'
import { readArchive } from './read-archive.ts'
import type { ArchivePart } from './read-archive.ts'

/** What an archive was found to hold. */
export type ArchiveReport = {
  readonly manifest: ArchiveManifest
  /** Files that the hub itself had lost or found damaged. */
  readonly damaged_files: readonly string[]
  /** Revisions that are not what their hash says, or do not follow the one before. */
  readonly revisions_differing: number
  readonly first_differing: { readonly record: string; readonly revision: number } | null
}

type Watch = {
  /** Before anything else is read: whoever throws here has read no more. */
  readonly onManifest?: (manifest: ArchiveManifest) => Promise<void> | void
  /** Parts and files come by, as a share of all that will. */
  readonly onProgress?: (fraction: number) => void
}

/** Reads all of an archive, computes every checksum and the hash of every revision again. Refuses as `readArchive` does. */
export async function checkArchive(bytes: AsyncIterable<Uint8Array>, { onManifest, onProgress }: Watch = {}): Promise<ArchiveReport> {
  let manifest: ArchiveManifest | undefined
  let damaged: readonly string[] = []
  let progress: ((part: ArchivePart) => void) | undefined
  const revisions = new RevisionCheck()
  for await (const part of readArchive(bytes)) {
    if (part.kind === 'manifest') {
      manifest = part.manifest
      progress = countParts(manifest, onProgress)
      await onManifest?.(manifest)
    }
    if (part.kind === 'rows' && part.table.name === 'revision') revisions.add(part.table.columns, part.piece)
    if (part.kind === 'damaged files') damaged = part.sha256s
    progress?.(part)
  }
  return { manifest: manifest!, damaged_files: damaged, revisions_differing: revisions.differing, first_differing: revisions.first }
}

/** Tells how far the reading is: a row counts as much as a file. */
export function countParts(manifest: ArchiveManifest, onProgress: Watch['onProgress']): (part: ArchivePart) => void {
  const all = manifest.files.count + manifest.tables.reduce((sum, { rows }) => sum + rows, 0)
  let seen = 0
  return (part) => {
    seen += part.kind === 'rows' ? part.rows : part.kind === 'file' ? 1 : 0
    onProgress?.(seen / Math.max(all, 1))
  }
}

/** Refuses `archive.revision_differs` where a revision was changed in its hub, past Sojae. */
export function requireTrueRevisions({ revisions_differing, first_differing: first }: ArchiveReport): void {
  if (!first) return
  throw new Refusal('archive.revision_differs', {
    en: `${revisions_differing} revisions are not what their hashes say, the first is revision ${first.revision} of record ${first.record}: `
      + 'they were changed in their hub by other means than Sojae. Take an earlier archive.',
    ko: `개정본 ${revisions_differing}개가 해시와 다릅니다. 첫 번째: 기록 ${first.record}의 개정 ${first.revision}. `
      + '원래 허브에서 Sojae가 아닌 방법으로 바뀌었습니다. 이전 아카이브를 쓰십시오.',
  }, { revisions_differing, ...first })
}

const SAID = ['hub', 'record', 'n', 'parent', 'hash', 'author', 'at', 'reason', 'content'] as const
/** Absent in archives of releases that deleted nothing. */
const ERASED = 'erased'

/** Revisions as they come, by record and number. */
class RevisionCheck {
  differing = 0
  first: ArchiveReport['first_differing'] = null
  #before = { record: '', n: 0, hash: '' }

  add(columns: readonly string[], piece: Buffer): void {
    const places = SAID.map((column) => columns.indexOf(column))
    if (places.includes(-1)) throw archiveDamaged('columns of revision')
    for (const cells of rowsOfCopy(piece)) {
      const [hub, record, written, parent, hash, author, at, reason, content] = places.map((place) => cells[place] ?? null)
      const n = Number(written)
      const key = `${hub} ${record}`
      const follows = key === this.#before.record ? n === this.#before.n + 1 && parent === this.#before.hash : n === 1 && parent === null
      this.#before = { record: key, n, hash: hash! }
      const isErased = cells[columns.indexOf(ERASED)] === 't'
      const computed = isErased ? hashOfErased(hash!, reason!, content!) : readable(() => hashOf(record!, n, { parent: parent!, author: author!, at: isoTime(at!), reason: reason! }, content!))
      if (follows && hash === computed) continue
      this.differing++
      this.first ??= { record: record!, revision: n }
    }
  }
}

/** What a revision said that was deleted nobody can prove; it must hold nothing but what a deletion leaves. */
function hashOfErased(hash: string, reason: string, content: string): string | null {
  const left = readable(() => JSON.parse(content) as RecordContent)
  return reason === '' && canonicalJson(left) === canonicalJson(erasedContent(left)) ? hash : null
}

function hashOf(record: string, n: number, said: Parameters<typeof hashedText>[3], content: string): string {
  return sha256(hashedText(record, n, canonicalJson(JSON.parse(content)), said))
}

/** What is read of a row before the checksum of its part is known; bytes that can be no such row are damaged. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof SyntaxError || error instanceof RangeError ? archiveDamaged('a row of revision') : error
  }
}

/** `2026-11-27 02:44:44.123+00`, as PostgreSQL writes it in UTC, as the hash was taken over it. */
function isoTime(written: string): string {
  return new Date(`${written.replace(' ', 'T')}:00`).toISOString()
}
