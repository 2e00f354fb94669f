import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Context } from 'hono'

/** The bytes of a request as they come; a connection that breaks shows where they are read. */
export function sentBytes(c: Context): Readable {
  const { body } = c.req.raw
  if (!body) return Readable.from([])
  // One that breaks before anybody reads would else be an error that nobody hears, and end the process.
  return Readable.fromWeb(body as ReadableStream).on('error', () => {})
}
