import { chmod, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '#science/refusal.ts'
import { diskFailure } from './disk-failure.ts'
import { writeFileWhole } from './write-file.ts'

/** The folder in which one installation keeps everything it stores. */
export type Home = {
  readonly folder: string
  /** Content-addressed files. */
  readonly files: string
  /** The explore index: derived, it may be deleted. */
  readonly index: string
  /** What may be lost: downloads under way, staged uploads. */
  readonly temporary: string
}

/** Where a running server answers, for commands on the same machine. */
export type Announcement = { readonly address: string; readonly pid: number }

const checkout = resolve(import.meta.dirname, '../..')

/** The folder named by SOJAE_HOME, or `.sojae` of this checkout, as an absolute path; nothing is created. */
export function resolveHome(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['SOJAE_HOME']
  return named ? resolve(named) : join(checkout, '.sojae')
}

/**
 * Creates the folder and its subfolders, readable by nobody else, and returns their paths.
 * Throws `home.unwritable` or `home.disk_full`.
 */
export async function openHome(folder: string): Promise<Home> {
  const home: Home = { folder, files: join(folder, 'files'), index: join(folder, 'explore.duckdb'), temporary: join(folder, 'temporary') }
  try {
    // As root the database runs under another uid, which must pass through this folder; it cannot list it.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700
    const made = await makeFolder(folder, mode)
    // An empty folder given to us becomes ours; one with content keeps the mode its owner chose.
    const ours = made || (await readdir(folder)).length === 0
    if (ours && (await stat(folder)).uid === process.getuid?.()) await chmod(folder, mode)
    await makeFolder(home.files, 0o700)
    await makeFolder(home.temporary, 0o700)
  } catch (error) {
    throw diskFailure(error, folder)
  }
  return home
}

/**
 * Makes a folder and those above it that are missing; false when it was there.
 *
 * Node's own `recursive` never ends where a parent exists and takes no folder (below /proc), and says ENOENT on a
 * disk that is read-only (Node 24).
 */
async function makeFolder(folder: string, mode: number): Promise<boolean> {
  const parent = dirname(folder)
  const isMissing = await stat(parent).then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ENOENT')
  if (isMissing) await makeFolder(parent, mode)
  try {
    await mkdir(folder, { mode })
    return true
  } catch (error) {
    if ((await stat(folder).catch(() => null))?.isDirectory()) return false
    throw error
  }
}

/** Writes `server.json`, by which the command line finds the running hub. */
export async function announceServer(folder: string, address: string): Promise<void> {
  const announcement: Announcement = { address, pid: process.pid }
  await writeFileWhole(join(folder, 'server.json'), `${JSON.stringify(announcement)}\n`)
}

/** The announcement of the last server, which may have died since; undefined when there was none. */
export async function readAnnouncement(folder: string): Promise<Announcement | undefined> {
  const text = await readIfThere(join(folder, 'server.json'))
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Announcement
  } catch {
    return undefined // A broken announcement announces nothing; the next start replaces it.
  }
}

export async function withdrawServer(folder: string): Promise<void> {
  await rm(join(folder, 'server.json'), { force: true })
}

/** Keeps the command line's token in `token`, mode 0600. */
export async function writeToken(folder: string, token: string): Promise<void> {
  await writeFileWhole(join(folder, 'token'), `${token}\n`)
}

/** The command line's token; undefined before the first sign-in. Throws `home.token_open` when others may read it. */
export async function readToken(folder: string): Promise<string | undefined> {
  const path = join(folder, 'token')
  const text = await readIfThere(path)
  if (text === undefined) return undefined
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) {
    const octal = (mode & 0o777).toString(8)
    throw new Refusal('home.token_open', {
      en: `${path} is open to other users (mode ${octal}). Run: chmod 600 ${path}`,
      ko: `${path}을(를) 다른 사용자도 읽을 수 있습니다(모드 ${octal}). 다음을 실행하세요: chmod 600 ${path}`,
    }, { path, mode: octal })
  }
  return text.trim()
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw diskFailure(error, path)
  }
}
