import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'

/**
 * Writes downloaded bytes to `path`, or to stdout without one, and checks them against their SHA-256 where they have one.
 *
 * A file appears under its name only whole and right. Refuses `file.changed`, `file.broke_off`, `file.unwritable`. Answers the size.
 */
export async function writeDownload(
  content: AsyncIterable<Uint8Array>, sha256: string | null, path?: string,
): Promise<number> {
  const hash = createHash('sha256')
  let size = 0
  async function* counted() {
    const chunks = content[Symbol.asyncIterator]()
    for (;;) {
      // Only what breaks while it comes is told as a break; what breaks where it is written is not.
      const { done, value: chunk } = await chunks.next().catch((error: unknown) => {
        throw isBroken(error) ? brokeOff(size, path) : error
      })
      if (done) break
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

/** What `fetch` throws when a connection ends before an answer does. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated'
}

function brokeOff(size: number, path: string | undefined): Refusal {
  const came = { en: formatBytes(size, 'en'), ko: formatBytes(size, 'ko') }
  return path === undefined
    ? new Refusal('file.broke_off', {
      en: `The connection to the hub broke after ${came.en}: what was written is not whole. Ask again; with -o FILE nothing half is kept.`,
      ko: `${came.ko}에서 허브와 연결이 끊겼으므로 출력된 내용은 온전하지 않습니다. 다시 실행하십시오. -o FILE을 쓰면 받다 만 파일이 남지 않습니다.`,
    }, { size })
    : new Refusal('file.broke_off', {
      en: `The connection to the hub broke after ${came.en}, before the file was whole; ${path} was not written. Ask again.`,
      ko: `파일을 다 받기 전에 ${came.ko}에서 허브와 연결이 끊겨 ${path}에 쓰지 않았습니다. 다시 실행하십시오.`,
    }, { size, path })
}

function changed(sha256: string, found: string): Refusal {
  return new Refusal('file.changed', {
    en: `What came is not the file asked for (SHA-256 ${found}). Try again.`,
    ko: `받은 내용이 요청한 파일과 다릅니다(SHA-256 ${found}). 다시 시도하십시오.`,
  }, { sha256, found })
}
