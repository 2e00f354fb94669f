import { parseComposition } from '#science/chemistry/composition.ts'
import { element } from '#science/chemistry/elements.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ValueType } from '../records/value.ts'
import type { Template } from '../templates/template.ts'
import { printPath } from './print-query.ts'
import type { Comparison, Condition, Query, Written } from './query.ts'
import { queryRefusal } from './query-refusal.ts'
import { readRange } from './read-range.ts'
import type { RangeComparison } from './read-range.ts'
import { subjectOf, typesOf } from './subject.ts'
import type { BuiltIn, PlacedField, Subject } from './subject.ts'
import { choicesOf, ELEMENT_CHOICES, termsMeant, YES_OR_NO } from './vocabularies.ts'
import type { Test, TextSubject, Wanted } from './wanted.ts'

/** More conditions with `up.` or `down.` are refused: each walks the lineage of the whole hub. */
export const MOST_REACHES = 8

/**
 * What a query asks of a hub with these templates: names found, units and terms understood, numbers in SI.
 *
 * `templates` are all versions. Each refusal is one line with its column: `field.unknown`, `query.unknown_template`,
 * `query.unknown_term`, `composition.unknown_element`, `query.wrong_operator`, `query.ambiguous_field`,
 * `query.too_many_reaches`, and those of {@link readRange}.
 */
export function resolveQuery(query: Query, templates: readonly Template[]): Wanted {
  let reaches = 0
  const resolve = (each: Query): Wanted => {
    if (each.is === 'not') return not(resolve(each.part))
    if (each.is !== 'condition') return { is: each.is, parts: each.parts.map(resolve) }
    const { reach, spot } = each.path
    if (reach === null) return resolveCondition(each, templates).wanted
    if (++reaches > MOST_REACHES) throw queryRefusal('query.too_many_reaches', spot, {
      en: `a query has at most ${MOST_REACHES} conditions with “up.” or “down.”; split it.`,
      ko: `“up.”이나 “down.” 조건은 검색식 하나에 ${MOST_REACHES}개까지입니다. 나누어 찾으십시오.`,
    })
    const { wanted, asked } = resolveCondition(each, templates)
    return { is: 'some', reach, templates: asked, of: wanted }
  }
  return resolve(query)
}

type Resolved = { readonly wanted: Wanted; readonly asked: readonly string[] | null }

function resolveCondition({ path, comparison }: Condition, templates: readonly Template[]): Resolved {
  const subject = subjectOf(path, templates)
  const asked = { name: printPath(path), path, comparison }
  if (subject.is === 'field') return testField(asked, subject)
  const asking = (test: Test): Wanted => ({ is: 'test', templates: subject.templates, test })
  return { wanted: testBuiltIn(asked, subject.is, templates, asking), asked: subject.templates }
}

type Asked = { readonly name: string; readonly path: Condition['path']; readonly comparison: Comparison }
type Asking = (test: Test) => Wanted

const EQUALITY = ['=', '!=', 'in'] as const
const KNOWN = ['known', 'unknown'] as const
const TAKES: Readonly<Record<ValueType | 'choice' | 'elements', readonly Comparison['how'][]>> = {
  quantity: [...EQUALITY, '<', '<=', '>', '>=', 'between', ...KNOWN],
  terms: [...EQUALITY, 'has', ...KNOWN],
  boolean: [...EQUALITY, ...KNOWN],
  text: [...EQUALITY, 'contains', ...KNOWN],
  composition: [...EQUALITY, ...KNOWN],
  curve: KNOWN,
  file: KNOWN,
  image: KNOWN,
  structure: KNOWN,
  reference: KNOWN,
  table: KNOWN,
  choice: EQUALITY,
  elements: ['has', ...KNOWN],
}

function testBuiltIn(asked: Asked, builtIn: BuiltIn, templates: readonly Template[], asking: Asking): Wanted {
  const { name, comparison } = asked
  switch (builtIn) {
    case 'elements': {
      requireTaken(asked, ['elements'])
      const among = (how: 'any' | 'only', values: readonly Written[]) => asking({
        on: 'elements', how, elements: values.map((value) => element(elementMeant(value)).number).sort((a, b) => a - b),
      })
      return ask(comparison, { among, known: asking({ on: 'known', of: builtIn }) })
    }
    case 'formula':
      requireTaken(asked, ['composition'])
      return ask(comparison, {
        equals: (value) => asking({ on: 'composition', field: null, fractions: fractionsOf(value) }),
        known: asking({ on: 'known', of: builtIn }),
      })
    case 'name': case 'source':
      requireTaken(asked, ['text'])
      return ask(comparison, { ...textAnswers(builtIn, asking), known: asking({ on: 'known', of: builtIn }) })
    default: {
      requireTaken(asked, ['choice'])
      const choices = choicesOf(builtIn, templates)
      return ask(comparison, { equals: (value) => asking({
        on: 'choice', column: builtIn,
        choices: termsMeant(value, choices, { en: `word for “${name}”`, ko: `“${name}”의 값` }),
      }) })
    }
  }
}

function testField(asked: Asked, { name, fields }: Extract<Subject, { is: 'field' }>): Resolved {
  const { comparison } = asked
  const taking = requireTaken(asked, typesOf(fields))
  // That something is known can be asked of fields of any type; all else must be one thing.
  if (taking.length > 1 && comparison.how !== 'known' && comparison.how !== 'unknown') throw ambiguous(asked, fields)
  const fitting = fields.filter(({ field }) => taking.includes(field.type))
  const templates = fitting.map(({ template }) => template)
  const asking = (test: Test): Wanted => ({ is: 'test', templates, test })
  const answers = { ...answersOf(asked, taking[0]!, name, fitting, asking), known: knownField(name, fitting) }
  return { wanted: ask(comparison, answers), asked: templates }
}

function answersOf(asked: Asked, type: ValueType, name: string, fields: readonly PlacedField[], asking: Asking): Answers {
  switch (type) {
    case 'quantity': {
      const units = fields.map(({ field }) => field.unit ?? '1')
      const within = (range: RangeComparison) => (
        asking({ on: 'quantity', field: name, range: readRange(asked.name, range, units) })
      )
      return { within, equals: (value) => within({ how: '=', value }) }
    }
    case 'text': return textAnswers({ field: name }, asking)
    case 'composition':
      return { equals: (value) => asking({ on: 'composition', field: name, fractions: fractionsOf(value) }) }
    default: {
      const among = (how: 'any' | 'only', values: readonly Written[]) => asking({
        on: 'terms', field: name, how, terms: values.flatMap((value) => fieldTerms(name, value, fields)),
      })
      return { among, equals: (value) => among('only', [value]) }
    }
  }
}

/** How a subject answers each way of asking; what it does not take was refused before. */
type Answers = {
  readonly equals?: (value: Written) => Wanted
  readonly among?: (how: 'any' | 'only', values: readonly Written[]) => Wanted
  readonly holds?: (value: Written) => Wanted
  readonly within?: (range: RangeComparison) => Wanted
  readonly known?: Wanted
}

function ask(comparison: Comparison, { equals, among, holds, within, known }: Answers): Wanted {
  switch (comparison.how) {
    case '=': return equals!(comparison.value)
    case '!=': return not(equals!(comparison.value))
    case 'in': return { is: 'or', parts: comparison.values.map(equals!) }
    case 'known': return known!
    case 'unknown': return not(known!)
    case 'contains': return holds!(comparison.value)
    case 'has': {
      const { quantifier, values } = comparison
      if (quantifier === 'all') return { is: 'and', parts: values.map((value) => among!('any', [value])) }
      return quantifier === 'none' ? not(among!('any', values)) : among!(quantifier, values)
    }
    default: return within!(comparison)
  }
}

function textAnswers(of: TextSubject, asking: Asking): Answers {
  const text = (how: 'whole' | 'part') => ({ text: sought }: Written) => asking({ on: 'text', of, how, text: sought })
  return { equals: text('whole'), holds: text('part') }
}

function knownField(field: string, fields: readonly PlacedField[]): Wanted {
  const parts = typesOf(fields).map((type): Wanted => ({
    is: 'test', templates: fields.filter((each) => each.field.type === type).map(({ template }) => template),
    test: { on: 'known', of: { field, type } },
  }))
  return parts.length === 1 ? parts[0]! : { is: 'or', parts }
}

function not(part: Wanted): Wanted {
  return { is: 'not', part }
}

function elementMeant(value: Written): string {
  return termsMeant(value, ELEMENT_CHOICES, { en: 'symbol or name of an element', ko: '원소의 기호나 이름' }, 'composition.unknown_element')[0]!
}

function fieldTerms(name: string, value: Written, fields: readonly PlacedField[]): readonly string[] {
  const choices = fields.flatMap(({ field }) => (field.type === 'boolean' ? YES_OR_NO : (field.vocabulary ?? [])))
  if (fields.some(({ field }) => field.type === 'terms' && !field.vocabulary)) return [value.text]
  return termsMeant(value, choices, { en: `term of “${name}”`, ko: `“${name}”의 용어` })
}

/** Amounts without a basis are atoms; a designation such as Fe-18Cr-8Ni says itself that it is by mass. */
function fractionsOf({ text, spot }: Written) {
  try {
    return parseComposition(text).fractions
  } catch (error) {
    if (error instanceof Refusal) throw queryRefusal(error.code, spot, error.text, error.details)
    throw error
  }
}

const IS: Readonly<Record<keyof typeof TAKES, Text>> = {
  quantity: { en: 'a number', ko: '수' },
  terms: { en: 'a choice of terms', ko: '용어' },
  boolean: { en: 'yes or no', ko: '예/아니요' },
  text: { en: 'a text', ko: '글' },
  composition: { en: 'a composition', ko: '조성' },
  curve: { en: 'a curve', ko: '곡선' },
  file: { en: 'a file', ko: '파일' },
  image: { en: 'an image', ko: '그림' },
  structure: { en: 'a crystal structure', ko: '결정 구조' },
  reference: { en: 'a reference', ko: '참조' },
  table: { en: 'a small table', ko: '작은 표' },
  choice: { en: 'one word', ko: '단어 하나' },
  elements: { en: 'a set of elements', ko: '원소 집합' },
}

/** Those of the types that take this way of asking; refuses where none does. */
function requireTaken<T extends keyof typeof TAKES>({ name, path, comparison }: Asked, types: readonly T[]): readonly T[] {
  const { how } = comparison
  const taking = types.filter((type) => TAKES[type].includes(how))
  if (taking.length > 0) return taking
  const word = how === 'known' || how === 'unknown' ? `is ${how}` : how
  const takes = [...new Set(types.flatMap((type) => TAKES[type]))].filter((each) => each !== 'unknown')
    .map((each) => (each === 'known' ? 'is known' : each)).join(', ')
  throw queryRefusal('query.wrong_operator', path.spot, {
    en: `“${name}” is ${types.map((type) => IS[type].en).join(' or ')} and cannot be asked with “${word}”; it takes ${takes}.`,
    ko: `“${name}”은(는) ${types.map((type) => IS[type].ko).join(' 또는 ')}이므로 “${word}”(으)로 찾을 수 없습니다. 쓸 수 있는 것: ${takes}.`,
  }, { name, operator: word })
}

function ambiguous({ name, path }: Asked, fields: readonly PlacedField[]): Refusal {
  const choices = [...new Set(fields.map(({ template }) => `${template.split('@')[0]}.${path.name}`))].join(', ')
  return queryRefusal('query.ambiguous_field', path.spot, {
    en: `“${name}” is not the same kind of thing in every template. Write one of: ${choices}.`,
    ko: `“${name}”은(는) 템플릿마다 종류가 다릅니다. 다음 중 하나로 쓰십시오: ${choices}.`,
  }, { name, choices })
}
