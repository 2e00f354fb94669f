import { CompiledQuery } from 'kysely'
import type { QueryResult } from 'kysely'
import type pg from 'pg'

/** Bytes that may wait here before the server is told to pause. */
const MOST_WAITING = 1_000_000

/**
 * What a `copy … to stdout` writes, as it comes; a slow reader slows the server down.
 *
 * A reader who stops early ends the connection, and with it the transaction: the rest could only be read and thrown away.
 */
export async function* copyOut(
  trx: { executeQuery(query: CompiledQuery): Promise<QueryResult<unknown>> }, query: string,
): AsyncGenerator<Buffer> {
  const copy = new CopyOut(`copy (${query}) to stdout`)
  const finished = trx.executeQuery(CompiledQuery.raw(copy.statement, [copy])).then(() => copy.end(), (error: Error) => copy.end(error))
  try {
    for (let piece = await copy.next(); piece !== null; piece = await copy.next()) yield piece
  } finally {
    copy.abandon()
    await finished
  }
}

/** One COPY to the client, as pg runs any query that it is given. */
export class CopyOut implements pg.Submittable {
  readonly statement: string
  readonly #settle = Promise.withResolvers<{ command: string; rowCount: number; rows: readonly never[] }>()
  #stream: { pause(): void; resume(): void; destroy(): void } | undefined
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #isOver = false
  #error: Error | undefined
  #wake: () => void = () => {}

  constructor(statement: string) {
    this.statement = statement
  }

  get done() {
    return this.#settle.promise
  }

  /** All that waits; null after the last. */
  async next(): Promise<Buffer | null> {
    while (this.#waiting.length === 0) {
      if (this.#error) throw this.#error
      if (this.#isOver) return null
      await new Promise<void>((resolve) => { this.#wake = resolve })
    }
    const piece = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    this.#stream?.resume()
    return piece
  }

  end(error?: Error): void {
    this.#isOver = true
    this.#error = error
    this.#wake()
  }

  abandon(): void {
    if (!this.#isOver) this.#stream?.destroy()
  }

  submit(connection: pg.Connection): void {
    this.#stream = connection.stream
    connection.query(this.statement)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // A copy: pg reads the next message into the same memory.
    this.#waiting.push(Buffer.from(chunk))
    this.#waitingBytes += chunk.length
    if (this.#waitingBytes >= MOST_WAITING) this.#stream?.pause()
    this.#wake()
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#settle.resolve({ command: 'COPY', rowCount: 0, rows: [] })
  }

  handleError(error: Error): void {
    this.#settle.reject(error)
  }
}
