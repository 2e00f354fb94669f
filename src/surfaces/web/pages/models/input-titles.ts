import type { Text } from '#science/refusal.ts'
import { say } from '../../language.ts'
import { templateLabel } from '../tables/column-titles.ts'
import { distinctTitles } from '../tables/distinct-titles.ts'
import type { Template } from '../tables/column-field.ts'

type Input = { readonly name: string; readonly label: Text; readonly template: string | null }

/** What inputs or columns are called in the reader's language, by name; two of one label are told apart by their templates. */
export function inputTitles(inputs: readonly Input[], templates: readonly Template[]): ReadonlyMap<string, string> {
  const titles = distinctTitles(inputs.map(({ name, label, template }) => (
    { name, title: say(label), template: template === null ? null : templateLabel(template, templates) }
  )))
  return new Map(inputs.map(({ name }, k) => [name, titles[k]!]))
}
