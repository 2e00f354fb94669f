import type { AnswerOf } from '#contract/operation.ts'
import type { getTemplate } from '#contract/operations/template.ts'
import { withUnit } from '#science/quantities/with-unit.ts'
import { say } from '../../language.ts'
import { m } from '../../messages/compiled/messages.js'
import { numberText, unitText } from '../../shown/number-text.ts'

export type TemplateDetail = AnswerOf<typeof getTemplate>
export type Template = TemplateDetail['template']
export type Field = Template['fields'][number]

export const TYPES = [
  'quantity', 'composition', 'terms', 'text', 'boolean', 'curve', 'file', 'image', 'structure', 'reference', 'table',
] as const satisfies readonly Field['type'][]

export type Summary = NonNullable<Field['summaries']>[number]
export const SUMMARIES = [
  'maximum', 'minimum', 'x_at_maximum', 'value_at', 'x_at', 'slope', 'mean', 'area', 'last_over_first',
] as const satisfies readonly Summary['of'][]
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
    case 'curve': return m.type_curve()
    case 'file': return m.type_file()
    case 'image': return m.type_image()
    case 'structure': return m.type_structure()
    case 'reference': return m.type_reference()
    case 'table': return m.type_table()
    default: return type
  }
}

/** What a curve gives to a number, in the reader's language. */
export function summaryLabel(of: Summary['of']): string {
  switch (of) {
    case 'maximum': return m.summary_maximum()
    case 'minimum': return m.summary_minimum()
    case 'x_at_maximum': return m.summary_x_at_maximum()
    case 'value_at': return m.summary_value_at()
    case 'x_at': return m.summary_x_at()
    case 'slope': return m.summary_slope()
    case 'mean': return m.summary_mean()
    case 'area': return m.summary_area()
    case 'last_over_first': return m.summary_last_over_first()
  }
}

/** The axes of a curve, each with its unit. */
export function axesText({ axes }: Pick<Field, 'axes'>): string {
  return (axes ?? []).map(({ label, unit }) => {
    const symbol = unitText(unit)
    return symbol ? `${say(label)} (${symbol})` : say(label)
  }).join(', ')
}

/** The columns of a small table, each of numbers with its unit. */
export function columnsText({ columns }: Pick<Field, 'columns'>): string {
  return (columns ?? []).map(({ label, unit }) => {
    const symbol = unitText(unit)
    return symbol ? `${say(label)} (${symbol})` : say(label)
  }).join(', ')
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
