import { open, rename, stat } from 'node:fs/promises'
import { Refusal } from '#science/refusal.ts'
import { diskFull } from '../../disk-failure.ts'
import type { Place } from './place.ts'

const rotateAtBytes = 4 * 1024 * 1024

/** Puts the log aside when it has grown; one older log is kept. Called at a start, when nobody writes it. */
export async function rotateLog(log: string): Promise<void> {
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size > rotateAtBytes) await rename(log, `${log}.old`)
}

/** What was written to the log after `offset` bytes, at most the last 64 kB. */
export async function readLog(log: string, offset: number): Promise<string> {
  const file = await open(log, 'r')
  try {
    const { size } = await file.stat()
    const from = Math.max(offset, size - 65_536)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, size - from)), 0, undefined, from)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The refusal for a server (or `initdb`) that ended by itself, its cause taken from what it wrote. */
export function failureFrom(text: string, place: Place): Refusal {
  if (/No space left on device|Disk quota exceeded/.test(text)) return diskFull(place.data)
  const lines = text.split('\n').map(line => line.trim()).filter(line => line !== '')
  const fatal = lines.findLast(line => /\b(FATAL|PANIC|ERROR|error):/.test(line))
  const cause = fatal?.replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '') ||
    lines.slice(-3).join(' ') || 'no reason given'
  return new Refusal('database.failed', {
    en: `PostgreSQL could not start: ${cause}. Its log is ${place.log}.`,
    ko: `PostgreSQL을 시작하지 못했습니다: ${cause}. 로그: ${place.log}`,
  }, { cause, log: place.log })
}
