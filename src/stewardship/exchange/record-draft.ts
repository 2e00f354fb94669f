import type { RecordContent } from '#record/records/record.ts'

/**
 * A record on its way in: `key` names it within its recipe, and ids inside `content` are keys of other drafts.
 *
 * `line` is the line of the file that it was first read from, the header being line 1; absent where there is no file
 * of rows. `revision` is the one of a record of some hub that the draft was exported from. In a list of drafts every record stands
 * after those it refers to.
 */
export type RecordDraft = { readonly key: string; readonly content: RecordContent; readonly line?: number; readonly revision?: number }
