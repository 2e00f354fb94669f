import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { IMPLAUSIBLE, LEAST_PEERS } from '#record/quality/peers.ts'
import type { Peers, PeersByField } from '#record/quality/peers.ts'
import { Refusal } from '#science/refusal.ts'
import type { Installation } from '../installation.ts'

/** Values span decades where their 95th percentile is so many times the fifth. */
const DECADES = 10

/** What the hub holds of each number field of these templates, by template and field; only what twenty or more records have. */
export async function peersOf(at: Installation, hub: string, templates: readonly string[]): Promise<Map<string, PeersByField>> {
  const rows = await at.explore.rows(sql<Peers>`
    with held as (${held(hub, templates)}),
    spans as (
      select template, field, count(*) as n, min(value) >= 0 and quantile_cont(value, 0.05) > 0
        and quantile_cont(value, 0.95) >= ${DECADES} * quantile_cont(value, 0.05) as "isLog"
      from held group by all having count(*) >= ${LEAST_PEERS}),
    scaled as (select template, field, n, "isLog", if("isLog", ln(if("isLog", value, 1)), value) as value
      from held join spans using (template, field) where not "isLog" or value > 0)
    select template, field, n, "isLog", median(value) as median, mad(value) as deviation from scaled group by all`)
  const peers = new Map<string, Map<string, Peers>>()
  for (const row of rows) {
    const fields = peers.get(row.template) ?? new Map<string, Peers>()
    peers.set(row.template, fields.set(row.field, { ...row, n: Number(row.n) }))
  }
  return peers
}

/** Ids of records with a value that lies beyond what is plausible among these peers, or nearly so. */
export async function suspectsOf(at: Installation, hub: string, peers: ReadonlyMap<string, PeersByField>): Promise<string[]> {
  const all = [...peers.values()].flatMap((fields) => [...fields.values()]).filter((one) => one.deviation > 0)
  if (all.length === 0) return []
  const rows = await at.explore.rows(sql<{ id: string }>`
    with held as (${held(hub, [...peers.keys()])}),
    peers (template, field, is_log, median, deviation) as (values ${sql.join(all.map(({ template, field, isLog, median, deviation: size }) => (
      sql`(${template}, ${field}, ${isLog}::boolean, ${median}::double, ${size}::double)`
    )))})
    select distinct record.id::varchar as id from held join peers using (template, field) join record on record.number = held.number
    where (not is_log or held.value > 0)
      and abs(if(is_log, ln(if(is_log, held.value, 1)), held.value) - median) > ${IMPLAUSIBLE} * 1.48 * deviation
    order by id`)
  return rows.map(({ id }) => id)
}

/** Plain values that were found, not predicted: no bounds, no ranges. */
function held(hub: string, templates: readonly string[]) {
  return sql`select template, field, number, value from quantity
    where hub = ${hub}::uuid and template in (${sql.join(templates)}) and state <> 'planned' and origin <> 'predicted' and bound is null and high is null`
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
