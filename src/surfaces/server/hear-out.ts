import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import type { Environment } from './serving.ts'

/** As long as nginx waits for a sender that it has refused (`lingering_time`). */
const PATIENCE_MILLISECONDS = 30_000

/**
 * Lets who was refused in the middle of sending hear it: the answer goes out whole, and the connection stays open, what
 * still comes being dropped, until the sender has stopped.
 *
 * Closed with bytes unread, it would be reset, and the reset overtakes the answer: nginx makes a 502 of it.
 */
export const hearOut: MiddlewareHandler<Environment> = async (c, next) => {
  await next()
  // Absent where a test asks the app without a server.
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  if (!incoming || incoming.complete || incoming.destroyed || c.res.status < 400) return
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  const headers = new Headers(c.res.headers)
  headers.set('content-length', String(bytes.byteLength))
  c.res = new Response(new ReadableStream({
    start(answer) {
      if (bytes.byteLength > 0) answer.enqueue(bytes)
      const timer = setTimeout(end, PATIENCE_MILLISECONDS)
      function end() {
        clearTimeout(timer)
        for (const event of ['end', 'close', 'error']) incoming!.off(event, end)
        try {
          answer.close()
        } catch {} // The reader of the answer has gone first.
      }
      for (const event of ['end', 'close', 'error']) incoming.on(event, end)
      // Whoever read the body before would keep all that still comes.
      incoming.removeAllListeners('data').on('data', () => {}).resume()
    },
  }), { status: c.res.status, headers })
}
