import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { askedComposition } from '#science/chemistry/asked-composition.ts'
import { elementsOf } from '#science/chemistry/composition.ts'
import { element, isElement } from '#science/chemistry/elements.ts'
import { isDimensionless } from '#science/quantities/dimension.ts'
import { isCompatible, toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { parseUnitOrId } from '#science/quantities/unit-by-id.ts'
import type { Template } from '#record/templates/template.ts'
import type { RecordFilterSchema } from '#contract/operations/record.ts'

export type RecordFilter = z.infer<typeof RecordFilterSchema>

/** Parts of a filter that a facet leaves out so that its other choices stay visible. */
export type FilterPart = 'stage' | 'template' | 'origin' | 'range'

/**
 * The condition on `record` that a filter means; a value that is missing never matches, also not under "without".
 *
 * `templates` give each field its unit. Refuses unknown elements, an unknown field, a range without its unit.
 */
export function recordCondition(
  hub: string, filter: RecordFilter, templates: Iterable<Template>, except: ReadonlySet<FilterPart> = new Set(),
): RawBuilder<boolean> {
  const all = [sql`record.hub = ${hub}`]
  const elements = atomicNumbers(filter.elements)
  if (elements.length > 0) all.push(sql`record.elements @> ${numbers(elements)}`)
  const without = atomicNumbers(filter.without)
  if (without.length > 0) all.push(
    sql`(cardinality(record.elements) > 0 and not record.elements && ${numbers(without)})`
  )
  if (filter.stage && !except.has('stage')) all.push(sql`record.stage = ${filter.stage}`)
  if (filter.template && !except.has('template')) all.push(sql`record.template = ${filter.template}`)
  if (filter.kind) all.push(sql`record.kind = ${filter.kind}`)
  if (filter.origin && !except.has('origin')) all.push(sql`record.origin = ${filter.origin}`)
  const text = textCondition(filter.text ?? '')
  if (text) all.push(text)
  if (!filter.field && (filter.min ?? filter.max) !== undefined) throw fieldNeeded()
  if (filter.field && !except.has('range')) all.push(rangeCondition(hub, filter, templates))
  return sql<boolean>`(${sql.join(all, sql` and `)})`
}

/** Atomic fractions that differ by less are the same: one atom in a million, as in `compositionKey`. */
const SAME_FRACTION = 1e-6

/**
 * Whether a record itself states the composition that a search text means; null where the text means none.
 *
 * Such records stand first in a list. Whoever only inherits the elements along the lineage states none.
 */
export function statesComposition(text: string | undefined): RawBuilder<boolean> | null {
  const asked = askedComposition(text ?? '')
  if (!asked) return null
  const same = Object.entries(asked.fractions).map(([symbol, fraction]) => (
    sql`abs((value -> 'fractions' ->> ${symbol})::float8 - ${fraction}) < ${SAME_FRACTION}`
  ))
  return sql<boolean>`(record.elements = ${numbers(numbersOf(elementsOf(asked)))} and exists (
    select from jsonb_each(record.content -> 'values') as field (name, value)
    where value ->> 'type' = 'composition' and ${sql.join(same, sql` and `)}))`
}

/** Every word stands in the name or source; or the text is a formula, and the record has exactly its elements. */
function textCondition(text: string): RawBuilder<unknown> | null {
  const words = text.trim().split(/\s+/).filter(Boolean).map((word) => `%${escapeLike(word)}%`)
  if (words.length === 0) return null
  const named = sql.join(
    words.map((word) => sql`(record.name ilike ${word} or record.source_key ilike ${word})`), sql` and `,
  )
  const asked = askedComposition(text)
  return asked
    ? sql`((${named}) or record.elements = ${numbers(numbersOf(elementsOf(asked)))})`
    : named
}

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
  const choices = [...names].sort().join(', ')
  throw new Refusal(
    'field.unknown',
    {
      en: `No template has a numeric field “${field}”; there are: ${choices}.`,
      ko: `수치 필드 “${field}”이(가) 있는 템플릿이 없습니다. 있는 필드: ${choices}.`,
    },
    { field, known: [...names] },
  )
}

function rangeCondition(hub: string, filter: RecordFilter, templates: Iterable<Template>): RawBuilder<boolean> {
  const field = filter.field!
  const written = unitOfField(field, templates)
  const own = parseUnit(written)
  if (!filter.unit && !isDimensionless(own.dimension) && (filter.min ?? filter.max) !== undefined) {
    throw new Refusal(
      'field.unit_needed',
      {
        en: `A range of “${field}” needs its unit, such as ${written}.`,
        ko: `“${field}” 범위에는 단위가 필요합니다(예: ${written}).`,
      },
      { field, unit: written },
    )
  }
  const unit = filter.unit ? parseUnitOrId(filter.unit) : own
  if (!isCompatible(unit, own)) {
    throw new Refusal(
      'unit.incompatible',
      {
        en: `“${field}” is in ${written}; ${filter.unit} measures something else.`,
        ko: `“${field}”의 단위는 ${written}이며 ${filter.unit}은(는) 다른 물리량의 단위입니다.`,
      },
      { field, unit: filter.unit, expected: written },
    )
  }
  const parts = [sql`quantity.hub = ${hub}`, sql`quantity.record = record.id`, sql`quantity.field = ${field}`]
  // A censored value matches only where its bound leaves no doubt.
  if (filter.min !== undefined) parts.push(
    sql`quantity.value >= ${toSI(filter.min, unit)} and coalesce(quantity.bound, '>') in ('>', '>=')`
  )
  if (filter.max !== undefined) {
    const max = toSI(filter.max, unit)
    parts.push(sql`coalesce(quantity.high, quantity.value) <= ${max} and coalesce(quantity.bound, '<') in ('<', '<=')`)
  }
  return sql`exists (select from quantity where ${sql.join(parts, sql` and `)})`
}

function fieldNeeded(): Refusal {
  return new Refusal('field.needed', {
    en: 'A range needs the field that it is of: give “field” beside “min” and “max”.',
    ko: '범위에는 대상 필드가 필요합니다. “min”, “max”와 함께 “field”를 지정하십시오.',
  })
}

function atomicNumbers(list: string | undefined): number[] {
  const symbols = (list ?? '').split(',').map((symbol) => symbol.trim()).filter(Boolean)
  const unknown = symbols.find((symbol) => !isElement(symbol))
  if (unknown === undefined) return numbersOf(symbols)
  throw new Refusal(
    'composition.unknown_element',
    { en: `“${unknown}” is not the symbol of an element.`, ko: `“${unknown}”은(는) 원소 기호가 아닙니다.` },
    { symbol: unknown },
  )
}

/** Atomic numbers in ascending order, as records keep them. */
function numbersOf(symbols: readonly string[]): number[] {
  return symbols.map((symbol) => element(symbol).number).sort((a, b) => a - b)
}

function numbers(list: readonly number[]): RawBuilder<unknown> {
  return sql`${`{${list.join(',')}}`}::smallint[]`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
