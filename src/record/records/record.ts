import type { QuantityValue, Values } from './value.ts'

declare const brand: unique symbol

/** UUIDv7 of a record, global: the same in every hub that ever holds a copy. */
export type RecordId = string & { readonly [brand]?: 'RecordId' }

export const RECORD_KINDS = ['material', 'process', 'measurement'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** How a value came to be. A prediction is never taken for a measurement. */
export const ORIGINS = ['measured', 'computed', 'predicted', 'specified'] as const
export type Origin = (typeof ORIGINS)[number]

export const RUN_STATES = ['planned', 'done', 'failed', 'aborted'] as const
/** What became of a process or measurement; materials are always `done`. */
export type RunState = (typeof RUN_STATES)[number]

/** Where the record was taken from; kept apart from {@link Origin}, which says how its values arose. */
export type Source =
  | { readonly kind: 'own' }
  | { readonly kind: 'literature'; readonly doi: string; readonly title?: string; readonly year?: number }
  | { readonly kind: 'database'; readonly name: string; readonly url?: string; readonly identifier?: string }

/** A material's part in a process. Edges belong to the process's revision. */
export type Participation = {
  readonly material: RecordId
  readonly role?: string
  readonly amount?: QuantityValue
  /** Of a piece that a process splits off: what is measured on it speaks for the whole. */
  readonly representative?: boolean
}

type Common = {
  /** `name@version` of the template that the values were checked against. */
  readonly template: string
  readonly name: string
  readonly origin: Origin
  readonly source: Source
  /** Technology readiness level, 1 to 9. */
  readonly trl?: number
  readonly note?: string
}

/** A thing in one state: substance, specimen, intermediate, device; or a computed structure. */
export type MaterialContent = Common & { readonly kind: 'material'; readonly values: Values }

/** An event that turns materials into materials; what was intended and what was done stand side by side. */
export type ProcessContent = Common & {
  readonly kind: 'process'
  readonly state: RunState
  readonly planned: Values
  readonly values: Values
  readonly inputs: readonly Participation[]
  readonly outputs: readonly Participation[]
}

/** An event that observes one material: results with their conditions. */
export type MeasurementContent = Common & {
  readonly kind: 'measurement'
  readonly state: RunState
  readonly of: RecordId
  readonly values: Values
}

/** What one revision of a record says. */
export type RecordContent = MaterialContent | ProcessContent | MeasurementContent

/**
 * One immutable revision: (record id, n, hash of the parent).
 *
 * `hash` is SHA-256 over the canonical JSON of content, author, time, reason and `parent`, so a chain cannot be
 * rewritten unseen.
 */
export type Revision = {
  readonly record: RecordId
  readonly n: number
  readonly parent: string | null
  readonly hash: string
  readonly author: string
  readonly at: string
  readonly reason: string
  readonly content: RecordContent
}
