import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createGunzip, createGzip } from 'node:zlib'
import { Refusal } from '#science/refusal.ts'
import { archiveCut, archiveDamaged } from '#stewardship/archive/refusals.ts'
import { checkArchive, requireTrueRevisions } from '#hub/archive/check-archive.ts'
import type { ArchiveReport } from '#hub/archive/check-archive.ts'
import { syncFolder } from '#platform/write-file.ts'
import { unreadable } from './read-text-file.ts'

export { requireTrueRevisions }
export type { ArchiveReport }

type OnProgress = (fraction: number) => void

/** An archive's bytes from its beginning, unpacked where they are packed. Refuses `file.*`, `archive.cut`, `archive.damaged`. */
export async function* archiveBytes(path: string): AsyncGenerator<Buffer> {
  const file = await open(path).catch((error: unknown) => { throw unreadable(path, error) })
  const { buffer: magic, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0).catch((error: unknown) => { throw unreadable(path, error) })
    .finally(() => file.close())
  const raw = createReadStream(path, { highWaterMark: 262_144 })
  if (bytesRead < 2 || magic[0] !== 0x1f || magic[1] !== 0x8b) return yield* raw
  const gunzip = createGunzip({ chunkSize: 262_144 })
  raw.once('error', (error) => gunzip.destroy(error))
  try {
    yield* raw.pipe(gunzip)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw archiveCut(raw.bytesRead)
    throw code.startsWith('Z_') ? archiveDamaged(code) : error
  } finally {
    raw.destroy()
  }
}

/** What a hub sends, until it ends; refuses `archive.broken_off` where it ended because the hub did. */
export async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    const { cause, message } = error as Error
    const reason = (cause as NodeJS.ErrnoException | undefined)?.code ?? message
    throw new Refusal('archive.broken_off', {
      en: `The hub broke off in the middle (${reason}); what was begun is gone again. Look into its log, and try again.`,
      ko: `허브의 전송이 중간에 끊겼습니다(${reason}). 쓰던 파일은 지웠습니다. 허브의 로그를 확인하고 다시 시도하십시오.`,
    }, { reason })
  }
}

/** Reads an archive whole and holds it to its checksums, without a hub. */
export function verifyArchive(path: string, onProgress: OnProgress): Promise<ArchiveReport> {
  return checkArchive(archiveBytes(path), { onProgress })
}

/**
 * Writes an archive that comes from a hub, packed where `path` ends in `.gz`, and checks it on the way.
 *
 * It lies in `path.part`, for its owner only, until it is whole, right and on disk. Refuses `file.exists`,
 * `file.unwritable`, `archive.*`. Answers its size too.
 */
export async function keepArchive(content: AsyncIterable<Uint8Array>, path: string, onProgress: OnProgress): Promise<ArchiveReport & { size: number }> {
  if (await stat(path).catch(() => null)) throw exists(path)
  const unfinished = `${path}.part`
  try {
    await rm(unfinished, { force: true })
    const file = await open(unfinished, 'wx', 0o600)
    try {
      const report = path.endsWith('.gz') ? await writePacked(content, file, onProgress) : await writePlain(content, file, onProgress)
      await file.sync()
      const { size, ino } = await file.stat()
      if ((await stat(unfinished)).ino !== ino) throw exists(path) // Another export to the same place has begun.
      await rename(unfinished, path)
      await syncFolder(dirname(path))
      return { ...report, size }
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(unfinished, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof Refusal || code === undefined || !/^E[A-Z]+$/.test(code)) throw error
    throw unwritable(path, code)
  }
}

async function writePlain(content: AsyncIterable<Uint8Array>, file: FileHandle, onProgress: OnProgress): Promise<ArchiveReport> {
  async function* written() {
    for await (const piece of content) {
      await file.writeFile(piece)
      yield piece
    }
  }
  return checkArchive(written(), { onProgress })
}

async function writePacked(content: AsyncIterable<Uint8Array>, file: FileHandle, onProgress: OnProgress): Promise<ArchiveReport> {
  // The fastest level: numbers and names pack nearly as well, in a third of the time.
  const gzip = createGzip({ level: 1, chunkSize: 262_144 })
  const packed = (async () => {
    for await (const piece of gzip) await file.writeFile(piece as Buffer)
  })()
  packed.catch(() => gzip.destroy())
  async function* written() {
    for await (const piece of content) {
      // Where the disk is full nobody drains it any more.
      if (!gzip.write(piece)) await Promise.race([once(gzip, 'drain'), packed])
      yield piece
    }
  }
  try {
    const report = await checkArchive(written(), { onProgress })
    gzip.end()
    await packed
    return report
  } finally {
    gzip.destroy()
    await packed.catch(() => {})
  }
}

function exists(path: string): Refusal {
  return new Refusal('file.exists', {
    en: `${path} is there already, or is being written; an archive replaces nothing. Choose another name.`,
    ko: `${path}이(가) 이미 있거나 작성 중입니다. 아카이브는 기존 파일을 덮어쓰지 않습니다. 다른 이름을 지정하십시오.`,
  }, { path })
}

function unwritable(path: string, code: string): Refusal {
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new Refusal('file.disk_full', {
      en: `There is no room for ${path} (${code}); what was begun is gone again. Free some space, or choose another place.`,
      ko: `${path}을(를) 저장할 공간이 없습니다(${code}). 쓰던 파일은 지웠습니다. 공간을 확보하거나 다른 위치를 지정하십시오.`,
    }, { path, reason: code })
  }
  return new Refusal('file.unwritable', {
    en: `${path} cannot be written (${code}). Choose another place.`, ko: `${path}에 쓸 수 없습니다(${code}). 다른 위치를 지정하십시오.`,
  }, { path, reason: code })
}
