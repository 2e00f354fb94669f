import type { CalculationRemarkSchema } from '#contract/schemas/record.ts'
import type { ReadValueSchema, RecordProblemSchema } from '#contract/schemas/record-problem.ts'
import type { Refusal } from '#science/refusal.ts'
import type { z } from 'zod'
import type { Entry } from './entry.ts'
import type { EntryProblem, Reading } from './read-entry.ts'

type RecordProblem = z.output<typeof RecordProblemSchema>
type ReadValue = z.output<typeof ReadValueSchema>
type Remark = z.output<typeof CalculationRemarkSchema>

/**
 * The hub's problems at their places in the form, each once: what all pieces share is told where it was typed.
 *
 * A box that could not be read is missing from what the hub was asked, so it does not say so a second time.
 */
export function inForm(problems: readonly RecordProblem[], entry: Entry, { problems: unread }: Reading): EntryProblem[] {
  const placed = new Map<string, EntryProblem>()
  for (const { key, field, planned, code, text, details } of problems) {
    const record = recordOf(entry, key, field)
    const side = /^process\.(inputs|outputs)$/.exec(code)?.[1]
    const at = field === null ? (side ? `${record}/${side}` : record) : `${record}/${planned ? 'planned' : 'values'}/${field}`
    if (!unread.some((problem) => problem.at === at)) placed.set(`${at} ${code} ${text.en}`, { at, code, text, details })
  }
  return [...placed.values()]
}

/** What the hub read out of files and curves or calculated, by its place in the form. */
export function readInForm(read: readonly ReadValue[], entry: Entry): ReadonlyMap<string, ReadValue['value']> {
  return new Map(read.map(({ key, field, planned, value }) => [
    `${recordOf(entry, key, field)}/${planned ? 'planned' : 'values'}/${field}`, value,
  ]))
}

/** What is said of calculated fields, by their places in the form. */
export function remarksInForm(remarks: readonly (Remark & { key: string })[], entry: Entry): ReadonlyMap<string, Remark> {
  return new Map(remarks.map((remark) => [
    `${recordOf(entry, remark.key, remark.field)}/${remark.planned ? 'planned' : 'values'}/${remark.field}`, remark,
  ]))
}

/** The part of the form that says a field of a record: what all pieces share is typed once. */
function recordOf(entry: Entry, key: string, field: string | null): string {
  const piece = /^made-(\d+)-\d+$/.exec(key)
  const isShared = piece && field !== null && !entry.made[Number(piece[1])]?.own.includes(field)
  return isShared ? `made-${piece[1]}` : key
}

/** A refusal that came with the answer to sending, as a problem of the whole form. */
export function ofWhole(refusal: Refusal): EntryProblem {
  return { at: 'record', code: refusal.code, text: refusal.text, details: refusal.details }
}
