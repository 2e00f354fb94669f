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

/** Equal for findings that say the same: of cells in one column, of whole columns, of records of one sort. */
export function kindKey({ severity, code, column, line, text }: Pick<Finding, 'severity' | 'code' | 'column' | 'line' | 'text'>): string {
  if (line === null) return JSON.stringify([severity, code])
  // Which record was left out, and for want of what, stands in its text only.
  return JSON.stringify([severity, code, column, code === 'record.left_out' ? text.en : ''])
}
