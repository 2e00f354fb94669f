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
  if (choice === null) return { of: '', which: m.map_open() }
  if (choice.use !== 'value') return { of: '', which: USES[choice.use]() }
  const template = byKey.get(choice.template)
  const field = template?.fields.find(({ name }) => name === choice.field)
  const unit = choice.unit_column === undefined ? choice.unit : m.map_unit_from({ header: choice.unit_column })
  return {
    of: template ? say(template.label) : choice.template,
    which: [field ? say(field.label) : choice.field, unit === '1' ? undefined : unit, choice.composition === 'mass' ? m.map_by_mass() : undefined,
      choice.condition ? `${choice.condition.value} ${choice.condition.unit}` : undefined].filter((part) => part !== undefined).join(', '),
  }
}

export const USES = {
  name: m.map_use_name, key: m.map_use_key, doi: m.map_use_doi, title: m.map_use_title, year: m.map_use_year, leave_out: m.map_use_leave_out,
}
export const STATES = { chosen: m.map_state_chosen, guessed: m.map_state_guessed, asked: m.map_state_asked, unmatched: m.map_state_unmatched }
