import pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { lockHome } from '../../home-lock.ts'
import { openHome } from '../../home.ts'
import type { SocketConnection } from '../connect.ts'
import { databaseUser, initialise } from './initialise.ts'
import { openPlace, openSocketFolder } from './place.ts'
import type { Place } from './place.ts'
import { removeSocketFolder, stopOrphan } from './postmaster-file.ts'
import { findPrograms } from './programs.ts'
import type { Programs } from './programs.ts'
import { pause, startServer } from './server.ts'
import type { Server } from './server.ts'

/** The embedded database of one home, kept running by this process. */
export type Postgres = {
  readonly connection: SocketConnection
  /** Such as `18.4`. */
  readonly version: string
  /** The server's process at present; a restart after a crash changes it. */
  readonly pid: number
  /** Settles, with the reason, when the server ended and could not be brought back. */
  readonly lost: Promise<Refusal>
  /** Shuts the server down and gives the home free; everything committed is on disk. May be called twice. */
  stop(): Promise<void>
}

const databaseName = 'sojae'
const crashesAllowed = 5
const crashWindowMilliseconds = 60_000
const spaceAwaitedMilliseconds = 1000

/**
 * Starts the embedded PostgreSQL of the home folder `home`, making both if need be, and takes the home's lock.
 *
 * A server left over by a killed process is stopped first. When the server dies while in use it is restarted;
 * connections break and open transactions roll back; while the disk is full that is tried again. `say` receives what a person at the terminal should know.
 * Throws `home.in_use`, `home.unwritable`, `home.disk_full` and refusals beginning with `database.`.
 */
export async function startPostgres({ home, say = sayOnTerminal }: {
  home: string
  say?: (text: Text) => void
}): Promise<Postgres> {
  await openHome(home)
  const lock = await lockHome(home)
  try {
    const place = await openPlace(home)
    place.notices.forEach(say)
    const programs = await findPrograms(place.folder, place.identity)
    const orphan = await stopOrphan(place)
    if (orphan !== undefined) say(orphanNotice(orphan))
    await initialise(place, programs)
    const socketFolder = await openSocketFolder(place)
    const server = await startServer(place, programs, socketFolder)
    const connection = { host: socketFolder, database: databaseName, user: databaseUser }
    await createDatabase(connection)
    return supervise({ place, programs, connection, server, say, release: () => lock.release() })
  } catch (error) {
    await lock.release()
    throw error
  }
}

function supervise({ place, programs, connection, server: first, say, release }: {
  place: Place
  programs: Programs
  connection: SocketConnection
  server: Server
  say: (text: Text) => void
  release: () => Promise<void>
}): Postgres {
  let server = first
  let stopping: Promise<void> | undefined
  const crashes: number[] = []
  const { promise: lost, resolve: lose } = Promise.withResolvers<Refusal>()

  async function watch(): Promise<void> {
    for (;;) {
      await server.ended
      if (stopping) return
      const now = performance.now()
      crashes.push(now)
      const recent = crashes.filter(at => now - at < crashWindowMilliseconds).length
      try {
        if (recent > crashesAllowed) throw tooManyCrashes(place, recent)
        server = await startOnceThereIsSpace()
        say(restartNotice(server.pid))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (stopping) return
        say(error.text)
        return lose(error)
      }
    }
  }
  const watching = watch()

  /** A full disk passes: someone frees space, and then nobody should have to start the hub again. */
  async function startOnceThereIsSpace(): Promise<Server> {
    for (let told = false; ; told = true) {
      try {
        return await startServer(place, programs, connection.host)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'home.disk_full' || stopping) throw error
        if (!told) say(error.text)
        await pause(spaceAwaitedMilliseconds)
      }
    }
  }

  async function stop(): Promise<void> {
    // A restart under way is waited for: its new server would otherwise be left behind.
    await server.stop()
    await watching
    await server.stop()
    await removeSocketFolder(connection.host, place)
    await release()
  }
  return {
    connection,
    version: programs.version,
    get pid() { return server.pid },
    lost,
    stop: () => (stopping ??= stop()),
  }
}

async function createDatabase(connection: SocketConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [connection.database])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

function sayOnTerminal(text: Text): void {
  process.stderr.write(`${text.en}\n`)
}

function orphanNotice(pid: number): Text {
  return {
    en: `A database server (process ${pid}) was left over from a start that ended abruptly; it was shut down in order.`,
    ko: `비정상 종료된 이전 실행에서 남은 데이터베이스 서버(프로세스 ${pid})를 정상 종료했습니다.`,
  }
}

function restartNotice(pid: number): Text {
  return {
    en: `The database server ended unexpectedly and was restarted (process ${pid}). Nothing committed is lost.`,
    ko: `데이터베이스 서버가 예기치 않게 종료되어 다시 시작했습니다(프로세스 ${pid}). 확정된 데이터는 손실되지 않았습니다.`,
  }
}

function tooManyCrashes(place: Place, times: number): Refusal {
  return new Refusal('database.keeps_failing', {
    en: `The database server ended ${times} times within a minute and is not restarted again. See ${place.log}.`,
    ko: `데이터베이스 서버가 1분 안에 ${times}번 종료되어 다시 시작하지 않습니다. ${place.log}을(를) 확인하세요.`,
  }, { log: place.log, times })
}
