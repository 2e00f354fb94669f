import type { Text } from '#science/refusal.ts'
import type { ValueType } from '../records/value.ts'
import { newestByName } from '../templates/newest-by-name.ts'
import { templateKey } from '../templates/template.ts'
import type { Field, Template } from '../templates/template.ts'
import type { Path } from './query.ts'
import { queryRefusal } from './query-refusal.ts'
import { nearestTerm } from './vocabularies.ts'
import type { Choice } from './vocabularies.ts'

/** What every record has beside the fields of its template, under reserved names. */
export const BUILT_INS = ['elements', 'formula', 'stage', 'template', 'kind', 'origin', 'state', 'name', 'source'] as const
export type BuiltIn = (typeof BUILT_INS)[number]

/** A field as one version of one template has it; `template` is `name@version`. */
export type PlacedField = { readonly template: string; readonly field: Field }

/** What a path asks about: something that every record has, or fields of that name. */
export type Subject =
  | { readonly is: BuiltIn; readonly templates: readonly string[] | null }
  | { readonly is: 'field'; readonly name: string; readonly fields: readonly PlacedField[] }

/**
 * What a path asks about in a hub with these templates.
 *
 * Under a template its fields come first, without one the built-in names. Refuses `query.unknown_template` and
 * `field.unknown` with the nearest name; a label is answered with the name that it stands for.
 */
export function subjectOf({ template, name, spot }: Path, templates: readonly Template[]): Subject {
  const within = template === null ? templates : templates.filter((each) => each.template === template)
  const newest = newestByName(templates)
  if (within.length === 0 && template !== null) {
    throw unknown('query.unknown_template', template, spot, [...newest.values()].map(
      (each) => ({ term: each.template, label: each.label }),
    ), { en: 'template', ko: '템플릿' })
  }
  const builtIn = BUILT_INS.find((each) => each === name)
  if (builtIn && template === null) return { is: builtIn, templates: null }
  const fields = within.flatMap((each) => each.fields
    .filter((field) => field.name === name)
    .map((field) => ({ template: templateKey(each), field })))
  if (fields.length > 0) return { is: 'field', name, fields }
  if (builtIn) return { is: builtIn, templates: within.map(templateKey) }
  throw unknown('field.unknown', name, spot, [
    ...(template === null ? [...newest.values()] : within).flatMap((each) => each.fields).map(
      (field) => ({ term: field.name, label: field.label }),
    ),
    ...BUILT_INS.map((term) => ({ term, label: { en: term, ko: term } })),
  ], template === null ? { en: 'field', ko: '필드' } : { en: `field of “${template}”`, ko: `“${template}”의 필드` })
}

/** The types that fields of one name have; more than one where templates differ. */
export function typesOf(fields: readonly PlacedField[]): readonly ValueType[] {
  return [...new Set(fields.map(({ field }) => field.type))]
}

/** Names that a refusal lists; more would hide what it says. */
const MOST_LISTED = 40

function unknown(code: string, written: string, spot: Path['spot'], choices: readonly Choice[], of: Text) {
  const nearest = nearestTerm(written, choices)
  const names = [...new Set(choices.map(({ term }) => term))].sort()
  const some = names.length > MOST_LISTED ? null : names.join(', ')
  return queryRefusal(code, spot, nearest ? {
    en: `there is no ${of.en} “${written}”. Did you mean “${nearest}”?`,
    ko: `${of.ko} “${written}”이(가) 없습니다. 혹시 “${nearest}”입니까?`,
  } : {
    en: `there is no ${of.en} “${written}”; ${some === null ? 'the templates of the hub say what there is' : `there are: ${some}`}.`,
    ko: `${of.ko} “${written}”이(가) 없습니다. ${some === null ? '어떤 것이 있는지는 허브의 템플릿에 있습니다' : `있는 것: ${some}`}.`,
  }, { name: written, nearest })
}
