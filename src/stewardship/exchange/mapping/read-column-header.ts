import { parseUnit } from '#science/quantities/parse-unit.ts'
import { readHeader } from '#science/quantities/read-header.ts'
import { Refusal } from '#science/refusal.ts'

/** What a sheet's header says of its column. */
export type ColumnHeader = {
  readonly label: string
  readonly unit: string | null
  /** The condition in it, as `T=300K`, by the name that it has there. */
  readonly condition: { readonly name: string; readonly value: string; readonly unit: string } | null
  /** Read with its last part as a unit (`yield_strength_MPa`), which it may be only where that suits the field. */
  readonly trailing: { readonly label: string; readonly unit: string } | null
}

const LATEX: readonly [RegExp, string][] = [
  [/\\circ/g, '°'], [/\\mu/g, 'µ'], [/\\sigma/g, 'σ'], [/\\epsilon/g, 'ε'], [/\\rho/g, 'ρ'], [/\^\{?°\}?/g, '°'], [/\$/g, ''], [/\\(?:mathrm|text)\{(\w+)\}/g, '$1'],
]

/** `T=300K`, `T = 300 K`, `at 25 °C`, `@ 298K`. */
const CONDITION = /^(?:(?<name>\p{L}[\p{L}\d_ ]*?)\s*=|@|at\s)\s*(?<value>[-+]?\d+(?:\.\d+)?)\s*(?<unit>\S.*)$/iu

/** Label, unit and condition of a column; a unit or a condition that cannot be read stays part of the label. */
export function readColumnHeader(written: string): ColumnHeader {
  let plain = LATEX.reduce((text, [from, to]) => text.replace(from, to), written).trim()
  // `PROPERTY: YS (MPa)`: what stands before the colon sorts columns and names none.
  plain = plain.replace(/^[\p{L}\s]+:\s+(?=\S)/u, '')
  const { rest, condition } = takeCondition(plain)
  const { label, unit } = readHeader(rest)
  return { label, unit, condition, trailing: unit === null ? trailingUnit(label) : null }
}

function takeCondition(text: string): { rest: string; condition: ColumnHeader['condition'] } {
  const inBrackets = /^(?<before>.+?)\s*[([](?:(?<unit>[^,;()[\]]+)[,;]\s*)?(?<said>[^,;()[\]]+)[)\]]$/u.exec(text)?.groups
  const behind = /^(?<before>.+?)\s+(?<said>(?:@|at\s).+)$/iu.exec(text)?.groups
  const found = inBrackets ?? behind
  const condition = found && CONDITION.exec(found['said']!.trim())?.groups
  if (!condition || !isUnit(condition['unit']!)) return { rest: text, condition: null }
  const { name = 'T', value, unit } = condition as { name?: string; value: string; unit: string }
  return { rest: found['unit'] ? `${found['before']} (${found['unit']})` : found['before']!, condition: { name, value, unit } }
}

function trailingUnit(label: string): ColumnHeader['trailing'] {
  const { before, unit } = /^(?<before>.+?)[_ ](?<unit>[^_\s]+)$/u.exec(label)?.groups ?? {}
  return before !== undefined && unit !== undefined && isUnit(unit) ? { label: before, unit } : null
}

/** Whether a text is a unit that is known. */
export function isUnit(text: string): boolean {
  try {
    parseUnit(text)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
