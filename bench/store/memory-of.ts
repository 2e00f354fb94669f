// The memory of a process and of all that it started, looked at twice a second (proportional set size, proc(5)); Linux.
import { readdirSync, readFileSync } from 'node:fs'

/** Watches a process until `stop`, which answers the most that it and its descendants had together, in MB. */
export function watchMemory(pid: number): { stop(): number } {
  let most = 0
  const look = () => { most = Math.max(most, familyOf(pid).reduce((sum, one) => sum + proportionalMb(one), 0)) }
  const timer = setInterval(look, 500)
  return {
    stop() {
      clearInterval(timer)
      return Math.round(most)
    },
  }
}

function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(read(`/proc/${name}/status`).match(/^PPid:\s+(\d+)/m)?.[1] ?? 0)
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const family = [pid]
  for (const one of family) family.push(...(children.get(one) ?? []))
  return family
}

function proportionalMb(pid: number): number {
  return Number(read(`/proc/${pid}/smaps_rollup`).match(/^Pss:\s+(\d+)/m)?.[1] ?? 0) / 1024
}

/** What a file says; nothing of a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
