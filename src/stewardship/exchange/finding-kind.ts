import type { Finding } from './finding.ts'

/** Findings that say the same of different rows: how many, the first of their lines, and what one of them says. */
export type FindingKind = {
  readonly severity: Finding['severity']
  readonly code: string
  /** Null also of several columns as a whole. */
  readonly column: string | null
  readonly count: number
  readonly lines: readonly number[]
  readonly text: Finding['text']
}

/** That a person and the file have both changed a value since the file last came; told before all else. */
export const REVISED_SINCE = 'record.revised_since'
/** That a value which a person corrected stays, the file saying what it said before; all of them are told in one line. */
export const CORRECTION_KEPT = 'record.correction_kept'

/** The order in which kinds are told: what two have changed, what was lost, corrections that stay, other remarks. */
export function kindRank({ severity, code }: Pick<Finding, 'severity' | 'code'>): number {
  if (code === REVISED_SINCE) return 0
  if (severity === 'refused') return 1
  return code === CORRECTION_KEPT ? 2 : 3
}

/** Equal for findings that say the same: of cells in one column, of whole columns, of records of one sort. */
export function kindKey({ severity, code, column, line, text }: Pick<Finding, 'severity' | 'code' | 'column' | 'line' | 'text'>): string {
  if (line === null || code === CORRECTION_KEPT) return JSON.stringify([severity, code])
  // Which record was left out, and for want of what, stands in its text only.
  return JSON.stringify([severity, code, column, code === 'record.left_out' ? text.en : ''])
}

/** Of each kind, so many are told with their lines, and kept whatever else there is. */
export const TOLD_OF_A_KIND = 5

/** The lines that a kind names, each once, and whether others have it too. */
export function linesTold({ lines, count }: Pick<FindingKind, 'lines' | 'count'>): { readonly lines: readonly number[]; readonly more: boolean } {
  return { lines: [...new Set(lines)], more: lines.length >= TOLD_OF_A_KIND && count > lines.length }
}
