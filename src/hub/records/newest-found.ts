import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Installation } from '../installation.ts'
import type { FoundRecords } from './found-records.ts'

/** Where a record stands in a list. */
export type Place = { readonly id: string; readonly at: string; readonly exact: boolean }

/** Records that are newest by their time alone; of those that were written in the same millisecond, ids tell the order. */
const SPARE = 256
/** So many of the newest are looked through before all are. */
const NEWEST = 100_000

/** How many were found, and the newest of them that come after a place (null: the first), by time and id. */
export async function newestFound(
  at: Pick<Installation, 'explore'>, found: FoundRecords, after: Pick<Place, 'at' | 'id'> | null, limit: number,
): Promise<{ total: number; places: Place[] }> {
  if (found.isCommon) {
    const [[counted], places] = await Promise.all([
      at.explore.rows<{ total: number }>(sql`select ${found.n} as total ${found.counted}`), newestCommon(at, found, after, limit),
    ])
    return { total: counted!.total, places }
  }
  const candidates = limit + SPARE
  const notLater = after === null ? sql`true` : sql`record.created_at <= ${time(after.at)}`
  // Both lists run from the newest to the oldest: of equal times, it does not matter whose is whose.
  const [seen] = await at.explore.rows<{ total: number; further: number; numbers: number[] | null; times: bigint[] | null }>(sql`
    select count(*) as total, count(*) filter (where ${notLater}) as further,
      arg_max(record.number, record.created_at, ${sql.lit(candidates)}) filter (where ${notLater}) as numbers,
      max(epoch_ms(record.created_at), ${sql.lit(candidates)}) filter (where ${notLater}) as times ${found.listed}`)
  const { total, further, numbers, times } = seen!
  if (numbers === null || times === null || numbers.length === 0) return { total, places: [] }
  // Of the oldest time among the candidates, some may have been left out.
  const whole = further <= candidates ? numbers.length : times.indexOf(times.at(-1)!)
  // Those of the place's own time may stand before it: they come on top of what is asked for.
  const before = after === null ? 0 : times.filter((each) => Number(each) === Date.parse(after.at)).length
  const last = times[Math.min(whole, before + limit) - 1]
  const asked = numbers.slice(0, whole).filter((_, index) => times[index]! >= last!)
  const places = asked.length === 0 ? []
    : await inOrder(at, sql`from record where record.number in (${sql.join(asked.map((number) => sql.lit(number)))})`, after, limit)
  if (further <= candidates || places.length >= limit) return { total, places }
  return { total, places: await inOrder(at, sql`from record where record.number in (select record.number ${found.listed})`, after, limit) }
}

/** The newest stand in a few blocks: what many records have is found there without a look at the others. */
async function newestCommon(at: Pick<Installation, 'explore'>, { listed }: FoundRecords, after: Pick<Place, 'at' | 'id'> | null, limit: number): Promise<Place[]> {
  if (after === null) {
    const [last] = await at.explore.rows<{ number: number | null }>(sql`select max(number) as number from record`)
    const from = (last!.number ?? 0) - NEWEST
    const [since] = await at.explore.rows<{ at: string | null }>(
      sql`select ${written(sql`max(created_at)`)} as at from record where number between ${sql.lit(from - SPARE)} and ${sql.lit(from)}`,
    )
    if (since!.at !== null) {
      const places = await inOrder(at, sql`${listed} and record.created_at > ${time(since!.at)}`, null, limit)
      if (places.length === limit) return places
    }
  }
  return inOrder(at, listed, after, limit)
}

/** Records in the order of a list; nothing but columns in the order, by which DuckDB leaves out what is too old before it looks. */
async function inOrder(at: Pick<Installation, 'explore'>, listed: RawBuilder<unknown>, after: Pick<Place, 'at' | 'id'> | null, limit: number): Promise<Place[]> {
  return at.explore.rows(sql<Place>`
    select record.id::varchar as id, ${written(sql`record.created_at`)} as at, false as exact ${listed} and ${isLater(after)}
    order by record.created_at desc, record.id desc limit ${limit}`)
}

/** That a record comes after a place in a list. */
export function isLater(after: Pick<Place, 'at' | 'id'> | null): RawBuilder<boolean> {
  if (after === null) return sql`true`
  return sql`(record.created_at < ${time(after.at)} or record.created_at = ${time(after.at)} and record.id < ${after.id}::uuid)`
}

export function written(time: RawBuilder<unknown>): RawBuilder<string> {
  return sql`strftime(${time}, '%Y-%m-%dT%H:%M:%S.%gZ')`
}

function time(at: string): RawBuilder<unknown> {
  return sql`${at}::timestamp::timestamp_ms`
}
