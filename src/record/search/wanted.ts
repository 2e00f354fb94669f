import type { Composition } from '#science/chemistry/composition.ts'
import type { ValueType } from '../records/value.ts'

/** An end of a range in SI; `open` leaves the end itself out. */
export type End = { readonly value: number; readonly open: boolean }
export type Range = { readonly low: End | null; readonly high: End | null }

/** The columns of a record that hold one of a few words. */
export type ChoiceColumn = 'stage' | 'template' | 'kind' | 'origin' | 'state'

/** A question to one record, in the hub's own terms and in SI; its answer is yes, no, or open. */
export type Test =
  | { readonly on: 'quantity'; readonly field: string; readonly range: Range }
  /** `any`: one of its terms is among these; `only`: it has terms, and all are among these. */
  | { readonly on: 'terms'; readonly field: string; readonly how: 'any' | 'only'; readonly terms: readonly string[] }
  /** The same of the elements (atomic numbers) that it is made of, by its own composition or by its lineage. */
  | { readonly on: 'elements'; readonly how: 'any' | 'only'; readonly elements: readonly number[] }
  | { readonly on: 'choice'; readonly column: ChoiceColumn; readonly choices: readonly string[] }
  /** Of a text field, or of what a record has beside its fields; `part` does not mind letter case. */
  | { readonly on: 'text'; readonly of: TextSubject; readonly how: 'whole' | 'part'; readonly text: string }
  /** Whether it states this composition itself: in one field, or (null) in any. */
  | { readonly on: 'composition'; readonly field: string | null; readonly fractions: Composition['fractions'] }
  | { readonly on: 'known'; readonly of: { readonly field: string; readonly type: ValueType } | 'elements' | 'formula' | 'name' | 'source' }

export type TextSubject = { readonly field: string } | 'name' | 'source'

/**
 * A search with every name, unit and term looked up: what each record is asked.
 *
 * A `test` asks only records made under one of `templates` (`name@version`; null: all), and is open for the others.
 * `some` asks the records that one came from (`up`) or that came from it (`down`): it holds where `of` holds for one of
 * those asked, and fails where there are such and it fails for all.
 */
export type Wanted =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Wanted[] }
  | { readonly is: 'not'; readonly part: Wanted }
  | {
    readonly is: 'some'; readonly reach: 'up' | 'down'; readonly templates: readonly string[] | null
    readonly of: Wanted
  }
  | { readonly is: 'test'; readonly templates: readonly string[] | null; readonly test: Test }
