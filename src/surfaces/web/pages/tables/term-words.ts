import type { AnswerOf } from '#contract/operation.ts'
import type { listTemplates } from '#contract/operations/hub.ts'
import type { TableDefinition } from './definition-words.ts'
import { say } from '../../language.ts'

export type Template = AnswerOf<typeof listTemplates>['templates'][number]
type Path = TableDefinition['columns'][number]['path']

/** The field that a column is read from, in a table over records of `rows`. */
export function fieldOf(path: Path | undefined, rows: string, templates: readonly Template[]): Template['fields'][number] | undefined {
  if (!path || path.from === 'source') return undefined
  const name = path.from === 'own' ? rows : path.template
  return templates.find(({ template }) => template === name)?.fields.find((field) => field.name === path.field)
}

/** The vocabulary of the field that a column is read from; empty where it has none. */
export function vocabularyOf(path: Path | undefined, rows: string, templates: readonly Template[]) {
  return fieldOf(path, rows, templates)?.vocabulary ?? []
}

/** A cell's terms as the reader's language calls them; several are joined by `+`, and what has no label stays as written. */
export function termWords(value: string, vocabulary: ReturnType<typeof vocabularyOf>): string {
  if (vocabulary.length === 0) return value
  const word = (term: string) => {
    const found = vocabulary.find((entry) => entry.term === term)
    return found ? say(found.label) : term
  }
  return vocabulary.some(({ term }) => term === value) ? word(value) : value.split('+').map(word).join('+')
}
