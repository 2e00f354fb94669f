import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { nearestWords } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import { askedComposition } from '#science/chemistry/asked-composition.ts'
import { elementsOf } from '#science/chemistry/composition.ts'
import { element } from '#science/chemistry/elements.ts'
import { parseQuery } from '#record/search/parse-query.ts'
import type { Comparison, Query } from '#record/search/query.ts'
import { resolveQuery } from '#record/search/resolve-query.ts'
import type { Wanted } from '#record/search/wanted.ts'
import type { Template } from '#record/templates/template.ts'
import type { RecordFilterSchema } from '#contract/schemas/record-filter.ts'
import { isSought, statedComposition, withElements } from './test-condition.ts'
import { wantedCondition } from './wanted-condition.ts'

export type RecordFilter = z.infer<typeof RecordFilterSchema>

/** Parts of a filter that a facet leaves out so that its other choices stay visible. */
export type FilterPart = 'stage' | 'template' | 'origin' | 'range'

/**
 * The condition on `record` of the explore index that a filter means: its query and its other parts, written as the same conditions.
 *
 * `templates` are all of the hub. A value that is missing never matches. Refuses what `parseQuery` and `resolveQuery`
 * refuse, and a range without its field.
 */
export function recordCondition(
  hub: string, filter: RecordFilter, templates: Iterable<Template>, except: ReadonlySet<FilterPart> = new Set(),
): RawBuilder<boolean> {
  const all = [sql`record.hub = ${hub}::uuid`, wantedCondition(hub, wantedByFilter(filter, [...templates], except))]
  const text = textCondition(filter.text ?? '')
  if (text) all.push(text)
  return sql<boolean>`(${sql.join(all, sql` and `)})`
}

/** What a filter's query and its other parts want of a record; not what its text asks. */
export function wantedByFilter(filter: RecordFilter, templates: readonly Template[], except: ReadonlySet<FilterPart>): Wanted {
  if (!filter.field && (filter.min ?? filter.max) !== undefined) throw fieldNeeded()
  if (filter.field) unitOfField(filter.field, templates)
  return resolveQuery({ is: 'and', parts: queriesOf(filter, except) }, templates)
}

/** The conditions that a filter's parts stand for; all must hold. */
function queriesOf(filter: RecordFilter, except: ReadonlySet<FilterPart>): Query[] {
  const ask = (name: string, comparison: Comparison): Query => (
    { is: 'condition', path: { reach: null, template: null, name }, comparison }
  )
  const among = (quantifier: 'all' | 'none', list: string | undefined) => {
    const values = (list ?? '').split(',').map((symbol) => ({ text: symbol.trim() })).filter(({ text }) => text !== '')
    return values.length > 0 ? [ask('elements', { how: 'has', quantifier, values })] : []
  }
  const word = (name: 'stage' | 'template' | 'kind' | 'origin') => {
    const text = filter[name]
    return text && !except.has(name as FilterPart) ? [ask(name, { how: '=', value: { text } })] : []
  }
  const { field, min, max, unit, q = '' } = filter
  const end = (how: '>=' | '<=', bound: number | undefined) => (
    bound === undefined ? [] : [ask(field!, { how, value: { text: `${bound} ${unit ?? ''}`.trim() } })]
  )
  return [
    ...among('all', filter.elements), ...among('none', filter.without),
    ...word('stage'), ...word('template'), ...word('kind'), ...word('origin'),
    ...(field && !except.has('range') ? [...end('>=', min), ...end('<=', max)] : []),
    ...(field && (min ?? max) === undefined && !except.has('range') ? [ask(field, { how: 'known' })] : []),
    ...(q.trim() === '' ? [] : [parseQuery(q)]),
  ]
}

/**
 * Whether a record itself states the composition that a search text means; null where the text means none.
 *
 * Such records stand first in a list. Whoever only inherits the elements along the lineage states none.
 */
export function statesComposition(text: string | undefined): RawBuilder<boolean> | null {
  const asked = askedComposition(text ?? '')
  return asked && statedComposition(asked.fractions, null, 'record')
}

/** Every word stands in the name or source; or the text is a formula, and the record has exactly its elements. */
function textCondition(text: string): RawBuilder<unknown> | null {
  const words = text.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  const named = sql.join(words.map((word) => isSought('record', word)), sql` and `)
  const asked = askedComposition(text)
  if (!asked) return named
  const elements = elementsOf(asked).map((symbol) => element(symbol).number).sort((a, b) => a - b)
  return sql`((${named}) or ${withElements('record', sql`written = ${`{${elements.join(',')}}`}`)})`
}

/** Fields named in a refusal where none comes near; a hub has hundreds. */
const MOST_NAMED = 12

/** The unit in which a field is shown: that of the first template that has it, or `field.unknown`. */
export function unitOfField(field: string, templates: Iterable<Template>): string {
  const names = new Set<string>()
  for (const template of templates) {
    for (const candidate of template.fields) {
      if (candidate.type !== 'quantity') continue
      if (candidate.name === field) return candidate.unit ?? '1'
      names.add(candidate.name)
    }
  }
  const near = nearestWords(field, names).map((name) => `“${name}”`).join(', ')
  const all = [...names].sort()
  const more = all.length - MOST_NAMED
  const choices = all.slice(0, MOST_NAMED).join(', ')
  throw new Refusal(
    'field.unknown',
    {
      en: `No template has a numeric field “${field}”${near ? `. Did you mean ${near}?` : `; there are: ${choices}${more > 0 ? ` and ${more} more` : ''}.`}`,
      ko: `수치 필드 “${field}”을(를) 가진 템플릿이 없습니다. ${near ? `혹시 ${near}?` : `있는 필드: ${choices}${more > 0 ? ` 외 ${more}개` : ''}.`}`,
    },
    { field },
  )
}

function fieldNeeded(): Refusal {
  return new Refusal('field.needed', {
    en: 'A range needs the field that it is of: give “field” beside “min” and “max”.',
    ko: '범위에는 대상 필드가 필요합니다. “min”, “max”와 함께 “field”를 지정하십시오.',
  })
}
