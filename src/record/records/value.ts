import type { Quantity } from '#science/quantities/quantity.ts'
import type { ElementSymbol } from '#science/chemistry/elements.ts'

/** A number with its unit as written; `written` keeps the digits that the author gave. */
export type QuantityValue = {
  readonly type: 'quantity'
  /** The field of the curve that it was computed from; absent where an author gave it. */
  readonly from_curve?: string
  /** The fields of the same revision that it was calculated from; absent where it was not calculated. */
  readonly calculated_from?: readonly string[]
} & Quantity

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

/** One axis of a curve, its unit as written. */
export type CurveAxis = {
  readonly name: string
  readonly unit: string
  /** From point to point, null where missing; only on its way in: a stored curve has its points in `data`. */
  readonly values?: readonly (number | null)[]
  /** The smallest and the largest value in `unit`; absent where there is none. */
  readonly low?: number
  readonly high?: number
  /** How many points have no value on this axis; absent where all have one. */
  readonly missing?: number
}

/** A curve or spectrum: x first, then one or more y (docs/decisions/0013-kinds-of-value.md). */
export type CurveValue = {
  readonly type: 'curve'
  readonly axes: readonly CurveAxis[]
  readonly points?: number
  /** SHA-256 of the points: a CSV file with a column for each axis. */
  readonly data?: string
}

/**
 * A file that was uploaded before, or one that is kept elsewhere (docs/decisions/0038-files-kept-elsewhere.md); `media_type`
 * is what its uploader called it.
 */
export type FileValue = {
  readonly type: 'file'
  /** Where people find it, of a file that is kept elsewhere; then `size` and `sha256` are its author's word, and the hub never fetches it. */
  readonly address?: string
  readonly sha256: string
  /** As it is called when it is downloaded. */
  readonly name: string
  /** In bytes; filled in when the record is written, as is the next. */
  readonly size?: number
  readonly media_type?: string
}

/** A file that browsers show as a picture; kind, width and height are read from its bytes. */
export type ImageValue = Omit<FileValue, 'type' | 'address'> & {
  readonly type: 'image'
  readonly width?: number
  readonly height?: number
  /** The length that one pixel shows (micrographs). */
  readonly pixel_size?: Quantity
}

/** The six numbers of a crystal's cell. */
export type Cell = Readonly<Record<'a' | 'b' | 'c' | 'alpha' | 'beta' | 'gamma', Quantity>>

/** A crystal structure: a CIF file, and what is read out of it when the record is written. */
export type StructureValue = Omit<FileValue, 'type' | 'address'> & {
  readonly type: 'structure'
  /** The file's data block that is meant; needed where several have a cell. */
  readonly block?: string
  readonly cell?: Cell
  readonly volume?: Quantity
  /** Hermann–Mauguin symbol as written. */
  readonly space_group?: string
  /** As written: `Fe2 O3`. */
  readonly formula?: string
}

/** A reference to another record of the hub, to an article or to an address. */
export type ReferenceValue = {
  readonly type: 'reference'
  readonly to: { readonly record: string } | { readonly doi: string } | { readonly url: string }
  /** How it is called where it is not a record, which has a name of its own. */
  readonly title?: string
}

/** A column of a small table; one with a unit, as written, holds numbers, one without holds text. */
export type TableColumn = { readonly name: string; readonly unit?: string }

/** A small table that stands in its record, such as a list of reflections (docs/decisions/0037-small-tables.md). */
export type TableValue = {
  readonly type: 'table'
  readonly columns: readonly TableColumn[]
  /** A cell for each column; null where it is missing. */
  readonly rows: readonly (readonly TableCell[])[]
}

export type TableCell = number | string | null

/** What a field of a record holds; a field that is not known is left out, never filled. */
export type Value =
  | QuantityValue | CompositionValue | TermsValue | TextValue | BooleanValue | CurveValue
  | FileValue | ImageValue | StructureValue | ReferenceValue | TableValue

export type ValueType = Value['type']

/** Field name → value. */
export type Values = Readonly<Record<string, Value>>
