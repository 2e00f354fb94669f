import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { open, stat, statfs } from 'node:fs/promises'
import { diskFailure, diskFull } from '../../disk-failure.ts'
import { failureFrom, readLog, rotateLog } from './log.ts'
import type { Place } from './place.ts'
import { clearTraces, readPostmasterFile } from './postmaster-file.ts'
import type { Programs } from './programs.ts'
import { serverArguments } from './settings.ts'

/** One running `postgres`, our child. */
export type Server = {
  readonly pid: number
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Fast shutdown: open transactions are rolled back, then a checkpoint is written. */
  stop(): Promise<void>
}

/**
 * Starts `postgres` and waits until it accepts connections, which after a crash includes replaying its log.
 * Throws `home.disk_full` or `database.failed` with the cause from the log.
 */
export async function startServer(place: Place, programs: Programs, socketFolder: string): Promise<Server> {
  // Sessions of a killed server hold its shared memory until they end; a new server refuses to start till then.
  const until = Date.now() + 10_000
  for (;;) {
    await clearTraces(place, socketFolder)
    const started = await tryServer(place, programs, socketFolder)
    if (typeof started !== 'string') return started
    if (!started.includes('pre-existing shared memory block') || Date.now() > until) {
      throw (await isFull(place.data)) ? diskFull(place.data) : failureFrom(started, place)
    }
    await pause(100)
  }
}

/** PostgreSQL's write-ahead log grows by files of 16 MiB (its default, wal_segment_size). */
const walFileBytes = 16 * 1024 ** 2

/** Whether the disk has no room for the log to grow; asked of the disk, since a full one keeps no message either. */
async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < walFileBytes
}

/** The server, or what it wrote before it gave up. */
async function tryServer(place: Place, programs: Programs, socketFolder: string): Promise<Server | string> {
  await rotateLog(place.log)
  const log = await open(place.log, 'a', 0o600).catch(error => { throw diskFailure(error, place.log) })
  const { size: offset } = await stat(place.log)
  const child = spawn(programs.postgres, serverArguments(place.data, socketFolder), {
    ...place.identity.spawn,
    cwd: '/',
    env: { LC_ALL: 'C', PGDATA: place.data },
    stdio: ['ignore', log.fd, log.fd],
    detached: true, // A session of its own, or Ctrl-C would stop the database before the hub has finished.
  })
  const ended = endOf(child)
  // However this process leaves in order, its database goes too, from the first moment on; after kill -9 the next start sees to it.
  const abandon = () => void child.kill('SIGINT')
  process.once('exit', abandon)
  void ended.then(() => process.off('exit', abandon))
  await log.close()
  let over = false
  void ended.then(() => { over = true })
  while (!over) {
    const file = await readPostmasterFile(place.data)
    if (file !== undefined && file.pid === child.pid && file.status === 'ready') return serverOf(child, file.pid, ended)
    await pause(15)
  }
  return readLog(place.log, offset)
}

function serverOf(child: ChildProcess, pid: number, ended: Promise<void>): Server {
  return {
    pid,
    ended,
    async stop() {
      child.kill('SIGINT')
      // A checkpoint on a slow disk takes time; a minute is past all patience, and the log is replayed next time.
      const impatience = setTimeout(() => child.kill('SIGQUIT'), 60_000)
      await ended
      clearTimeout(impatience)
    },
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
