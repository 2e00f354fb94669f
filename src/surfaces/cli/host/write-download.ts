import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#science/refusal.ts'

/**
 * Writes downloaded bytes to `path`, or to stdout without one, and checks them against their SHA-256 where they have one.
 *
 * A file appears under its name only whole and right. Refuses `file.changed`, `file.unwritable`. Answers the size.
 */
export async function writeDownload(
  content: AsyncIterable<Uint8Array>, sha256: string | null, path?: string,
): Promise<number> {
  const hash = createHash('sha256')
  let size = 0
  async function* counted() {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.byteLength
      yield chunk
    }
    const found = hash.digest('hex')
    if (sha256 !== null && found !== sha256) throw changed(sha256, found)
  }
  if (path === undefined) {
    await pipeline(counted(), process.stdout, { end: false })
    return size
  }
  const unfinished = `${path}.${process.pid}.part`
  try {
    await pipeline(counted(), createWriteStream(unfinished, { flags: 'wx' }))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof Refusal || code === undefined || !/^E[A-Z]+$/.test(code)) throw error
    throw new Refusal('file.unwritable', {
      en: `${path} cannot be written (${code}). Choose another place with -o.`,
      ko: `${path}에 쓸 수 없습니다(${code}). -o로 다른 위치를 지정하십시오.`,
    }, { path, reason: code })
  }
  return size
}

function changed(sha256: string, found: string): Refusal {
  return new Refusal('file.changed', {
    en: `What came is not the file asked for (SHA-256 ${found}). Try again.`,
    ko: `받은 내용이 요청한 파일과 다릅니다(SHA-256 ${found}). 다시 시도하십시오.`,
  }, { sha256, found })
}
