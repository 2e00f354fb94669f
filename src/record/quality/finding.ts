import type { Text } from '#science/refusal.ts'
import type { RecordContent } from '../records/record.ts'
import type { Values } from '../records/value.ts'
import type { Template } from '../templates/template.ts'

/** A record as checks see it: what its newest revision says, and the template that it was written under. */
export type Subject = {
  readonly id: string
  readonly revision: number
  readonly content: RecordContent
  readonly template: Template
  /** The newest version of the same template. */
  readonly newest: Template
  /** Atomic fractions of the material that it is or that it was measured on; null where that is not known. */
  readonly fractions: Readonly<Record<string, number>> | null
  /** Whether these are its own, or passed on only by processes that keep a composition. */
  readonly fractionsHold: boolean
}

/** Other values for some fields of the record, which a person may accept. */
export type Remedy = { readonly text: Text; readonly values: Values }

/** What a check found in one record. */
export type Found = {
  /** Null where it is about the whole record. */
  readonly field: string | null
  /** As it stands in the record. */
  readonly value: string | null
  readonly text: Text
  readonly remedy?: Remedy
  /** The records that it was compared with, where these are few. */
  readonly others?: readonly string[]
}

/** `contradiction`: cannot be so; `remark`: deserves a look. */
export type Severity = 'contradiction' | 'remark'

/** A check as people are told of it; raise `version` when it finds otherwise than before. */
export type Check = {
  readonly code: string
  readonly version: number
  readonly severity: Severity
  readonly label: Text
  /** What it claims, as a sentence that is true alone. */
  readonly says: Text
  /** Where that is from. */
  readonly source: string
}

/** A check that needs nothing but the record. */
export type OwnCheck = Check & { readonly find: (subject: Subject) => readonly Found[] }
