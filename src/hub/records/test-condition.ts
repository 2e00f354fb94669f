import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { element } from '#science/chemistry/elements.ts'
import type { End, Range, Test, TextSubject } from '#record/search/wanted.ts'

type Sql = RawBuilder<boolean>

/**
 * The condition under which a record, by its alias, answers a question with yes (`holds`) or with no.
 *
 * Neither is true where the value is missing, or where a bound or a range leaves doubt.
 */
export function testCondition(hub: string, test: Test, holds: boolean, record: string): Sql {
  const column = (name: string) => sql.ref(`${record}.${name}`)
  const either = (yes: Sql, no: Sql) => (holds ? yes : no)
  const rows = (table: 'quantity' | 'term', field: string, condition: RawBuilder<unknown> = sql`true`) => sql<boolean>`exists (
    select from ${sql.table(table)} as kept where kept.hub = ${hub} and kept.record = ${column('id')}
    and kept.field = ${field} and ${condition})`
  switch (test.on) {
    case 'quantity': return rows('quantity', test.field, holds ? isInside(test.range) : isOutside(test.range))
    case 'terms': {
      const some = rows('term', test.field)
      const named = rows('term', test.field, sql`kept.term = any(${test.terms}::text[])`)
      const other = rows('term', test.field, sql`kept.term <> all(${test.terms}::text[])`)
      if (test.how === 'any') return either(named, sql`(${some} and not ${named})`)
      return either(sql`(${some} and not ${other})`, other)
    }
    case 'elements': {
      const known = knownElements(record)
      const named = sql<boolean>`${column('elements')} && ${atomicNumbers(test.elements)}`
      const noOther = sql<boolean>`${column('elements')} <@ ${atomicNumbers(test.elements)}`
      if (test.how === 'any') return either(named, sql`(${known} and not ${named})`)
      return either(sql`(${known} and ${noOther})`, sql`not ${noOther}`)
    }
    case 'choice': {
      const own = column(test.column)
      return either(sql`${own} = any(${test.choices}::text[])`, sql`${own} <> all(${test.choices}::text[])`)
    }
    case 'text': {
      const text = textOf(test.of, record)
      if (test.how === 'whole') return either(sql`${text} = ${test.text}`, sql`${text} <> ${test.text}`)
      const pattern = `%${escapeLike(test.text)}%`
      return either(sql`${text} ilike ${pattern}`, sql`${text} not ilike ${pattern}`)
    }
    case 'composition': {
      const stated = statedComposition(test.fractions, test.field, record)
      return either(stated, sql`(${anyComposition(test.field, record)} and not ${stated})`)
    }
    case 'known': {
      const known = knownCondition(test.of, record, (field) => rows('quantity', field))
      return either(known, sql`not ${known}`)
    }
  }
}

/** Atomic fractions that differ by less are the same: one atom in a million, as in `compositionKey`. */
const SAME_FRACTION = 1e-6

/** That a record itself states a composition, in one field or (null) in any; not what it has by its lineage. */
export function statedComposition(
  fractions: Readonly<Record<string, number>>, field: string | null, record: string,
): Sql {
  const asked = Object.entries(fractions).filter(([, fraction]) => fraction > 0)
  // The fractions decide; the elements are there for the index.
  const elements = atomicNumbers(asked.map(([symbol]) => element(symbol).number).sort((a, b) => a - b))
  const same = asked.map(([symbol, fraction]) => (
    sql`abs((stated.value -> 'fractions' ->> ${symbol})::float8 - ${fraction}) < ${SAME_FRACTION}`
  ))
  return sql<boolean>`(${sql.ref(`${record}.elements`)} @> ${elements}
    and ${anyComposition(field, record, sql.join(same, sql` and `))})`
}

/** Atomic numbers, ascending, as records keep them. */
export function atomicNumbers(list: readonly number[]): RawBuilder<unknown> {
  return sql`${`{${list.join(',')}}`}::smallint[]`
}

/** A text as a pattern of `like` that means its letters. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}

function anyComposition(field: string | null, record: string, condition: RawBuilder<unknown> = sql`true`): Sql {
  const named = field === null ? sql`true` : sql`stated.field = ${field}`
  return sql<boolean>`exists (select from jsonb_each(${shownValues(record)}) as stated (field, value)
    where stated.value ->> 'type' = 'composition' and ${named} and ${condition})`
}

/** As `shownValues` of records: what was done, or what a process still to be done plans. */
function shownValues(record: string): RawBuilder<unknown> {
  const content = sql.ref(`${record}.content`)
  return sql`(case when ${sql.ref(`${record}.kind`)} = 'process' and ${sql.ref(`${record}.state`)} = 'planned'
    then ${content} -> 'planned' else ${content} -> 'values' end)`
}

function knownCondition(
  of: Extract<Test, { on: 'known' }>['of'], record: string, quantity: (field: string) => Sql,
): Sql {
  if (of === 'name') return sql`true`
  if (of === 'source') return sql`${sql.ref(`${record}.source_key`)} is not null`
  if (of === 'elements') return knownElements(record)
  if (of === 'formula') return anyComposition(null, record)
  // Values of another type may stand there under an older version of the template; they are not of this field.
  return of.type === 'quantity' ? quantity(of.field)
    : sql`coalesce(${shownValues(record)} -> ${of.field} ->> 'type' = ${of.type}, false)`
}

function knownElements(record: string): Sql {
  return sql`cardinality(${sql.ref(`${record}.elements`)}) > 0`
}

function textOf(of: TextSubject, record: string): RawBuilder<unknown> {
  if (of === 'name') return sql.ref(`${record}.name`)
  return of === 'source' ? sql.ref(`${record}.source_key`) : sql`(${shownValues(record)} -> ${of.field} ->> 'text')`
}

/** A number whose bound or range leaves no doubt that it lies in the range. */
function isInside({ low, high }: Range): Sql {
  return sql`(${sql.join([...(low ? [isAbove(low)] : []), ...(high ? [isBelow(high)] : [])], sql` and `)})`
}

/** A number of which there is no doubt that it lies below the range or above it. */
function isOutside({ low, high }: Range): Sql {
  const beyond = ({ value, open }: End): End => ({ value, open: !open })
  return sql`(${sql.join([...(low ? [isBelow(beyond(low))] : []), ...(high ? [isAbove(beyond(high))] : [])], sql` or `)})`
}

function isAbove({ value, open }: End): Sql {
  const above = open ? sql`(kept.value > ${value} or kept.value = ${value} and kept.bound = '>')` : sql`kept.value >= ${value}`
  return sql`${above} and coalesce(kept.bound, '>') in ('>', '>=')`
}

function isBelow({ value, open }: End): Sql {
  const highest = sql`coalesce(kept.high, kept.value)`
  const below = open ? sql`(${highest} < ${value} or ${highest} = ${value} and kept.bound = '<')` : sql`${highest} <= ${value}`
  return sql`${below} and coalesce(kept.bound, '<') in ('<', '<=')`
}
