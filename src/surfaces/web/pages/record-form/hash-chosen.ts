import { sha256 } from '@noble/hashes/sha2.js'
import { Refusal } from '#science/refusal.ts'

/** In bytes: what is read at once. A file of any size needs this much memory only, and the page answers in between. */
const PIECE = 1_000_000

/**
 * The SHA-256 of a file that somebody chose, worked out here: nothing of it is sent. `onRead` hears the share that is read, 0 to 1.
 *
 * The browser's own digest takes a file whole or not at all; therefore a library that goes on piece by piece. Refuses
 * `file.unreadable` where the file changed or went away meanwhile; throws the reason of `signal` where it is given up.
 */
export async function hashChosen(file: Blob, { onRead, signal }: { onRead: (share: number) => void; signal: AbortSignal }): Promise<string> {
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += PIECE) {
    signal.throwIfAborted()
    hash.update(await piece(file, at))
    onRead(Math.min(1, (at + PIECE) / file.size))
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function piece(file: Blob, at: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
  } catch (error) {
    throw new Refusal('file.unreadable', {
      en: 'The file cannot be read to its end: it changed or went away meanwhile. Choose it again once it is finished.',
      ko: '파일을 끝까지 읽을 수 없습니다. 읽는 동안 바뀌었거나 없어졌습니다. 파일이 완성된 뒤 다시 고르십시오.',
    }, { cause: String(error) })
  }
}
