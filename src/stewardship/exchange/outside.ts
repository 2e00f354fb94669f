import type { Field, Template } from '#record/templates/template.ts'
import type { CellReading } from './read-cell.ts'
import type { RecipeColumn } from './recipe.ts'

/** A column whose cells name what is not in the sheet: a record that the hub holds, or a file of its folder. */
export type OutsideColumn = Extract<RecipeColumn, { readonly names: string } | { readonly file: string } | { readonly curve: string }>

export function isOutside(column: RecipeColumn): column is OutsideColumn {
  return 'names' in column || 'file' in column || 'curve' in column
}

/** The field that a column fills. */
export type Target = { readonly template: Template; readonly field: Field }

/**
 * What stands beside a sheet.
 *
 * `read` says what each text of a column stands for: a reference, a file, a curve with its summaries, or why it cannot be
 * taken. `target` is the field that is filled; null for a column that only says which record of the hub is meant.
 */
export type Outside = {
  read(column: OutsideColumn, target: Target | null, texts: readonly string[]): Promise<ReadonlyMap<string, CellReading>>
}

/** The outside of a sheet that refers to nothing. */
export const NOTHING_OUTSIDE: Outside = { read: () => Promise.resolve(new Map()) }

/** How records that the hub holds are told from keys of records on their way in. */
const HELD = 'record:'

export function heldReference(id: string): string {
  return `${HELD}${id}`
}

/** The id of a record that the hub holds, if that is what a reference says. */
export function heldId(reference: string): string | null {
  return reference.startsWith(HELD) ? reference.slice(HELD.length) : null
}
