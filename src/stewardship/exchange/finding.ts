import type { Text } from '#science/refusal.ts'

/**
 * Something of a file that was not taken (`refused`), or was taken and deserves a look (`remark`).
 *
 * `line` counts lines of the file, the header being line 1; `column` is the file's own header. Both are null where a
 * finding is about the whole file.
 */
export type Finding = {
  readonly severity: 'refused' | 'remark'
  readonly code: string
  readonly line: number | null
  readonly column: string | null
  readonly value: string | null
  /** The unit in which a number of its cell is read; absent where there is none. */
  readonly unit?: string
  readonly text: Text
  /** How many records a row does not make because of it; what hangs on one is not counted again. */
  readonly leavesOut?: number
  /** Keys of the records made that it is about. */
  readonly records?: readonly string[]
}
