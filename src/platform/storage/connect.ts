import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import { CopyingClient } from './copy-rows.ts'

/** The embedded server: `host` is the folder of its Unix socket. */
export type SocketConnection = { readonly host: string; readonly database: string; readonly user: string }

/** A server of one's own, as `postgres://user:password@host:port/database`. */
export type UrlConnection = { readonly url: string }

export type Connection = SocketConnection | UrlConnection

/** Typed SQL, and the pool beneath it, which `startJobs` needs. Its transactions take `copyRows`. */
export type OpenDatabase<Tables> = {
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  close(): Promise<void>
}

const oid = { int8: 20, date: 1082, timestamp: 1114 }

/**
 * How values come back: int8 as number, an error beyond ±(2⁵³ − 1); numeric as string; timestamptz as `Date`
 * (milliseconds); date and timestamp without zone as PostgreSQL writes them, since they name no instant;
 * json and jsonb parsed.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (id === oid.int8) return parseInt8
    if (id === oid.date || id === oid.timestamp) return (text: string) => text
    return pg.types.getTypeParser(id, format as 'text')
  },
}

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: (broken?: unknown) => void) => void

/**
 * A pool whose connections, taken by callback, may be given back twice.
 *
 * graphile-worker does so when the connection by which it listens breaks while it stops (0.18, `listenForChanges`: the failed
 * LISTEN releases what the stop has released); pg's complaint, in a promise that nobody awaits, would end the process.
 */
class ForgivingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(taken: Taken): void
  override connect(taken?: Taken): Promise<pg.PoolClient> | void {
    if (!taken) return super.connect()
    super.connect((error, client, release) => {
      let isGivenBack = false
      taken(error, client, (broken) => {
        if (isGivenBack) return
        isGivenBack = true
        release(broken as boolean)
      })
    })
  }
}

/**
 * Opens a pool of at most `size` connections (16 unless told) on `connection`; the first query connects.
 * Times are exchanged in UTC. A broken idle connection is replaced, not thrown.
 */
export function openDatabase<Tables>(connection: Connection, size = 16): OpenDatabase<Tables> {
  const where = 'url' in connection ? { connectionString: connection.url } : connection
  const pool = new ForgivingPool({ ...where, max: size, idleTimeoutMillis: 30_000, types, options: '-c timezone=UTC', Client: CopyingClient })
  // Without a listener, the end of an idle connection (a restarted server) would end this process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {})) // The same for one in use: its query rejects instead.
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    await db.destroy()
    // Kysely ends a pool only if it has used it; connections left open would keep a command waiting for 30 seconds.
    if (!pool.ending) await pool.end()
  }
  return { db, pool, close }
}

/** The server's version, such as `15.14`. Throws `database.unreachable` or `database.too_old` (before 15). */
export async function checkServer(pool: pg.Pool): Promise<string> {
  let version: string
  try {
    const { rows } = await pool.query<{ server_version: string }>('show server_version')
    version = rows[0]?.server_version.split(' ', 1)[0] ?? ''
  } catch (error) {
    const { message } = error as Error
    throw new Refusal('database.unreachable', {
      en: `The database does not answer: ${message}. Check SOJAE_DATABASE_URL and that the server runs.`,
      ko: `데이터베이스가 응답하지 않습니다: ${message}. SOJAE_DATABASE_URL과 서버 실행 여부를 확인하세요.`,
    }, { cause: message })
  }
  if (Number.parseInt(version, 10) >= 15) return version
  throw new Refusal('database.too_old', {
    en: `The database server is PostgreSQL ${version}; Sojae needs 15 or newer.`,
    ko: `데이터베이스 서버가 PostgreSQL ${version}입니다. Sojae에는 15 이상이 필요합니다.`,
  }, { version })
}

function parseInt8(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new Error(`The integer ${text} from the database is beyond 2^53; read it as text`)
}
