import type { RecordContent, RecordId } from './record.ts'
import type { Values } from './value.ts'

/** Ids of the records that a record's values refer to, beside those it was made from or measured on. */
export function referredIds(content: RecordContent): readonly RecordId[] {
  const planned = content.kind === 'process' ? content.planned : {}
  return [...referredIn(content.values), ...referredIn(planned)]
}

/** Ids of the records that values refer to. */
export function referredIn(values: Values): readonly RecordId[] {
  return Object.values(values).flatMap((value) => (value.type === 'reference' && 'record' in value.to ? [value.to.record] : []))
}
