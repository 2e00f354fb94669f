import { Refusal } from '#science/refusal.ts'

/** How an upload is followed, and what it does when the connection breaks. */
export type Following = {
  /** Hears how many bytes the hub has, and whether the connection is broken just now. */
  readonly onSent?: (bytes: number, isWaiting: boolean) => void
  /**
   * Waits until another try makes sense; false gives up. `tries` in a row have failed, none between them went through. By
   * itself for 1, 2, 4 … 30 s, eight times.
   */
  readonly wait?: (tries: number) => Promise<boolean>
}

/** What an upload is sent by: a client's raw request, which throws a `Refusal` where the hub refuses. */
export type Send = (path: string, init: RequestInit) => Promise<Response>

/** Larger files go in parts: one that breaks off need not begin again. */
export const WHOLE_UP_TO_BYTES = 2_000_000

const FIRST_PART_BYTES = 1 << 20
const MOST_PART_BYTES = 32 << 20
const LEAST_PART_BYTES = 1 << 18
/** A part that takes this long is a fair loss, and progress that moves; parts grow and shrink towards it. */
const SECONDS_A_PART = 2

const TRIES = 8

/** Sends a file in parts by tus 1.0, and goes on where it was when the connection, or the hub, was away. */
export async function sendInParts(
  send: Send, uploads: string, content: Blob | Uint8Array, mediaType: string, { onSent = () => {}, wait = waitALittle }: Following = {},
): Promise<{ sha256: string; size: number }> {
  const size = content instanceof Blob ? content.size : content.byteLength
  let tries = 0
  let mostBytes = MOST_PART_BYTES
  let partBytes = FIRST_PART_BYTES
  /** What `work` answers; null where it broke and is to be tried again. */
  async function tried<T>(work: () => Promise<T>, received: number): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (isTooMuch(error) && partBytes > LEAST_PART_BYTES) {
        mostBytes = partBytes = Math.max(LEAST_PART_BYTES, partBytes / 2)
        return null
      }
      if (!isBreak(error)) throw error
      onSent(received, true)
      if (!(await wait(++tries))) throw error
      return null
    }
  }

  let begun: Response | null = null
  while (begun === null) {
    begun = await tried(() => send(uploads, { method: 'POST', headers: {
      'tus-resumable': '1.0.0', 'upload-length': String(size), 'upload-metadata': `filetype ${btoa(mediaType)}`,
    } }), 0)
  }
  const upload = `${uploads}/${begun.headers.get('location')!.split('/').at(-1)!}`
  let state = stateIn(begun)
  let isSure = true
  while (state.sha256 === null) {
    const from = state.received
    const part = content.slice(from, from + partBytes)
    const started = performance.now()
    const next = await tried(() => (isSure ? send(upload, {
      method: 'PATCH', body: part as BodyInit,
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
    }) : send(upload, {})), from)
    const wasPart = isSure && next !== null
    // After a break it is asked how much has come: the answer may have been lost, and not the part.
    isSure = next !== null
    if (next === null) continue
    state = stateIn(next)
    if (state.received > from || wasPart) tries = 0
    if (wasPart) partBytes = Math.min(mostBytes, resized(partBytes, (performance.now() - started) / 1000))
    onSent(state.received, false)
  }
  return { sha256: state.sha256, size }
}

function stateIn({ headers }: Response): { received: number; sha256: string | null } {
  return { received: Number(headers.get('upload-offset')), sha256: headers.get('sojae-sha256') }
}

function resized(bytes: number, seconds: number): number {
  const factor = seconds < SECONDS_A_PART / 2 ? 2 : seconds > SECONDS_A_PART * 2 ? 0.5 : 1
  return Math.max(LEAST_PART_BYTES, bytes * factor)
}

const BREAKS = new Set(['hub.no_answer', 'web.unreachable', 'upload.wrong_offset', 'upload.taken_over', 'database.away', 'database.busy'])

/** Whether an error says only that the connection broke or the hub is away, so that another try may go through. */
function isBreak(error: unknown): boolean {
  if (!(error instanceof Refusal)) return error instanceof TypeError
  return BREAKS.has(error.code) || (error.code === 'http.unexpected' && [502, 503, 504].includes(Number(error.details['status'])))
}

/** Whether a proxy, not the hub, takes no request as large as this part: nginx's own limit is 1 MB. */
function isTooMuch(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'http.unexpected' && error.details['status'] === 413
}

async function waitALittle(tries: number): Promise<boolean> {
  if (tries > TRIES) return false
  await new Promise((resolve) => setTimeout(resolve, Math.min(30, 2 ** (tries - 1)) * 1000))
  return true
}
