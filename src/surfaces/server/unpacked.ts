import { pipeline } from 'node:stream'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '#science/refusal.ts'

/** The bytes of an upload as its sender has them; refuses an encoding that is not read here. */
export function unpacked(sent: Readable, encoding = 'identity'): AsyncIterable<Uint8Array> {
  if (encoding === 'identity') return sent
  if (encoding.toLowerCase() === 'gzip') return gunzipped(sent)
  throw new Refusal('file.encoding_unknown', {
    en: `Content-Encoding “${encoding}” is not read here; send the bytes as they are, or packed by gzip.`,
    ko: `Content-Encoding “${encoding}”은(는) 지원하지 않습니다. 원래 바이트나 gzip으로 압축하여 보내십시오.`,
  }, { encoding })
}

async function* gunzipped(sent: Readable): AsyncGenerator<Uint8Array> {
  // Its failure, and that of the line, comes out where the bytes are read.
  const unpack = pipeline(sent, createGunzip(), () => {})
  try {
    for await (const chunk of unpack) yield chunk as Buffer
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error
    throw new Refusal('file.not_gzip', {
      en: 'The bytes are not whole gzip, as their Content-Encoding says; nothing was kept. Pack them again, or send them as they are.',
      ko: 'Content-Encoding과 달리 온전한 gzip이 아니므로 저장하지 않았습니다. 다시 압축하거나 원래 바이트로 보내십시오.',
    })
  }
}
