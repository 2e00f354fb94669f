import type { RecordContent } from '../records/record.ts'
import type { Value, Values } from '../records/value.ts'
import { admitContent } from './admit-content.ts'
import type { Problem } from './problem.ts'
import { templateKey } from './template.ts'
import type { Template } from './template.ts'

/** What bears another name under the later version: old name → new name; terms by the old name of their field. */
export type Renamed = {
  readonly fields: Readonly<Record<string, string>>
  readonly terms: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export const NOTHING_RENAMED: Renamed = { fields: {}, terms: {} }

export type Migrated =
  | { readonly content: RecordContent }
  | { readonly problems: readonly Problem[] }

/**
 * A record's content under a later version of its template, or why it cannot follow it.
 *
 * No value is dropped, made up or written in another unit: names change where `renamed` says so, what the later version
 * calculates is calculated anew, and the result is taken where `admitContent` takes it. Codes: `migration.field_removed`,
 * `migration.two_into_one`, and those of `admitContent`.
 */
export function migrateContent(content: RecordContent, to: Template, renamed: Renamed): Migrated {
  const calculated = new Set(to.fields.filter(({ expression }) => expression !== undefined).map(({ name }) => name))
  const values = migrateValues(content.values, renamed, calculated)
  const planned = content.kind === 'process' ? migrateValues(content.planned, renamed, calculated) : null
  const twoIntoOne = [...values.twoIntoOne, ...(planned?.twoIntoOne ?? [])]
  if (twoIntoOne.length > 0) return { problems: twoIntoOne.map(twoIntoOneProblem) }
  const moved = {
    ...content, template: templateKey(to), values: values.values, ...(planned ? { planned: planned.values } : {}),
  } as RecordContent
  const { content: whole, problems } = admitContent(moved, to)
  if (problems.length === 0) return { content: whole }
  return { problems: problems.map((problem) => (problem.code === 'field.unknown' ? fieldRemoved(problem, to) : problem)) }
}

/** `calculated` are fields that the later version calculates: what the earlier one calculated for them is not theirs. */
function migrateValues(values: Values, { fields, terms }: Renamed, calculated: ReadonlySet<string>) {
  const moved: Record<string, Value> = {}
  const twoIntoOne: string[] = []
  for (const [name, value] of Object.entries(values)) {
    const target = nameIn(fields, name)
    if (value.type === 'quantity' && value.calculated_from && calculated.has(target)) continue
    if (Object.hasOwn(moved, target)) twoIntoOne.push(target)
    moved[target] = migrateValue(value, Object.hasOwn(terms, name) ? terms[name]! : {})
  }
  return { values: moved, twoIntoOne }
}

function migrateValue(value: Value, renamed: Readonly<Record<string, string>>): Value {
  return value.type === 'terms' ? { ...value, terms: value.terms.map((term) => nameIn(renamed, term)) } : value
}

function nameIn(renamed: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(renamed, name) ? renamed[name]! : name
}

function fieldRemoved({ field }: Problem, to: Template): Problem {
  return {
    code: 'migration.field_removed',
    field,
    text: {
      en: `“${field}” holds a value, and ${templateKey(to)} has no such field; say what it is renamed to, or give the template the field again.`,
      ko: `“${field}”에 값이 있지만 ${templateKey(to)}에는 이 필드가 없습니다. 바뀐 이름을 지정하거나 템플릿에 필드를 다시 넣으십시오.`,
    },
    details: { field, template: templateKey(to) },
  }
}

function twoIntoOneProblem(name: string): Problem {
  return {
    code: 'migration.two_into_one',
    field: name,
    text: {
      en: `Two values of the record would stand under “${name}”; rename one of them otherwise.`,
      ko: `기록의 값 두 개가 “${name}” 하나에 들어가게 됩니다. 둘 중 하나를 다른 이름으로 바꾸십시오.`,
    },
    details: { field: name },
  }
}
