import type { AnswerOf } from '#contract/operation.ts'
import type { listTemplates } from '#contract/operations/hub.ts'

type Listed = AnswerOf<typeof listTemplates>['templates'][number]
/** The newest version of a name, with the records of all its versions, and the fields that a search met. */
export type Found = { readonly template: Listed; readonly records: number; readonly fields: readonly Listed['fields'][number][] }

export type Wanted = { readonly words: string; readonly kind: string; readonly used: boolean }

/**
 * The newest version of each template that has every word of the search, in its name, label, description or a field.
 *
 * Versions are listed newest first. Fields are told only where the template itself would not have been found.
 */
export function matchingTemplates(all: readonly Listed[], { words, kind, used }: Wanted): Found[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => asked.every((word) => text.toLowerCase().includes(word))
  const newest = all.filter(({ template, version }) => !all.some((other) => other.template === template && other.version > version))
  return newest.flatMap((template) => {
    const records = all.filter((each) => each.template === template.template).reduce((sum, each) => sum + each.records, 0)
    if ((kind !== '' && template.kind !== kind) || (used && records === 0)) return []
    if (has(wordsOf(template))) return [{ template, records, fields: [] }]
    const fields = template.fields.filter((field) => has(wordsOf({ ...field, template: field.name })))
    return fields.length > 0 ? [{ template, records, fields }] : []
  })
}

function wordsOf({ template, label, description }: Pick<Listed, 'template' | 'label' | 'description'>): string {
  return [template, label.en, label.ko, description?.en, description?.ko].join(' ')
}
