import type { Text } from '#science/refusal.ts'

/** Why a record cannot be taken as it stands; `field` is null where it is about the record as a whole. */
export type Problem = {
  readonly code: string
  readonly field: string | null
  /** Set where it is about what a process had planned, not what was done. */
  readonly planned?: boolean
  readonly text: Text
  readonly details: Readonly<Record<string, unknown>>
}
