import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { element, isElement } from '#science/chemistry/elements.ts'
import { isDimensionless } from '#science/quantities/dimension.ts'
import { isCompatible, toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
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
  for (const word of filter.text?.trim().split(/\s+/).filter(Boolean) ?? []) {
    all.push(sql`(record.name ilike ${`%${escapeLike(word)}%`} or record.source_key ilike ${`%${escapeLike(word)}%`})`)
  }
  if (!filter.field && (filter.min ?? filter.max) !== undefined) throw fieldNeeded()
  if (filter.field && !except.has('range')) all.push(rangeCondition(hub, filter, templates))
  return sql<boolean>`(${sql.join(all, sql` and `)})`
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
  const unit = filter.unit ? parseUnit(filter.unit) : own
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
  if (unknown === undefined) return symbols.map((symbol) => element(symbol).number)
  throw new Refusal(
    'composition.unknown_element',
    { en: `“${unknown}” is not the symbol of an element.`, ko: `“${unknown}”은(는) 원소 기호가 아닙니다.` },
    { symbol: unknown },
  )
}

function numbers(list: readonly number[]): RawBuilder<unknown> {
  return sql`${`{${list.join(',')}}`}::smallint[]`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
