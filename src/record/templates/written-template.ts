import type { Text } from '#science/refusal.ts'
import type { Field, Template, Term } from './template.ts'

/** A term as its author wrote it; one that the base has may leave out its label. */
export type WrittenTerm = Omit<Term, 'label'> & { readonly label?: Text }

/** A field as its author wrote it; one that the base has states only what it narrows. */
export type WrittenField = Pick<Field, 'name'> & Partial<Omit<Field, 'name' | 'vocabulary'>> & {
  readonly vocabulary?: readonly WrittenTerm[]
}

/**
 * A template as its author wrote it: whole, or with `extends` and only what it adds or narrows.
 *
 * A version left out is the next one.
 */
export type WrittenTemplate = Pick<Template, 'template' | 'label'> & Partial<Omit<Template, 'template' | 'label' | 'fields'>> & {
  readonly fields: readonly WrittenField[]
}
