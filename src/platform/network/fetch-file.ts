import { createHash } from 'node:crypto'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import type { FileStore, StoredFile } from '../files/file-store.ts'

/** A file published elsewhere, as a recipe names it. */
export type PublishedFile = {
  readonly url: string
  /** 64 hex digits. */
  readonly sha256: string
  readonly maxBytes: number
}

const maxRedirects = 5
const silenceMilliseconds = 60_000

/**
 * Fetches a published file into the store, or finds it there; only the bytes with the stated checksum are ever kept.
 *
 * Only https, also after redirects. That an address may lie in the operator's own network is harmless: an answer
 * that the recipe's author does not already know byte for byte is refused. `onBytes` hears how much has come.
 * Throws `download.not_https`, `download.failed`, `download.status`, `download.too_large`, `download.changed`.
 */
export async function fetchFile({ url, sha256, maxBytes }: PublishedFile, { files, signal, onBytes }: {
  files: FileStore
  signal?: AbortSignal
  onBytes?: (received: number, total: number | undefined) => void
}): Promise<StoredFile> {
  if (await files.has(sha256)) return { sha256, size: await files.size(sha256) }
  const silence = new AbortController()
  const silent = new Error(`no data for ${silenceMilliseconds / 1000} s`)
  const timer = setTimeout(() => silence.abort(silent), silenceMilliseconds)
  try {
    const response = await request(url, signal ? AbortSignal.any([signal, silence.signal]) : silence.signal)
    const announced = response.headers.get('content-length')
    const total = announced === null ? undefined : Number(announced)
    if (total !== undefined && total > maxBytes) throw tooLarge(url, maxBytes)
    return await files.put(checked(response.body ?? [], {
      url,
      sha256,
      maxBytes,
      hear(received) {
        timer.refresh()
        onBytes?.(received, total)
      },
    }))
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof Refusal ? error : failed(url, error)
  } finally {
    clearTimeout(timer)
  }
}

async function request(url: string, signal: AbortSignal): Promise<Response> {
  let at = new URL(url)
  for (let redirect = 0; redirect <= maxRedirects; redirect++) {
    if (at.protocol !== 'https:') throw notHttps(at.href)
    // Compressed on the way, the bytes would not be those that the checksum is of.
    const response = await fetch(at, { redirect: 'manual', signal, headers: { 'accept-encoding': 'identity' } })
    if (response.ok) return response
    await response.body?.cancel()
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) throw badStatus(at.href, response.status)
    at = new URL(location, at)
  }
  throw failed(url, new Error(`more than ${maxRedirects} redirects`))
}

async function* checked(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { url, sha256, maxBytes, hear }: PublishedFile & { hear: (received: number) => void },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let received = 0
  for await (const chunk of body) {
    received += chunk.byteLength
    if (received > maxBytes) throw tooLarge(url, maxBytes)
    hash.update(chunk)
    hear(received)
    yield chunk
  }
  const found = hash.digest('hex')
  if (found !== sha256) throw changed(url, sha256, found)
}

function notHttps(url: string): Refusal {
  return new Refusal('download.not_https', {
    en: `${url} is not an https address. Files are fetched over https only; name one, or give the file with --from.`,
    ko: `${url}은(는) https 주소가 아닙니다. 파일은 https로만 내려받습니다. https 주소를 쓰거나 --from으로 파일을 지정하세요.`,
  }, { url })
}

function badStatus(url: string, status: number): Refusal {
  return new Refusal('download.status', {
    en: `${url} answered with status ${status}. Check the address, or download the file and give it with --from.`,
    ko: `${url}이(가) 상태 ${status}(으)로 응답했습니다. 주소를 확인하거나 파일을 직접 내려받아 --from으로 지정하세요.`,
  }, { url, status })
}

function failed(url: string, error: unknown): Refusal {
  const { message, cause } = error as Error
  const reason = cause instanceof Error && cause.message ? cause.message : message
  return new Refusal('download.failed', {
    en: `${url} could not be fetched: ${reason}. Check the network, or download the file and give it with --from.`,
    ko: `${url}을(를) 내려받지 못했습니다: ${reason}. 네트워크를 확인하거나 파일을 직접 내려받아 --from으로 지정하세요.`,
  }, { url, cause: reason })
}

function tooLarge(url: string, maxBytes: number): Refusal {
  return new Refusal('download.too_large', {
    en: `${url} is larger than the ${formatBytes(maxBytes, 'en')} that the recipe allows. Nothing was kept.`,
    ko: `${url}이(가) 레시피의 허용 크기(${formatBytes(maxBytes, 'ko')})를 초과합니다. 저장하지 않았습니다.`,
  }, { url, maxBytes })
}

function changed(url: string, expected: string, found: string): Refusal {
  return new Refusal('download.changed', {
    en: `${url} is not the file that the recipe was written for (SHA-256 ${found}, expected ${expected}). ` +
      'Look for a newer recipe, or give the original file with --from.',
    ko: `${url}의 내용이 레시피가 대상으로 한 파일과 다릅니다(SHA-256 ${found}, 기대값 ${expected}). ` +
      '새 레시피를 찾거나 원본 파일을 --from으로 지정하세요.',
  }, { url, expected, found })
}
