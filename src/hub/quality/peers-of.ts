import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { likenessKey, likenessText } from '#record/quality/likeness.ts'
import type { Likeness } from '#record/quality/likeness.ts'
import { IMPLAUSIBLE, LEAST_PEERS } from '#record/quality/peers.ts'
import type { Peers, PeersByField } from '#record/quality/peers.ts'
import type { Text } from '#science/refusal.ts'
import { Refusal } from '#science/refusal.ts'
import type { Installation } from '../installation.ts'
import { likenessesOf } from './likenesses.ts'

/** Values span decades where their 95th percentile is so many times the fifth. */
const DECADES = 10

/** Records with a value beyond what is plausible, or nearly so, in the order of their ids, and the peers of each. */
export type Suspects = { readonly ids: readonly string[]; peersOf(id: string): PeersByField }

/**
 * Compares each number field of these templates among like materials, wherever twenty or more records have one.
 *
 * Asked field by field: the medians of all fields of a large import at once take DuckDB half a gigabyte.
 */
export async function suspectsOf(at: Installation, hub: string, templates: readonly string[], signal: AbortSignal): Promise<Suspects> {
  const groups = await likeGroups(at, hub)
  const fields = await at.explore.rows(sql<{ template: string; field: string }>`
    select template, field from (${held(hub, sql`template in (${sql.join(templates)})`)}) group by all having count(*) >= ${LEAST_PEERS} order by all`, 'once')
  const peers = new Map<string, Map<string, Peers>>()
  const groupOf = new Map<string, string>()
  const keyOf = (template: string, group: number) => `${template} ${group}`
  for (const { template, field } of fields) {
    signal.throwIfAborted()
    const of = (alike: RawBuilder<unknown>) => sql`with alike as (${alike}),
      grouped as (select "group", number, value from (${held(hub, sql`template = ${template} and field = ${field}`)}) join alike using (elements))`
    const found = await peersIn(at, of(groups.peers))
    for (const { group, ...rest } of found) {
      const key = keyOf(template, group)
      const ofField = peers.get(key) ?? new Map<string, Peers>()
      peers.set(key, ofField.set(field, { template, field, among: groups.texts[group]!, ...rest }))
    }
    for (const { id, group } of await beyondIn(at, of(groups.judged), found.filter(({ deviation }) => deviation > 0))) groupOf.set(id, keyOf(template, group))
  }
  return { ids: [...groupOf.keys()].toSorted(), peersOf: (id) => peers.get(groupOf.get(id)!)! }
}

type LikeGroups = {
  /** Sets of elements with the group whose peers judge them, and with each group that they are peers in: (elements, group). */
  readonly judged: RawBuilder<unknown>
  readonly peers: RawBuilder<unknown>
  /** What the materials of each group are. */
  readonly texts: readonly Text[]
}

/** Which sets of elements are compared with one another; what has no main element is compared with all. */
async function likeGroups(at: Installation, hub: string): Promise<LikeGroups> {
  const any: Likeness = { of: 'no_main' }
  const groups = new Map([[likenessKey(any), 0]])
  const texts: Text[] = [likenessText(any)]
  const rows = [...await likenessesOf(at, hub)].map(([set, likeness]) => {
    const key = likenessKey(likeness)
    if (!groups.has(key)) groups.set(key, texts.push(likenessText(likeness)) - 1)
    return [set, groups.get(key)!] as const
  })
  return { judged: tableOf(rows), peers: tableOf([...rows.filter(([, group]) => group !== 0), ...rows.map(([set]) => [set, 0] as const)]), texts }
}

/** Two texts instead of thousands of parameters. */
function tableOf(rows: readonly (readonly [set: number, group: number])[]): RawBuilder<unknown> {
  const [sets, numbers] = [rows.map(([set]) => set).join(), rows.map(([, group]) => group).join()]
  return sql`select unnest(string_split(${sets}, ',')::integer[]) as elements, unnest(string_split(${numbers}, ',')::integer[]) as "group"`
}

type PeersOfGroup = Omit<Peers, 'template' | 'field' | 'among'> & { readonly group: number }

async function peersIn(at: Installation, grouped: RawBuilder<unknown>): Promise<readonly PeersOfGroup[]> {
  return at.explore.rows(sql<PeersOfGroup>`${grouped},
    spans as (
      select "group", count(*) as n, min(value) >= 0 and quantile_cont(value, 0.05) > 0
        and quantile_cont(value, 0.95) >= ${DECADES} * quantile_cont(value, 0.05) as "isLog"
      from grouped group by all having count(*) >= ${LEAST_PEERS}),
    scaled as (select "group", n, "isLog", if("isLog", ln(if("isLog", value, 1)), value) as value
      from grouped join spans using ("group") where not "isLog" or value > 0)
    select "group", n, "isLog", median(value) as median, mad(value) as deviation from scaled group by all`, 'once')
}

async function beyondIn(at: Installation, grouped: RawBuilder<unknown>, peers: readonly PeersOfGroup[]): Promise<readonly { id: string; group: number }[]> {
  if (peers.length === 0) return []
  return at.explore.rows(sql<{ id: string; group: number }>`${grouped},
    peers ("group", is_log, median, deviation) as (values ${sql.join(peers.map(({ group, isLog, median, deviation }) => (
      sql`(${group}::integer, ${isLog}::boolean, ${median}::double, ${deviation}::double)`
    )))}),
    far as (select number, "group" from grouped join peers using ("group") where (not is_log or value > 0)
      and abs(if(is_log, ln(if(is_log, value, 1)), value) - median) > ${IMPLAUSIBLE} * 1.48 * deviation)
    select record.id::varchar as id, far."group" from far join record on record.number = far.number`, 'once')
}

/** Plain values that were found, not predicted: no bounds, no ranges. */
function held(hub: string, wanted: RawBuilder<unknown>) {
  return sql`select template, field, number, elements, value from quantity
    where hub = ${hub}::uuid and ${wanted} and state <> 'planned' and origin <> 'predicted' and bound is null and high is null`
}

const LOOK_AGAIN_MS = 1_000
const PATIENCE_MS = 30 * 60_000

/** Waits until the explore index holds all that was committed before the call; refuses after half an hour. */
export async function indexFollowed(at: Installation, signal: AbortSignal): Promise<void> {
  for (const begun = performance.now(); ; await sleep(LOOK_AGAIN_MS, undefined, { signal })) {
    if ((await at.explore.fresh()).behind === 0 && (await isWhole(at))) return
    if (performance.now() - begun > PATIENCE_MS) {
      throw new Refusal('index.behind', {
        en: 'The index of lists has not caught up for half an hour; check again when lists are up to date.',
        ko: '목록 색인이 30분 동안 최신 상태가 되지 않았습니다. 목록이 갱신된 뒤 다시 점검하십시오.',
      })
    }
  }
}

async function isWhole(at: Installation): Promise<boolean> {
  try {
    await at.explore.rows(sql`select 1`)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'index.building') return false
    throw error
  }
}
