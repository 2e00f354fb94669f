import type { Language } from '../refusal.ts'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/**
 * The size of a file for people, to three figures in decimal units (IEC 80000-13: 1 kB is 1000 B): `812 B`, `1.23 MB`.
 *
 * The one way in which sizes are shown; JSON has the exact number of bytes.
 */
export function formatBytes(bytes: number, language: Language): string {
  let place = 0
  let value = bytes
  // Rounded before it is compared: 999,600 B are 1 MB, not 1000 kB.
  while (Number(value.toPrecision(3)) >= 1000 && place < UNITS.length - 1) {
    value /= 1000
    place++
  }
  const shown = place === 0 ? value : Number(value.toPrecision(3))
  return `${shown.toLocaleString(language)}\u00a0${UNITS[place]}`
}
