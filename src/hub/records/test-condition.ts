import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { End, Range, Test } from '#record/search/wanted.ts'

type Sql = RawBuilder<boolean>

/**
 * The condition under which a record of the explore index, by its alias, answers a question with yes (`holds`) or with no.
 *
 * Neither is true where the value is missing, or where a bound or a range leaves doubt. Values are looked up by `in`: with
 * `exists`, DuckDB first gathers all records asked (three times the time for a range in 2 million).
 */
export function testCondition(test: Test, holds: boolean, record: string): Sql {
  const column = (name: string) => sql.ref(`${record}.${name}`)
  const either = (yes: Sql, no: Sql) => (holds ? yes : no)
  const rows = (table: 'quantity' | 'term' | 'other', field: string, condition: RawBuilder<unknown> = sql`true`) => sql<boolean>`
    ${column('number')} in (select ${sql.ref(table === 'quantity' ? 'kept.number' : 'kept.record')} from ${sql.table(table)} as kept where kept.field = ${field} and ${condition})`
  switch (test.on) {
    case 'quantity': return rows('quantity', test.field, holds ? isInside(test.range, 'kept') : isOutside(test.range, 'kept'))
    case 'terms': {
      const some = rows('term', test.field)
      const named = rows('term', test.field, isOneOf(sql`kept.term`, test.terms))
      const other = rows('term', test.field, sql`not ${isOneOf(sql`kept.term`, test.terms)}`)
      if (test.how === 'any') return either(named, sql`(${some} and not ${named})`)
      return either(sql`(${some} and not ${other})`, other)
    }
    case 'elements': {
      const known = sql<boolean>`len(elements) > 0`
      const named = sql<boolean>`list_has_any(elements, ${listOf(test.elements)})`
      const noOther = sql<boolean>`list_has_all(${listOf(test.elements)}, elements)`
      if (test.how === 'any') return withElements(record, holds ? named : sql`${known} and not ${named}`)
      return withElements(record, holds ? sql`${known} and ${noOther}` : sql`not ${noOther}`)
    }
    case 'choice': {
      const among = isOneOf(column(test.column), test.choices)
      return either(among, sql`not ${among}`)
    }
    case 'text': {
      const said = (text: RawBuilder<unknown>) => {
        if (test.how === 'whole') return either(sql`${text} = ${test.text}`, sql`${text} <> ${test.text}`)
        return either(hasPart(text, test.text), sql`not ${hasPart(text, test.text)}`)
      }
      // The whole of what is sought in is there in small letters: few names need be put into small letters to be compared.
      if (test.of === 'name' && test.how === 'part' && holds) return sql`(${isSought(record, test.text)} and ${said(column('name'))})`
      if (test.of === 'name') return said(column('name'))
      if (test.of === 'source') return said(column('source_key'))
      return rows('other', test.of.field, sql`kept.type = 'text' and ${said(sql`kept.text`)}`)
    }
    case 'composition': {
      const stated = statedComposition(test.fractions, test.field, record)
      return either(stated, sql`(${knownCondition(test.field === null ? 'formula' : { field: test.field, type: 'composition' }, record)} and not ${stated})`)
    }
    case 'known': {
      const known = knownCondition(test.of, record)
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
  const same = asked.map(([symbol, fraction]) => (
    sql`(part.element = ${symbol} and abs(part.fraction - ${fraction}) < ${SAME_FRACTION})`
  ))
  const named = field === null ? sql`true` : sql`part.field = ${field}`
  return sql<boolean>`${sql.ref(`${record}.number`)} in (select part.record from fraction as part
    where ${named} and (${sql.join(same, sql` or `)}) group by part.record, part.field having count(*) = ${asked.length})`
}

/** That the text has these letters somewhere, in whatever case. */
export function hasPart(text: RawBuilder<unknown>, part: string): Sql {
  return sql`contains(lower(${text}), lower(${part}))`
}

/** That the name or the source of a record has these letters somewhere (or the two together, where there is a line break in them). */
export function isSought(record: string, part: string): Sql {
  return sql`contains(${sql.ref(`${record}.sought`)}, lower(${part}))`
}

export function isOneOf(value: RawBuilder<unknown>, choices: readonly string[]): Sql {
  return choices.length === 0 ? sql`false` : sql`${value} in (${sql.join(choices)})`
}

/** That a record's elements, `elements` in `condition`, meet it; they are looked up among the few sets that there are. */
export function withElements(record: string, condition: RawBuilder<unknown>): Sql {
  return sql`${sql.ref(`${record}.elements`)} in (select number from element_set where ${condition})`
}

function listOf(numbers: readonly number[]): RawBuilder<unknown> {
  return sql`[${sql.join(numbers)}]::utinyint[]`
}

function knownCondition(of: Extract<Test, { on: 'known' }>['of'], record: string): Sql {
  if (of === 'name') return sql`true`
  if (of === 'source') return sql`${sql.ref(`${record}.source_key`)} is not null`
  if (of === 'elements') return withElements(record, sql`len(elements) > 0`)
  const has = of === 'formula' ? sql`len(list_filter(fields, lambda has: starts_with(has, 'composition:'))) > 0`
    : sql`list_contains(fields, ${`${of.type === 'boolean' ? 'terms' : of.type}:${of.field}`})`
  return sql`${sql.ref(`${record}.fields`)} in (select number from field_set where ${has})`
}

/** A number, in the table or alias `of`, whose bound or range leaves no doubt that it lies in the range. */
export function isInside({ low, high }: Range, of: string): Sql {
  return sql`(${sql.join([...(low ? [isAbove(low, of)] : []), ...(high ? [isBelow(high, of)] : [])], sql` and `)})`
}

/** A number of which there is no doubt that it lies below the range or above it. */
function isOutside({ low, high }: Range, of: string): Sql {
  const beyond = ({ value, open }: End): End => ({ value, open: !open })
  return sql`(${sql.join([...(low ? [isBelow(beyond(low), of)] : []), ...(high ? [isAbove(beyond(high), of)] : [])], sql` or `)})`
}

function isAbove({ value, open }: End, of: string): Sql {
  const [number, bound] = [sql.ref(`${of}.value`), sql.ref(`${of}.bound`)]
  const above = open ? sql`(${number} > ${value} or ${number} = ${value} and ${bound} = '>')` : sql`${number} >= ${value}`
  return sql`${above} and coalesce(${bound}, '>') in ('>', '>=')`
}

function isBelow({ value, open }: End, of: string): Sql {
  const [highest, bound] = [sql`coalesce(${sql.ref(`${of}.high`)}, ${sql.ref(`${of}.value`)})`, sql.ref(`${of}.bound`)]
  const below = open ? sql`(${highest} < ${value} or ${highest} = ${value} and ${bound} = '<')` : sql`${highest} <= ${value}`
  return sql`${below} and coalesce(${bound}, '<') in ('<', '<=')`
}
