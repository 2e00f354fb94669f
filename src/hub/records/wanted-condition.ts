import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Wanted } from '#record/search/wanted.ts'
import { reachedFrom } from './reached-from.ts'
import { isOneOf, testCondition } from './test-condition.ts'

/**
 * The condition on `record` of the explore index under which what is wanted holds for it.
 *
 * `not` is pushed inwards, so each question is asked either as "holds" or as "fails" and what is open is neither: no
 * NULL decides anything (docs/decisions/0010-search-language.md).
 */
export function wantedCondition(hub: string, wanted: Wanted): RawBuilder<boolean> {
  return condition(hub, wanted, true, 'record')
}

function condition(hub: string, wanted: Wanted, holds: boolean, record: string): RawBuilder<boolean> {
  const found = foundByLineage(hub, wanted, holds)
  if (found) return isAmong(record, found)
  switch (wanted.is) {
    case 'not': return condition(hub, wanted.part, !holds, record)
    case 'and': case 'or': return joined(hub, wanted.parts, holds, (wanted.is === 'and') === holds, record)
    case 'test': {
      const asked = madeUnder(wanted.templates, record)
      const answer = testCondition(wanted.test, holds, record)
      return asked ? sql<boolean>`(${asked} and ${answer})` : answer
    }
    case 'some': throw new Error('what is asked of the lineage is a set')
  }
}

/**
 * Several conditions of which all or one must be met. Those on the lineage become one set before any record is looked
 * at: as conditions of their own, six of them took PostgreSQL 5 s for 7,000 records, for it joined them in loops.
 */
function joined(hub: string, parts: readonly Wanted[], holds: boolean, all: boolean, record: string): RawBuilder<boolean> {
  const sets: RawBuilder<unknown>[] = []
  const conditions: RawBuilder<boolean>[] = []
  for (const part of parts) {
    const found = foundByLineage(hub, part, holds)
    if (found) sets.push(found)
    else conditions.push(condition(hub, part, holds, record))
  }
  if (sets.length > 0) conditions.push(isAmong(record, sql.join(sets, all ? sql` intersect ` : sql` union `)))
  if (conditions.length === 0) return all ? sql<boolean>`true` : sql<boolean>`false`
  return sql<boolean>`(${sql.join(conditions, all ? sql` and ` : sql` or `)})`
}

/** The ids for which a condition on the lineage holds or fails; null for what is no such condition. */
function foundByLineage(hub: string, wanted: Wanted, holds: boolean): RawBuilder<unknown> | null {
  if (wanted.is === 'not') return foundByLineage(hub, wanted.part, !holds)
  if (wanted.is !== 'some') return null
  const asked = madeUnder(wanted.templates, 'asked') ?? sql<boolean>`true`
  const reached = (met: RawBuilder<boolean>) => sql`(${reachedFrom(hub, wanted.reach, sql<boolean>`${asked} and ${met}`)})`
  const answer = condition(hub, wanted.of, holds, 'asked')
  return holds ? reached(answer) : sql`(${reached(answer)} except ${reached(sql`(${answer}) is not true`)})`
}

function isAmong(record: string, ids: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${record}.number`)} in (${ids})`
}

/** That a record was made under one of these versions of templates; null where all are meant. */
export function madeUnder(templates: readonly string[] | null, record: string): RawBuilder<boolean> | null {
  if (templates === null) return null
  return isOneOf(sql.ref(`${record}.made_under`), [...new Set(templates)])
}
