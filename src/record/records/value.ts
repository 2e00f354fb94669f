import type { Quantity } from '#science/quantities/quantity.ts'
import type { ElementSymbol } from '#science/chemistry/elements.ts'

/** A number with its unit as written; `written` keeps the digits that the author gave. */
export type QuantityValue = { readonly type: 'quantity' } & Quantity

/** A composition as written and as atomic fractions (sum 1). */
export type CompositionValue = {
  readonly type: 'composition'
  readonly written: string
  readonly basis: 'amount' | 'mass'
  readonly fractions: Readonly<Record<ElementSymbol, number>>
}

/** Terms of the field's vocabulary; several where the field says so (phases: FCC, BCC), in vocabulary order. */
export type TermsValue = { readonly type: 'terms'; readonly terms: readonly string[] }

export type TextValue = { readonly type: 'text'; readonly text: string }

export type BooleanValue = { readonly type: 'boolean'; readonly boolean: boolean }

/** What a field of a record holds; a field that is not known is left out, never filled. */
export type Value = QuantityValue | CompositionValue | TermsValue | TextValue | BooleanValue

export type ValueType = Value['type']

/** Field name → value. */
export type Values = Readonly<Record<string, Value>>
