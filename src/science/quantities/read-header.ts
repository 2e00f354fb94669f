import { parseUnit } from './parse-unit.ts'
import { Refusal } from '../refusal.ts'

/** What a column's header says: its label, and its unit where one stands there that can be read. */
export type Header = {
  readonly label: string
  readonly unit: string | null
  /** What stands where a unit would, and is none that is known; it stays part of the label. */
  readonly unread: string | null
}

/** Where people put the unit of a column: `Yield strength (MPa)`, `grain size [µm]`, `T / K`, `Temperature, °C`. */
const PLACES: readonly RegExp[] = [
  /^(?<label>.+?)\s*[([{（［](?<unit>[^()[\]{}（）［］]*(?:\([^()]*\))?[^()[\]{}（）［］]*)[)\]}）］]$/u,
  /^(?<label>.+?)\s+\/\s+(?<unit>\S.*)$/u,
  /^(?<label>.+?)\s*,\s+(?<unit>\S+)$/u,
]

/** The label and the unit of a column's header; a unit that is not known is not guessed at. */
export function readHeader(written: string): Header {
  const header = written.trim()
  let unread: string | null = null
  for (const place of PLACES) {
    const { label, unit } = place.exec(header)?.groups ?? {}
    if (label === undefined || unit === undefined) continue
    const plain = unit.trim()
    if (/^[-–—]?$/.test(plain)) return { label, unit: '1', unread: null }
    if (isUnit(plain)) return { label, unit: plain, unread: null }
    unread ??= plain
  }
  return { label: header, unit: null, unread }
}

function isUnit(text: string): boolean {
  try {
    parseUnit(text)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
