// What the database server below this process has used so far, from Linux's /proc (proc(5)); zeros elsewhere.
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'

const TICKS_PER_SECOND = 100

type Stat = { readonly pid: number; readonly parent: number; readonly ticks: number }

/** Processor seconds, those of its ended processes included, and the most memory that one of its processes has at present. */
export function serverLoad(): { readonly seconds: number; readonly memoryMb: number } {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => statOf(Number(pid)))
  const below = new Set([process.pid])
  for (const { pid, parent } of all.toSorted((a, b) => a.pid - b.pid)) if (below.has(parent)) below.add(pid)
  const server = all.filter(({ pid }) => pid !== process.pid && below.has(pid))
  return {
    seconds: Math.round(server.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND * 10) / 10,
    memoryMb: Math.max(0, ...server.map(({ pid }) => ownMemoryMb(pid))),
  }
}

function statOf(pid: number): Stat[] {
  const text = read(`/proc/${pid}/stat`)
  if (text === null) return []
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number)
  return [{ pid, parent: fields[1]!, ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]! }]
}

/** Memory of its own: the server's shared buffers are not counted for each. */
function ownMemoryMb(pid: number): number {
  const kilobytes = read(`/proc/${pid}/status`)?.match(/^RssAnon:\s+(\d+)/m)?.[1]
  return Math.round(Number(kilobytes ?? 0) / 1024)
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
