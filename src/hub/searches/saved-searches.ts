import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { SavedSearchSchema } from '#contract/schemas/saved-search.ts'
import type { Template } from '#record/templates/template.ts'
import type { Database } from '#platform/storage/schema.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { recordCondition } from '../records/record-filter.ts'
import type { RecordFilter } from '../records/record-filter.ts'
import { templatesOf } from '../records/templates-of.ts'
import { writeOnce } from '../write-once.ts'
import { countNew } from './count-new.ts'
import { lookNow, lookOf, markOf } from './look.ts'

export type SavedSearch = z.infer<typeof SavedSearchSchema>
type Row = Selectable<Database['saved_search']>
type Counted = Pick<SavedSearch, 'new' | 'counted_at' | 'problem'>

const MOST = 100
const KEPT_MS = 60_000
/** Counts of up to a minute ago, by search and when it was last looked at. */
const kept = new Map<string, { readonly until: number; readonly counted: Promise<Counted> }>()

/** Keeps a search as the actor's own; refuses what a search refuses, `search.asks_nothing`, `search.name_taken` and `search.too_many`. */
export async function saveSearch(
  at: Installation, actor: Actor, slug: string, { name, filter }: { name: string; filter: RecordFilter },
): Promise<SavedSearch> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  if (Object.values(filter).every((part) => part === undefined || part === '')) throw asksNothing()
  recordCondition(hub.id, filter, (await templatesOf(at.db, hub.id)).values())
  const look = await lookNow(at)
  const id = await writeOnce(at, actor, async (trx) => {
    // One at a time of one person, so that the count below holds.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`searches ${actor.account}`}, 0))`.execute(trx)
    const own = await trx.selectFrom('saved_search').select('name').where('account', '=', actor.account).execute()
    if (own.length >= MOST) throw tooMany()
    const made = newId()
    const row = {
      id: made, hub: hub.id, account: actor.account, name, filter: JSON.stringify(filter), created_at: look.at, seen_at: look.at,
      seen_snapshot: look.snapshot, open_since: look.openSince,
    }
    const stored = await trx.insertInto('saved_search').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    if (Number(stored.numInsertedOrUpdatedRows) === 0) throw nameTaken(name)
    return made
  })
  await at.explore.fresh()
  return counted(at, await ownSearch(at, actor, id), true)
}

/** The actor's own searches in a hub, by name, with what is new in each; `fresh` counts anew. */
export async function listSearches(
  at: Installation, actor: Actor, slug: string, fresh: boolean,
): Promise<{ searches: SavedSearch[]; mark: string }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  // Before anything is counted: what comes meanwhile is new also after this was looked at.
  const mark = markOf(await lookNow(at))
  const rows = await at.db
    .selectFrom('saved_search').selectAll().where('account', '=', actor.account).where('hub', '=', hub.id).orderBy(sql`lower(name)`).execute()
  if (fresh && rows.length > 0) await at.explore.fresh()
  const searches: SavedSearch[] = []
  for (const row of rows) searches.push(await counted(at, row, fresh))
  return { searches, mark }
}

/** Notes that what the list of `mark` counted was looked at; an older mark changes nothing. */
export async function markSeen(at: Installation, actor: Actor, id: string, mark: string): Promise<SavedSearch> {
  await ownSearch(at, actor, id)
  const look = lookOf(mark)
  // Nobody has seen what is still to come.
  const moment = new Date(Math.min(look.at.getTime(), at.now().getTime()))
  await at.db
    .updateTable('saved_search').set({ seen_at: moment, seen_snapshot: look.snapshot, open_since: look.openSince })
    .where('id', '=', id).where('seen_at', '<', moment).execute()
  await at.explore.fresh()
  return counted(at, await ownSearch(at, actor, id), true)
}

/** Forgets a search. */
export async function forgetSearch(at: Installation, actor: Actor, id: string): Promise<void> {
  await ownSearch(at, actor, id)
  await at.db.deleteFrom('saved_search').where('id', '=', id).execute()
}

/** A search of the actor in a hub that they may still read; anybody else's is not there. */
async function ownSearch(at: Installation, actor: Actor, id: string): Promise<Row> {
  const row = await at.db.selectFrom('saved_search').selectAll().where('id', '=', id).where('account', '=', actor.account).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, 'read'))) throw noSuch('search', id)
  return row
}

async function counted(at: Installation, row: Row, fresh: boolean): Promise<SavedSearch> {
  const key = `${row.id} ${row.seen_at.getTime()}`
  const now = at.now().getTime()
  for (const [old, { until }] of kept) if (until < now) kept.delete(old)
  const known = fresh ? undefined : kept.get(key)
  const asked = known?.counted ?? count(at, row)
  if (!known) kept.set(key, { until: now + KEPT_MS, counted: asked })
  asked.catch(() => kept.delete(key))
  return {
    id: row.id, name: row.name, filter: row.filter, created_at: row.created_at.toISOString(), seen_at: row.seen_at.toISOString(), ...await asked,
  }
}

async function count(at: Installation, row: Row): Promise<Counted> {
  const counted_at = at.now().toISOString()
  const templates: readonly Template[] = [...(await templatesOf(at.db, row.hub)).values()]
  try {
    const seen = { at: row.seen_at, snapshot: row.seen_snapshot, openSince: row.open_since }
    return { new: await countNew(at, row.hub, row.filter, templates, seen), counted_at, problem: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { new: null, counted_at, problem: error.text }
  }
}

function asksNothing(): Refusal {
  return new Refusal('search.asks_nothing', {
    en: 'This search asks nothing; write a query or choose a filter, then save it.', ko: '조건이 없는 검색입니다. 검색어를 쓰거나 조건을 고른 뒤 저장하십시오.',
  })
}

function nameTaken(name: string): Refusal {
  return new Refusal('search.name_taken', {
    en: `You have a saved search “${name}” already; choose another name, or delete that one.`,
    ko: `‘${name}’(이)라는 저장한 검색이 이미 있습니다. 다른 이름을 쓰거나 그 검색을 삭제하십시오.`,
  }, { name })
}

function tooMany(): Refusal {
  return new Refusal('search.too_many', {
    en: `You have ${MOST} saved searches, the most that are kept; delete one first.`, ko: `저장한 검색이 최대 개수(${MOST}개)입니다. 먼저 하나를 삭제하십시오.`,
  }, { most: MOST })
}
