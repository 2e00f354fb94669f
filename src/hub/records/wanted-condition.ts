import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Wanted } from '#record/search/wanted.ts'
import { reachedFrom } from './reached-from.ts'
import { testCondition } from './test-condition.ts'

/**
 * The condition on `record` under which what is wanted holds for it.
 *
 * `not` is pushed inwards, so each question is asked either as "holds" or as "fails" and what is open is neither: no
 * NULL decides anything (docs/decisions/0010-search-language.md).
 */
export function wantedCondition(hub: string, wanted: Wanted): RawBuilder<boolean> {
  return condition(hub, wanted, true, 'record')
}

function condition(hub: string, wanted: Wanted, holds: boolean, record: string): RawBuilder<boolean> {
  switch (wanted.is) {
    case 'not': return condition(hub, wanted.part, !holds, record)
    case 'and': case 'or': {
      const all = (wanted.is === 'and') === holds
      if (wanted.parts.length === 0) return all ? sql<boolean>`true` : sql<boolean>`false`
      const parts = wanted.parts.map((part) => condition(hub, part, holds, record))
      return sql<boolean>`(${sql.join(parts, all ? sql` and ` : sql` or `)})`
    }
    case 'test': {
      const asked = madeUnder(wanted.templates, record)
      const answer = testCondition(hub, wanted.test, holds, record)
      return asked ? sql<boolean>`(${asked} and ${answer})` : answer
    }
    case 'some': {
      const asked = madeUnder(wanted.templates, 'asked') ?? sql<boolean>`true`
      const found = (met: RawBuilder<boolean>) => reachedFrom(hub, wanted.reach, sql<boolean>`${asked} and ${met}`)
      const id = sql.ref(`${record}.id`)
      if (holds) return sql<boolean>`${id} in (${found(condition(hub, wanted.of, true, 'asked'))})`
      const fails = condition(hub, wanted.of, false, 'asked')
      return sql<boolean>`(${id} in (${found(fails)}) and ${id} not in (${found(sql`(${fails}) is not true`)}))`
    }
  }
}

function madeUnder(templates: readonly string[] | null, record: string): RawBuilder<boolean> | null {
  if (templates === null) return null
  const key = sql`${sql.ref(`${record}.template`)} || '@' || ${sql.ref(`${record}.template_version`)}`
  return sql<boolean>`${key} = any(${[...new Set(templates)]}::text[])`
}
