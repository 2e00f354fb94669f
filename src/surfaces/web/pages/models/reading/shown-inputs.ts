import type { z } from 'zod'
import type { ModelRowsSchema } from '#contract/schemas/model-reading.ts'
import { say } from '../../../language.ts'
import type { Template, Term } from '../../tables/column-field.ts'
import { termWords } from '../../tables/term-words.ts'

type Column = z.infer<typeof ModelRowsSchema>['columns'][number]

/** What a column is called; two inputs of one label are told apart as elsewhere on the page. */
export function columnText({ name, label }: Pick<Column, 'name' | 'label'>, titles: ReadonlyMap<string, string>): string {
  return titles.get(name) ?? say(label)
}

/** A category of an input in the reader's words, where a field of its template has a term for it. */
export function categoryText(value: string, template: string | null, templates: readonly Template[]): string {
  const fields = templates.find((each) => each.template === template)?.fields ?? []
  return termWords(value, fields.flatMap((field): readonly Term[] => field.vocabulary ?? []))
}
