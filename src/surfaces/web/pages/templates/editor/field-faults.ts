import type { AnswerOf } from '#contract/operation.ts'
import type { checkTemplate } from '#contract/operations/template.ts'
import { m } from '../../../messages/compiled/messages.js'

export type Fault = AnswerOf<typeof checkTemplate>['faults'][number]

/** The faults of the field at a place among those written. */
export function faultsOfField(faults: readonly Fault[], place: number): Fault[] {
  return faults.filter(({ path }) => path === `fields.${place}` || path.startsWith(`fields.${place}.`))
}

/** The faults that are of no one field. */
export function faultsOfWhole(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ path }) => !/^fields\.\d/.test(path))
}

const PARTS: Readonly<Record<string, () => string>> = {
  name: m.editor_name, type: m.field_type, role: m.field_role, obligation: m.field_obligation, unit: m.field_unit, bounds: m.field_bounds, expression: m.calculated_expression,
  vocabulary: m.field_terms, axes: m.editor_axes, ascending: m.field_ascending, columns: m.editor_columns, summaries: m.editor_summaries, group: m.field_group, methods: m.field_method, iri: m.field_iri,
  'label.en': m.editor_label_en, 'label.ko': m.editor_label_ko, 'description.en': m.editor_description_en, 'description.ko': m.editor_description_ko,
}

/** The fault of a next version that says what the one before says: nobody's slip, only nothing to save yet. */
export const UNCHANGED = 'template.unchanged'

/** The input that a fault of a field is about, in the reader's language; null for the field as a whole. */
export function faultyPart({ path }: Fault): string | null {
  const [, , part, inside] = path.split('.')
  if (part === undefined) return null
  return (PARTS[`${part}.${inside}`] ?? PARTS[part])?.() ?? part
}
