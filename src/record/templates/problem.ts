import type { Text } from '#science/refusal.ts'

/** Why a record cannot be taken as it stands; `field` is null where it is about the record as a whole. */
export type Problem = {
  readonly code: string
  readonly field: string | null
  readonly text: Text
  readonly details: Readonly<Record<string, unknown>>
}
