import { HEAD_BYTES, readPicture } from '#record/files/picture.ts'
import type { Picture } from '#record/files/picture.ts'
import type { Installation } from '../installation.ts'

/** What the bytes of a kept file say it is as a picture; null where it is none. */
export async function pictureOf(files: Installation['files'], sha256: string): Promise<Picture | null> {
  const head: Uint8Array[] = []
  let size = 0
  for await (const chunk of (await files.open(sha256)) as AsyncIterable<Uint8Array>) {
    head.push(chunk)
    size += chunk.byteLength
    if (size >= HEAD_BYTES) break
  }
  return readPicture(Buffer.concat(head))
}
