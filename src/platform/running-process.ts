import { execFile } from 'node:child_process'
import { readFile, readdir, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A text that is the same for one process for all its life and differs when its number is given to another;
 * undefined when no such process runs.
 */
export async function birthOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    try {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      // The command, in brackets, may itself hold spaces and brackets; field 3 follows the last bracket.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
      return `${boot}/${fields[19]}` // proc(5): field 22, start time in clock ticks after boot
    } catch {
      return undefined
    }
  }
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } })
    return stdout.trim() || undefined
  } catch {
    return undefined
  }
}

/** The running processes whose working folder is `folder`, as far as we may see them; empty where there is no /proc. */
export async function processesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const pids = (await readdir('/proc')).map(Number).filter(pid => pid > 0)
  const inside = await Promise.all(pids.map(async pid => (await workingFolder(pid)) === folder))
  return pids.filter((_, index) => inside[index])
}

/** Whether `pid` is a PostgreSQL server whose working folder is `folder`, which is where each server stands. */
export async function isPostgresIn(pid: number, folder: string): Promise<boolean> {
  if ((await birthOf(pid)) === undefined) return false
  if (process.platform === 'linux') return (await workingFolder(pid)) === folder
  try {
    const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
    return stdout.includes('postgres') && stdout.includes(folder)
  } catch {
    return false
  }
}

/** Undefined also for another user's process, which is not ours to know. */
function workingFolder(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined)
}

/** Waits until `pid` is gone; false when it still runs after `milliseconds`. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  const birth = await birthOf(pid)
  const until = Date.now() + milliseconds
  while (birth !== undefined && (await birthOf(pid)) === birth) {
    if (Date.now() > until) return false
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return true
}
