import type { DateKind } from './date-formats.ts'

const DAY_MS = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 31)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** 31 December 9999, the last day that spreadsheets know, in the 1900 system. */
const LAST_DAY_1900 = 2_958_465
/** The 1900 system counts a 29 February 1900, which never was: later days are one too many. */
const NO_SUCH_DAY = 60

/**
 * A serial number as ISO 8601: `2024-09-24`, `2024-09-24T13:05:00`, `13:05:00`, or `PT36H5M` for a length of time.
 *
 * Seconds carry milliseconds where there are any. Null where the number is no date: negative, after the year 9999, or
 * the day in 1900 that never was.
 */
export function dateText(serial: number, kind: DateKind, is1904: boolean): string | null {
  if (kind === 'duration') return durationText(Math.round(serial * DAY_MS))
  if (!(serial >= 0)) return null
  let day = Math.floor(serial)
  let ms = Math.round((serial - day) * DAY_MS)
  if (ms === DAY_MS) {
    day++
    ms = 0
  }
  const timeOfDay = new Date(ms).toISOString().slice(11, 23).replace(/\.000$/, '')
  if (kind === 'time' && day === 0) return timeOfDay
  if (day > LAST_DAY_1900 - (is1904 ? 1462 : 0)) return null
  if (!is1904 && (day === NO_SUCH_DAY || day === 0)) return null
  const days = is1904 || day < NO_SUCH_DAY ? day : day - 1
  const date = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + days * DAY_MS).toISOString().slice(0, 10)
  return ms === 0 && kind === 'date' ? date : `${date}T${timeOfDay}`
}

function durationText(ms: number): string | null {
  if (!Number.isFinite(ms)) return null
  const seconds = Math.abs(ms) / 1000
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round((seconds % 60) * 1000) / 1000]
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`
  return `${ms < 0 ? '-' : ''}PT${text || '0S'}`
}
