import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isPostgresIn, processesIn, waitForEnd } from '../../running-process.ts'
import type { Place } from './place.ts'

/** What a running server says of itself in `postmaster.pid` (PostgreSQL 18, miscinit.h, LOCK_FILE_LINE_*). */
export type PostmasterFile = {
  readonly pid: number
  readonly data: string
  readonly socketFolder: string
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | ''
}

export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n').map(line => line.trim())
  const pid = Math.abs(Number(lines[0])) // A minus marks a single-user server.
  if (!Number.isInteger(pid) || pid === 0) return undefined
  const status = (lines[7] ?? '') as PostmasterFile['status']
  return { pid, data: lines[1] ?? '', socketFolder: lines[4] ?? '', status }
}

/** The present `postmaster.pid`; undefined when there is none or it is not yet whole. */
export async function readPostmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : parsePostmasterFile(text)
}

/**
 * Stops a server that outlived the Sojae process which started it.
 * Returns the pid of the server stopped, if there was one. Only for the holder of the home's lock.
 *
 * A server is ours when it stands in our data folder; a pid that now belongs to another program is left alone.
 * Stopping it, rather than using it on, also ends the dead process's open transactions, and makes it our child again.
 */
export async function stopOrphan(place: Place): Promise<number | undefined> {
  const file = await readPostmasterFile(place.data)
  if (file === undefined) return undefined
  const runs = await isPostgresIn(file.pid, place.data)
  if (runs) {
    process.kill(file.pid, 'SIGINT') // Fast shutdown: roll back what is open, write a checkpoint.
    if (!(await waitForEnd(file.pid, 30_000))) {
      process.kill(file.pid, 'SIGQUIT') // At once; the log is replayed at the next start.
      if (!(await waitForEnd(file.pid, 10_000))) throw new Error(`PostgreSQL process ${file.pid} does not end`)
    }
  }
  await removeSocketFolder(file.socketFolder, place)
  return runs ? file.pid : undefined
}

/**
 * Prepares the place for a new server after the last one was killed; only while no server of ours runs.
 *
 * Sessions of a killed server may still compute and write: they are ended. `postmaster.pid` stays, since it names
 * the shared memory by which PostgreSQL itself finds such sessions; but a number in it that now belongs to another
 * program (or to a dead process that nobody collects) would stop the start, so it is replaced by our own:
 * PostgreSQL takes its parent's number for a stale one (miscinit.c, CreateLockFile).
 */
export async function clearTraces(place: Place, socketFolder: string): Promise<void> {
  const stragglers = await processesIn(place.data)
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of stragglers) if (await isPostgresIn(pid, place.data)) process.kill(pid, signal)
    await Promise.all(stragglers.map(pid => waitForEnd(pid, 3000)))
  }
  const path = join(place.data, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  // Written in place, it keeps its owner, without whom PostgreSQL could not remove it.
  if (text !== undefined) await writeFile(path, text.replace(/^.*$/m, String(process.pid)))
  await rm(join(socketFolder, '.s.PGSQL.5432'), { force: true })
  await rm(join(socketFolder, '.s.PGSQL.5432.lock'), { force: true })
}

/** Removes a socket folder that was made among the temporary files; the one inside the place stays. */
export async function removeSocketFolder(folder: string, place: Place): Promise<void> {
  if (dirname(folder) === place.folder || !basename(folder).startsWith('sojae-')) return
  await rm(folder, { recursive: true, force: true })
}
