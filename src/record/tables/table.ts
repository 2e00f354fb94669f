import type { Text } from '#science/refusal.ts'

/**
 * Where a cell comes from, seen from the row's record.
 *
 * `own`: a field of the row's record. `of`: a field of the material measured. `up`: the nearest ancestor (material,
 * process, or measurement that still speaks for the row's material) made under `template`; with a `role`, seen from the input that the
 * nearest process with such a role took in it: the slurry of a cell's cathode, not its anode's. `amount`: what went into the
 * nearest process under `template`, itself included where it is the row.
 */
export type ColumnPath =
  | { readonly from: 'own'; readonly field: string }
  | { readonly from: 'up'; readonly template: string; readonly field: string; readonly role?: string }
  | AmountPath
  | { readonly from: 'source' } // DOI or database name of the row's record

/** Inputs of a process by their role, by the template of their material, or by both; one of them is named. */
export type AmountPath = {
  readonly from: 'amount'
  readonly template: string
  readonly role?: string
  readonly of?: string
}

export type TableColumn = {
  readonly name: string
  readonly label?: Text
  readonly path: ColumnPath
  readonly unit?: string
}

/** A named, versioned view: one row per record of `rows`, columns drawn along the lineage. */
export type TableDefinition = {
  readonly name: string
  readonly title: Text
  /** One row per record of this template (name without version). */
  readonly rows: { readonly template: string; readonly where?: readonly TableFilter[] }
  readonly columns: readonly TableColumn[]
}

/**
 * Keeps rows whose column has one of the terms, or lies in the range (in the column's unit); a missing value never
 * passes.
 */
export type TableFilter =
  | { readonly column: string; readonly oneOf: readonly string[] }
  | { readonly column: string; readonly min?: number; readonly max?: number }
  | { readonly column: string; readonly present: true }
