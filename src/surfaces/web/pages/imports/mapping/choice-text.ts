import type { draftRecipe } from '#contract/operations/recipe.ts'
import type { listTemplates } from '#contract/operations/hub.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { say } from '../../../language.ts'
import { m } from '../../../messages/compiled/messages.js'

export type Draft = AnswerOf<typeof draftRecipe>
export type MappedColumn = Draft['columns'][number]
export type Choice = NonNullable<MappedColumn['choice']>
export type Template = AnswerOf<typeof listTemplates>['templates'][number]
export type ByKey = ReadonlyMap<string, Template>

/** A field of a template that a column can fill: one that a person writes, and that a cell can hold. */
export function fillable({ fields }: Template): Template['fields'] {
  return fields.filter(({ type, expression }) => expression === undefined && ['quantity', 'composition', 'terms', 'text'].includes(type))
}

/** What becomes of a column, in two parts: of what, and which. */
export function choiceText(choice: Choice | null, byKey: ByKey): { of: string; which: string } {
  if (choice === null) return { of: '', which: m.mapping_open() }
  if (choice.use !== 'value') return { of: '', which: USES[choice.use]() }
  const template = byKey.get(choice.template)
  const field = template?.fields.find(({ name }) => name === choice.field)
  const unit = choice.unit_column === undefined ? choice.unit : m.mapping_unit_from({ header: choice.unit_column })
  return {
    of: template ? say(template.label) : choice.template,
    which: [field ? say(field.label) : choice.field, unit === '1' ? undefined : unit, choice.composition === 'mass' ? m.mapping_by_mass() : undefined,
      choice.condition ? `${choice.condition.value} ${choice.condition.unit}` : undefined].filter((part) => part !== undefined).join(', '),
  }
}

export const USES = {
  name: m.mapping_use_name, key: m.mapping_use_key, doi: m.mapping_use_doi, title: m.mapping_use_title, year: m.mapping_use_year, leave_out: m.mapping_use_leave_out,
}
export const STATES = { chosen: m.mapping_state_chosen, guessed: m.mapping_state_guessed, asked: m.mapping_state_asked, unmatched: m.mapping_state_unmatched }
