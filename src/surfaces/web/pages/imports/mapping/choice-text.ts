import type { draftRecipe } from '#contract/operations/recipe.ts'
import type { listTemplates } from '#contract/operations/hub.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { say } from '../../../language.ts'
import { m } from '../../../messages/compiled/messages.js'

export type Draft = AnswerOf<typeof draftRecipe>
export type MappedColumn = Draft['columns'][number]
export type Choice = NonNullable<MappedColumn['choice']>
export type Template = AnswerOf<typeof listTemplates>['templates'][number]
export type NamedFile = { template: string; field: string; path: string }
export type ByKey = ReadonlyMap<string, Template>

/** A field of a template that a column can fill: one that a person writes, and that a cell can hold. */
export function fillable({ fields }: Template): Template['fields'] {
  return fields.filter(({ type, expression }) => expression === undefined && ['quantity', 'composition', 'terms', 'text'].includes(type))
}

/** Fields that take a file of a ZIP. */
export function fileFields({ fields }: Template): Template['fields'] {
  return fields.filter(({ type }) => type === 'file' || type === 'image' || type === 'structure')
}

/** The newest version of a template by its name alone. */
export function templateCalled(byKey: ByKey, name: string): Template | undefined {
  return [...byKey.values()].filter(({ template }) => template === name).toSorted((a, b) => b.version - a.version)[0]
}

/** The files that a choice takes beside whatever else it is. */
export function fileOf(choice: Choice | null): NamedFile | null {
  if (choice?.use === 'file') return { template: choice.template, field: choice.field, path: choice.path }
  return choice?.use === 'name' || choice?.use === 'key' || choice?.use === 'record' ? (choice.file ?? null) : null
}

/** What becomes of a column, in two parts: of what, and which. */
export function choiceText(choice: Choice | null, byKey: ByKey): { of: string; which: string } {
  if (choice === null) return { of: '', which: m.mapping_open() }
  const file = fileOf(choice)
  const filed = file && byKey.get(file.template)
  const field_ = filed?.fields.find(({ name }) => name === file?.field)
  const files = file === null ? '' : `${field_ ? say(field_.label) : file.field} (${file.path})`
  if (choice.use === 'file') return { of: filed ? say(filed.label) : choice.template, which: files }
  if (choice.use === 'record') {
    const named = templateCalled(byKey, choice.template)
    return { of: m.mapping_there(), which: [named ? say(named.label) : choice.template, files].filter(Boolean).join(', ') }
  }
  if (choice.use !== 'value') return { of: '', which: [USES[choice.use](), files].filter(Boolean).join(', ') }
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
