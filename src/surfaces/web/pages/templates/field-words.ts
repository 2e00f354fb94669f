import type { AnswerOf } from '#contract/operation.ts'
import type { getTemplate } from '#contract/operations/template.ts'
import { withUnit } from '#science/quantities/with-unit.ts'
import { m } from '../../messages/compiled/messages.js'
import { numberText, unitText } from '../../shown/number-text.ts'

export type TemplateDetail = AnswerOf<typeof getTemplate>
export type Template = TemplateDetail['template']
export type Field = Template['fields'][number]

export const TYPES = ['quantity', 'composition', 'terms', 'text', 'boolean'] as const
export const ROLES = ['attribute', 'parameter', 'condition', 'result'] as const
export const OBLIGATIONS = ['required', 'recommended', 'optional'] as const

/** What a field holds, in the reader's language. */
export function typeLabel(type: string): string {
  switch (type) {
    case 'quantity': return m.type_quantity()
    case 'composition': return m.type_composition()
    case 'terms': return m.type_terms()
    case 'text': return m.type_text()
    case 'boolean': return m.type_boolean()
    default: return type
  }
}

/** What a field is to its record, in the reader's language. */
export function roleLabel(role: string): string {
  switch (role) {
    case 'attribute': return m.field_role_attribute()
    case 'parameter': return m.field_role_parameter()
    case 'condition': return m.field_role_condition()
    case 'result': return m.field_role_result()
    default: return role
  }
}

/** Whether a record owes the field, in the reader's language. */
export function obligationLabel(obligation: string): string {
  switch (obligation) {
    case 'required': return m.obligation_required()
    case 'recommended': return m.obligation_recommended()
    case 'optional': return m.obligation_optional()
    default: return obligation
  }
}

/** The bounds of a number with its unit, as people say them; empty where there are none. */
export function boundsText({ bounds, unit }: Pick<Field, 'bounds' | 'unit'>): string {
  const [low, high] = bounds ?? [null, null]
  const shown = (value: number) => numberText(value, 7)
  if (low !== null && high !== null) return m.field_between({ low: shown(low), high: withUnit(shown(high), unitText(unit ?? null)) })
  if (low !== null) return m.field_at_least({ low: withUnit(shown(low), unitText(unit ?? null)) })
  if (high !== null) return m.field_at_most({ high: withUnit(shown(high), unitText(unit ?? null)) })
  return ''
}

/** What a process does to its materials, as a sentence. */
export function eventSentence(event: string | undefined): string {
  switch (event) {
    case 'make': return m.template_event_make()
    case 'transform': return m.template_event_transform()
    case 'split': return m.template_event_split()
    case 'merge': return m.template_event_merge()
    case 'assemble': return m.template_event_assemble()
    case 'dismantle': return m.template_event_dismantle()
    case 'use_up': return m.template_event_use_up()
    default: return m.template_event_unsaid()
  }
}
