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
  if (!incoming || incoming.readableEnded || incoming.destroyed || c.res.status < 400) return
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  if (incoming.complete) return drop(incoming)
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
      drop(incoming)
    },
  }), { status: c.res.status, headers })
}

/**
 * Reads on and keeps nothing. Whoever read the body before would keep it all, and stop reading when he has much of it: the
 * server then ends the connection after half a second, under the next request on it.
 */
function drop(incoming: IncomingMessage): void {
  incoming.removeAllListeners('data').on('data', () => {}).resume()
}
