import { CORRECTION_KEPT, REVISED_SINCE } from '#contract/finding-kind.ts'
import { m } from '../../messages/compiled/messages.js'

export type Sort = 'conflict' | 'cell' | 'record' | 'kept' | 'remark'
export const TAGS = { conflict: m.finding_conflict, cell: m.finding_cell, record: m.finding_record, kept: m.finding_kept, remark: m.finding_remark }

/** What a finding is about: a value that a person and the file both changed, a cell or a whole record (which has no column) that was lost, a correction that stays, or nothing of these. */
export function sortOf({ severity, code, column }: { readonly severity: 'refused' | 'remark'; readonly code: string; readonly column: string | null }): Sort {
  if (code === REVISED_SINCE) return 'conflict'
  if (code === CORRECTION_KEPT) return 'kept'
  if (severity === 'remark') return 'remark'
  return column === null ? 'record' : 'cell'
}
