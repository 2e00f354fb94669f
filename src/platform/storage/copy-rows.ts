import { CompiledQuery } from 'kysely'
import type { QueryResult } from 'kysely'
import pg from 'pg'
import { CopyOut } from './copy-out.ts'

/** A row by its columns; JSON columns hold text. */
export type Row = Readonly<Record<string, string | number | readonly (string | number | null)[] | null>>

/**
 * Rows of one table, written out in the text format of COPY (PostgreSQL, COPY, “Text Format”) as they are added.
 *
 * All have the columns of the first; columns that it does not name get their default.
 */
export class RowsToCopy {
  readonly table: string
  #columns: readonly string[] = []
  #count = 0
  readonly #pieces: Uint8Array[] = []
  /** Rows since the last piece; pieces keep the strings short-lived, which the collector likes best. */
  #text = ''

  constructor(table: string, rows: readonly Row[] = []) {
    this.table = table
    for (const row of rows) this.add(row)
  }

  get columns(): readonly string[] {
    return this.#columns
  }

  get count(): number {
    return this.#count
  }

  add(row: Row): void {
    if (this.#count === 0) this.#columns = Object.keys(row)
    let before = ''
    for (const column of this.#columns) {
      this.#text += before + cell(row[column]!)
      before = '\t'
    }
    this.#text += '\n'
    this.#count++
    if (this.#text.length >= PIECE_CHARACTERS) this.#endPiece()
  }

  /** All that was added, in UTF-8. */
  pieces(): readonly Uint8Array[] {
    this.#endPiece()
    return this.#pieces
  }

  #endPiece(): void {
    if (this.#text !== '') this.#pieces.push(Buffer.from(this.#text))
    this.#text = ''
  }
}

const PIECE_CHARACTERS = 65_536

function cell(value: Row[string]): string {
  if (typeof value === 'string') return NEEDS_ESCAPE.test(value) ? value.replace(ESCAPED, (found) => ESCAPES[found]!) : value
  if (typeof value === 'number') return String(value)
  return value === null ? '\\N' : arrayCell(value)
}

/** An array as PostgreSQL writes one (Arrays, “Array Input and Output Syntax”), escaped for COPY. */
function arrayCell(values: readonly (string | number | null)[]): string {
  let text = '{'
  let before = ''
  for (const value of values) {
    text += before + (typeof value === 'number' ? String(value) : value === null ? 'NULL' : quoted(value))
    before = ','
  }
  return `${text}}`
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return text
  return cell(`"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
}

/** Needs no quotes, and is not read as NULL. */
const PLAIN = /^(?!null$)[A-Za-z0-9_.+-]+$/i

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const NEEDS_ESCAPE = /[\\\t\n\r]/
const ESCAPED = /[\\\t\n\r]/g

/** Inserts rows by COPY, in the transaction `trx`: half of what INSERT costs the server. */
export async function copyRows(
  trx: { executeQuery(query: CompiledQuery): Promise<QueryResult<unknown>> }, rows: RowsToCopy,
): Promise<void> {
  if (rows.count === 0) return
  const into = `${pg.escapeIdentifier(rows.table)} (${rows.columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`
  await trx.executeQuery(CompiledQuery.raw(`${COPY}${into} from stdin`, [rows.pieces()]))
}

const COPY = 'copy '

/**
 * A client that takes the rows of `copy … from stdin`, or who reads those of `copy … to stdout`, as the statement's one parameter.
 *
 * Kysely gives nobody the connection of its transactions; this way COPY runs in one like any other statement.
 */
export class CopyingClient extends pg.Client {
  override query(...asked: unknown[]): any {
    const [statement, values] = asked
    if (typeof statement !== 'string' || !statement.startsWith(COPY) || !Array.isArray(values)) {
      return Reflect.apply(super.query, this, asked)
    }
    const [given] = values
    const copy = given instanceof CopyOut ? given : new CopyIn(statement, given as readonly Uint8Array[])
    super.query(copy)
    return copy.done
  }
}

/** What of pg's connection speaks COPY (pg, `lib/connection.js`). */
type Copying = pg.Connection & { sendCopyFromChunk(chunk: Uint8Array): void; endCopyFrom(): void }

/** One COPY, as pg runs any query that it is given. */
class CopyIn implements pg.Submittable {
  readonly #statement: string
  readonly #pieces: readonly Uint8Array[]
  readonly #settle = Promise.withResolvers<{ command: string; rowCount: number; rows: readonly never[] }>()
  #rowCount = 0

  constructor(statement: string, pieces: readonly Uint8Array[]) {
    this.#statement = statement
    this.#pieces = pieces
  }

  get done() {
    return this.#settle.promise
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#statement)
  }

  handleCopyInResponse(connection: Copying): void {
    for (const piece of this.#pieces) connection.sendCopyFromChunk(piece)
    connection.endCopyFrom()
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#rowCount = Number(text.split(' ')[1])
  }

  handleReadyForQuery(): void {
    this.#settle.resolve({ command: 'COPY', rowCount: this.#rowCount, rows: [] })
  }

  handleError(error: Error): void {
    this.#settle.reject(error)
  }
}
