import type { Field, Template } from '#record/templates/template.ts'
import type { FieldAt, MappedColumn } from './column-choice.ts'
import type { ColumnHeader } from './read-column-header.ts'

/** A column of a sheet as guesses see it. */
export type SheetColumn = {
  readonly index: number
  readonly written: string
  readonly header: ColumnHeader
  readonly key: string
  readonly calculated: boolean
  /** Filled cells of the rows read. */
  readonly cells: readonly string[]
  /** The same as numbers and as formulas are read, with points for decimal commas. */
  readonly numbers: readonly string[]
  readonly formulas: readonly string[]
}

/** A field that a column may fill, and how its unit was read from the header. */
export type Candidate = FieldAt & { readonly of: Field; readonly template_: Template; readonly header: ColumnHeader }

/** What is proposed for a column. */
export type Proposal = Pick<MappedColumn, 'state' | 'choice' | 'because' | 'candidates'>

export const MOST_CANDIDATES = 12

export function asFields(candidates: readonly Candidate[]): FieldAt[] {
  return candidates.slice(0, MOST_CANDIDATES).map(({ template, field }) => ({ template, field }))
}
