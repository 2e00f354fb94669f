import { m } from '../../messages/compiled/messages.js'

export type Sort = 'cell' | 'record' | 'remark'
export const TAGS = { cell: m.finding_cell, record: m.finding_record, remark: m.finding_remark }

/** What a finding says was lost: a cell, a whole record (which has no column), or nothing. */
export function sortOf({ severity, column }: { readonly severity: 'refused' | 'remark'; readonly column: string | null }): Sort {
  if (severity === 'remark') return 'remark'
  return column === null ? 'record' : 'cell'
}
