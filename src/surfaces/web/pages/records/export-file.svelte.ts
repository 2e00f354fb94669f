import { Refusal } from '#science/refusal.ts'
import { client, refusalOf } from '../../client.ts'

/**
 * A file that the hub writes while it is asked for, given to the reader once it is whole.
 *
 * A browser's own download tells of a broken connection in a list that the reader may not look at; here the page tells.
 */
export class ExportFile {
  /** Bytes that have come so far; null while nothing is asked for. */
  bytes = $state<number | null>(null)
  problem = $state.raw<Refusal | null>(null)
  /** What came last, whole. */
  saved = $state.raw<{ name: string; bytes: number } | null>(null)
  #stop = new AbortController()

  /** Asks for the file at a path of the API and saves it under the name that the hub gives it. */
  async take(path: string): Promise<void> {
    this.stop()
    const { signal } = (this.#stop = new AbortController())
    this.problem = this.saved = null
    this.bytes = 0
    try {
      const response = await client.request(path, { signal })
      const { name, content } = await this.#whole(response).catch((error: unknown) => {
        // What fails where a stream is read is the connection; all that the hub refuses it refuses before the first line.
        throw error instanceof TypeError ? brokeOff() : error
      })
      this.saved = { name, bytes: content.size }
      save(content, name)
    } catch (error) {
      if (signal.aborted) return
      this.problem = refusalOf(error)
    }
    this.bytes = null
  }

  /** Asks no further; what has come is thrown away. */
  stop(): void {
    this.#stop.abort()
    this.bytes = null
  }

  async #whole(response: Response): Promise<{ name: string; content: Blob }> {
    let bytes = 0
    const counted = response.body!.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength
        this.bytes = bytes
        controller.enqueue(chunk)
      },
    }))
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export'
    // A browser keeps a large blob on disk, not in memory.
    const content = await new Response(counted, { headers: { 'content-type': response.headers.get('content-type') ?? '' } }).blob()
    return { name, content }
  }
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser has begun to read it by then; given back at once, some browsers save nothing.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function brokeOff(): Refusal {
  return new Refusal('export.broke_off', {
    en: 'The connection broke before the file was whole. Nothing was saved.',
    ko: '파일을 다 받기 전에 연결이 끊겼습니다. 저장된 것은 없습니다.',
  })
}
