import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#science/refusal.ts'
import { diskFailure } from '../disk-failure.ts'
import { syncFolder } from '../write-file.ts'

/** So much of a long part is at risk when the power goes. */
const SYNCED_EVERY_BYTES = 16_000_000

/** A part: where it begins, and where the whole file ends. */
export type Part = { readonly from: number; readonly end: number; readonly content: AsyncIterable<Uint8Array> }

/** Files of which only parts are here; nothing reads them but this. */
export type PartialFiles = {
  readonly folder: string
  /**
   * Writes a part and answers up to where the bytes are on disk; `onSynced` hears it too, every 16 MB and at the end.
   *
   * A source that breaks ends the part there. Throws `upload.too_long` at the first byte beyond `end`, `upload.lost`,
   * `home.disk_full`, `home.unwritable`, and what refusal the source throws; what was synced before stays.
   */
  write(id: string, part: Part, onSynced: (received: number) => Promise<void>): Promise<number>
  /** SHA-256 of the whole file. Throws `upload.lost`. */
  hash(id: string, size: number): Promise<string>
  path(id: string): string
  /** Names of all that are here. */
  list(): Promise<string[]>
  discard(id: string): Promise<void>
}

/** Opens the partial files in `folder`, which it makes. */
export async function openPartialFiles(folder: string): Promise<PartialFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => { throw diskFailure(error, folder) })
  const path = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`Not the id of an upload: ${id}`)
    return join(folder, id)
  }
  const sizeOf = (id: string) => stat(path(id)).then(({ size }) => size, () => undefined)

  return {
    folder,
    path,
    list: () => readdir(folder),
    discard: (id) => rm(path(id), { force: true }),
    async write(id, part, onSynced) {
      const there = await sizeOf(id)
      if ((there ?? 0) < part.from) throw lost(id)
      try {
        const file = await open(path(id), constants.O_WRONLY | constants.O_CREAT, 0o600)
        try {
          if (there === undefined) await syncFolder(folder)
          return await writePart(file, part, onSynced)
        } finally {
          await file.close()
        }
      } catch (error) {
        throw diskFailure(error, folder)
      }
    },
    async hash(id, size) {
      if ((await sizeOf(id)) !== size) throw lost(id)
      const hash = createHash('sha256')
      for await (const piece of createReadStream(path(id), { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
      return hash.digest('hex')
    },
  }
}

async function writePart(file: FileHandle, { from, end, content }: Part, onSynced: (received: number) => Promise<void>): Promise<number> {
  const pieces = content[Symbol.asyncIterator]()
  let written = from
  let synced = from
  const sync = async () => {
    await file.sync()
    await onSynced((synced = written))
  }
  let fault: Refusal | null = null
  try {
    for (;;) {
      // A connection that broke is no fault: the rest comes by another.
      const { done, value } = await pieces.next().catch((error: unknown) => {
        if (error instanceof Refusal) fault = error
        return { done: true as const, value: undefined }
      })
      if (done) break
      if (written + value.byteLength > end) {
        fault = tooLong(end)
        break
      }
      for (let at = 0; at < value.byteLength;) {
        at += (await file.write(value, at, value.byteLength - at, written + at)).bytesWritten
      }
      written += value.byteLength
      if (written - synced >= SYNCED_EVERY_BYTES) await sync()
    }
  } finally {
    await pieces.return?.().catch(() => {})
  }
  if (written > synced || from === end) await sync()
  if (fault) throw fault
  return written
}

/** A part with more bytes than the upload said it would have. */
export function tooLong(size: number): Refusal {
  return new Refusal('upload.too_long', {
    en: `This part goes beyond the ${size} bytes that the upload was begun with; begin another upload with the right size.`,
    ko: `이 조각은 업로드를 시작할 때 알린 ${size}바이트를 넘습니다. 올바른 크기로 업로드를 새로 시작하십시오.`,
  }, { size })
}

function lost(id: string): Refusal {
  return new Refusal('upload.lost', {
    en: 'What was sent of this upload is no longer on the hub’s disk; begin it again.',
    ko: '이 업로드에서 이미 보낸 내용이 허브의 디스크에 남아 있지 않습니다. 처음부터 다시 올리십시오.',
  }, { upload: id })
}
