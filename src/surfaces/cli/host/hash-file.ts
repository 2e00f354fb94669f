import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Refusal } from '#science/refusal.ts'
import { unreadable } from './read-text-file.ts'

/** A local file by what it holds; `size` in bytes. */
export type HashedFile = { readonly name: string; readonly size: number; readonly sha256: string }

/**
 * Reads a file of any size through and says its size and SHA-256; `onRead` hears the share that is read, 0 to 1.
 *
 * Refuses `file.still_written` where it changed meanwhile, for then nobody knows what was hashed; a folder and what cannot be read, too.
 */
export async function hashFile(path: string, onRead: (share: number) => void): Promise<HashedFile> {
  const refuse = (error: unknown): never => {
    throw unreadable(path, error)
  }
  const before = await stat(path).catch(refuse)
  if (!before.isFile()) refuse(Object.assign(new Error('folder'), { code: 'EISDIR' }))
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(piece)
      size += piece.byteLength
      onRead(before.size > 0 ? size / before.size : 1)
    }
  } catch (error) {
    refuse(error)
  }
  const after = await stat(path).catch(refuse)
  if (after.mtimeMs !== before.mtimeMs || after.size !== size) {
    throw new Refusal('file.still_written', {
      en: `${path} changed while it was read: something still writes it. Do this once the file is finished.`,
      ko: `${path}을(를) 읽는 동안 내용이 바뀌었습니다. 아직 쓰는 중인 파일이니 다 쓴 뒤에 다시 하십시오.`,
    }, { path })
  }
  return { name: basename(path), size, sha256: hash.digest('hex') }
}
