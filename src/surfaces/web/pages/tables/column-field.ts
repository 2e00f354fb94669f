import type { AnswerOf } from '#contract/operation.ts'
import type { listTemplates } from '#contract/operations/hub.ts'
import type { TableDefinition } from './definition-words.ts'

export type Template = AnswerOf<typeof listTemplates>['templates'][number]
export type Field = Template['fields'][number]
export type Term = NonNullable<Field['vocabulary']>[number]
type Path = TableDefinition['columns'][number]['path']

/** The field that a column is read from, in a table over records of `rows`. */
export function fieldOf(path: Path | undefined, rows: string, templates: readonly Template[]): Field | undefined {
  if (!path || path.from === 'source' || path.from === 'amount') return undefined
  const name = path.from === 'own' ? rows : path.template
  return templates.find(({ template }) => template === name)?.fields.find((field) => field.name === path.field)
}

/** The vocabulary of the field that a column is read from; empty where it has none. */
export function vocabularyOf(path: Path | undefined, rows: string, templates: readonly Template[]): readonly Term[] {
  return fieldOf(path, rows, templates)?.vocabulary ?? []
}
