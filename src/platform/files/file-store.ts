import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import { diskFailure } from '../disk-failure.ts'
import { syncFolder } from '../write-file.ts'
import { openPartialFiles } from './partial-files.ts'
import type { PartialFiles } from './partial-files.ts'
import { ShelfFile } from './shelf-file.ts'

/** A file's name in the store, 64 hex digits, and its size in bytes. */
export type StoredFile = { readonly sha256: string; readonly size: number }

/** A file's bytes, from `start` to before `end`, as often as needed. */
export type FileParts = { readonly size: number; range(start: number, end: number): AsyncIterable<Uint8Array> }

/** Files kept under the SHA-256 of their bytes: equal content is one file, and no file ever changes. */
export type FileStore = {
  /**
   * Keeps the bytes and returns only when they and their name are on disk.
   * Throws `file.too_large` beyond `maxBytes`, `home.disk_full`, `home.unwritable`; nothing half is ever visible.
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, limits?: { maxBytes?: number }): Promise<StoredFile>
  /** Files of which only parts have come. */
  readonly partial: PartialFiles
  /** Makes a whole partial file, whose SHA-256 and size these are, one of the store's; it may have been done before. */
  adopt(id: string, stored: StoredFile): Promise<void>
  /**
   * Streams a file; with `verify`, the stream ends in the refusal `file.corrupt` if the bytes are no longer those put.
   * Throws `file.missing`.
   */
  open(sha256: string, options?: { verify?: boolean }): Promise<Readable>
  /**
   * The file for reading from any place; with `verify`, its bytes are first read through and checked.
   * Throws `file.missing`, `file.corrupt`.
   */
  parts(sha256: string, options?: { verify?: boolean }): Promise<FileParts>
  has(sha256: string): Promise<boolean>
  /** Bytes. Throws `file.missing`. */
  size(sha256: string): Promise<number>
  /** Removes the bytes for good; nothing happens where there are none. */
  remove(sha256: string): Promise<void>
  /** Where the file lies, or would; for programs that need a path. */
  path(sha256: string): string
  /** Removes what writes that were killed have left; for who has the home alone and writes nothing yet. */
  clearIncoming(): Promise<void>
  /** Bytes on the disk that holds the files: free for us, and all. */
  room(): Promise<{ free: number; total: number }>
  /** A new shelf beside the files; its texts are gone when it is closed. */
  shelf(): ShelfFile
  /** Bytes put aside for reading from any place, in a file without a name: they are gone when it is closed, or the process ends. */
  aside(content: AsyncIterable<Uint8Array>): Promise<FileParts & { close(): Promise<void> }>
}

/** The store of a folder, in which other stores may write before they put. */
export type LocalFileStore = FileStore & {
  /** Writes bytes out, synced, under a name that nobody knows; whoever asks removes it. Throws as `put`. */
  write(content: Uint8Array | AsyncIterable<Uint8Array>, limits?: { maxBytes?: number }): Promise<StoredFile & { readonly temporary: string }>
}

/** Opens the store in `folder`, which it makes and then owns; several processes may share one. */
export async function openFileStore(folder: string): Promise<LocalFileStore> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 }).catch(error => { throw diskFailure(error, folder) })

  function path(sha256: string): string {
    return join(folder, keyOf(sha256))
  }
  const partial = await openPartialFiles(join(folder, 'parts'))
  const sizeOf = (sha256: string): Promise<number | undefined> =>
    stat(path(sha256)).then(found => found.size, () => undefined)

  const written: LocalFileStore['write'] = async (content, { maxBytes = Infinity } = {}) => {
    const temporary = join(incoming, randomBytes(12).toString('hex'))
    try {
      return { ...(await writeOut(temporary, content, maxBytes)), temporary }
    } catch (error) {
      await rm(temporary, { force: true })
      throw diskFailure(error, folder)
    }
  }

  /** Gives written bytes their name, once they are on disk. */
  async function place(temporary: string, stored: StoredFile): Promise<void> {
    // Equal name and size is the same file already; another size is damage, which this copy repairs.
    if ((await sizeOf(stored.sha256)) === stored.size) return
    const target = path(stored.sha256)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await rename(temporary, target)
    for (const above of [dirname(target), dirname(dirname(target)), folder]) await syncFolder(above)
  }

  return {
    path,
    partial,
    async adopt(id, stored) {
      await place(partial.path(id), stored).catch((error) => { throw diskFailure(error, folder) })
      await partial.discard(id)
    },
    shelf: () => new ShelfFile(incoming),
    aside: (content) => putAside(incoming, content).catch((error) => { throw diskFailure(error, folder) }),
    async clearIncoming() {
      for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true })
    },
    async room() {
      const { bsize, bavail, blocks } = await statfs(folder)
      return { free: bsize * bavail, total: bsize * blocks }
    },
    remove: sha256 => rm(path(sha256), { force: true }),
    has: async sha256 => (await sizeOf(sha256)) !== undefined,
    async size(sha256) {
      const found = await sizeOf(sha256)
      if (found === undefined) throw missing(sha256, path(sha256))
      return found
    },
    write: written,
    async put(content, limits) {
      const { temporary, ...stored } = await written(content, limits)
      try {
        await place(temporary, stored)
        return stored
      } catch (error) {
        throw diskFailure(error, folder)
      } finally {
        await rm(temporary, { force: true })
      }
    },
    async open(sha256, { verify = false } = {}) {
      const at = path(sha256)
      if ((await sizeOf(sha256)) === undefined) throw missing(sha256, at)
      const stream = createReadStream(at)
      return verify ? Readable.from(verified(stream, sha256, at), { objectMode: false }) : stream
    },
    async parts(sha256, { verify = false } = {}) {
      const at = path(sha256)
      const size = await sizeOf(sha256)
      if (size === undefined) throw missing(sha256, at)
      if (verify) for await (const _ of verified(createReadStream(at), sha256, at)) continue
      // createReadStream takes its `end` as the last byte, and cannot read none.
      return { size, range: (start, end) => (start < end ? createReadStream(at, { start, end: end - 1 }) : Readable.from([])) }
    },
  }
}

async function putAside(folder: string, content: AsyncIterable<Uint8Array>): Promise<FileParts & { close(): Promise<void> }> {
  const name = join(folder, randomBytes(12).toString('hex'))
  const file = await open(name, 'wx+', 0o600)
  try {
    await rm(name)
    let size = 0
    for await (const chunk of content) {
      await file.appendFile(chunk)
      size += chunk.byteLength
    }
    const range = (start: number, end: number) => (start < end ? file.createReadStream({ start, end: end - 1, autoClose: false }) : Readable.from([]))
    return { size, range, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Where a file lies below the root of a store. */
export function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`Not a SHA-256 in lower-case hex: ${sha256}`)
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

async function writeOut(
  temporary: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(temporary, 'wx', 0o600)
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      for (let done = 0; done < chunk.byteLength;) {
        done += (await file.write(chunk, done, chunk.byteLength - done)).bytesWritten
      }
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function* verified(stream: AsyncIterable<Buffer>, sha256: string, path: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of stream) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== sha256) throw corrupt(sha256, path)
}

/** A file beyond the size allowed. */
export function tooLarge(maxBytes: number): Refusal {
  return new Refusal('file.too_large', {
    en: `The file is larger than the ${formatBytes(maxBytes, 'en')} allowed here. Split it, or ask the operator for a higher limit.`,
    ko: `파일이 허용 크기(${formatBytes(maxBytes, 'ko')})를 초과합니다. 파일을 나누거나 관리자에게 한도 상향을 요청하세요.`,
  }, { maxBytes })
}

/** A file that is not there. */
export function missing(sha256: string, path: string): Refusal {
  return new Refusal('file.missing', {
    en: `File ${sha256} is not in the store (${path}). Upload it again or restore it from a back-up.`,
    ko: `파일 ${sha256}이(가) 저장소에 없습니다(${path}). 다시 올리거나 백업에서 복원하세요.`,
  }, { sha256, path })
}

/** A file whose bytes are no longer those put. */
export function corrupt(sha256: string, path: string): Refusal {
  return new Refusal('file.corrupt', {
    en: `File ${path} no longer has the bytes that were stored. Upload the original again or restore a back-up.`,
    ko: `${path} 파일의 내용이 저장 당시와 다릅니다. 원본을 다시 올리거나 백업에서 복원하세요.`,
  }, { sha256, path })
}
