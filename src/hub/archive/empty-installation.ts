import type pg from 'pg'
import { Refusal } from '#science/refusal.ts'
import { ARCHIVED_TABLES, LEFT_OUT } from './archived-tables.ts'

/** What the first start makes by itself. */
const MADE_BY_ITSELF: Readonly<Record<string, string>> = {
  account: `kind = 'console'`,
  hub: `slug = 'main' and not example`,
  membership: `account in (select id from account where kind = 'console')`,
  template: 'author is null',
}

/** Functions that the schema's steps make; tables take their triggers and indexes with them. */
const FUNCTIONS = ['refuse_change()', 'note_change()', 'refuse_thaw()', 'erased_content(jsonb)', 'erased_links(jsonb)', 'refuse_recipe_change()', 'plain_name(text)']

const OURS = [...ARCHIVED_TABLES.map(({ table }) => table), ...LEFT_OUT.tables]

const MOST_TOLD = 4
/** What people look for first. */
const rank = (found: string) => ['account', 'record', 'hub', 'draft'].findLastIndex((table) => found.startsWith(`${table}:`)) + 1 || 9

/** Refuses `archive.not_empty`, naming accounts, records and whatever else somebody has made here. */
export async function requireEmpty(client: pg.PoolClient): Promise<void> {
  const there = await tablesOf(client)
  if (!there.includes('account')) return
  const found: string[] = []
  for (const table of ARCHIVED_TABLES.map((each) => each.table).filter((name) => there.includes(name))) {
    const own = MADE_BY_ITSELF[table]
    const { rows: [{ n }] } = await client.query(`select count(*) as n from "${table}"${own ? ` where not (${own})` : ''}`)
    if (n > 0) found.push(`${table.replaceAll('_', ' ')}: ${n}`)
  }
  if (found.length === 0) return
  const { rows: people } = await client.query(`select coalesce(email, name) as name from account where kind <> 'console' order by 1 limit 3`)
  const { rows: hubs } = await client.query(`select slug from hub where exists (select from record where record.hub = hub.id) order by 1 limit 3`)
  const names = [...people.map(({ name }) => name as string), ...hubs.map(({ slug }) => slug as string)]
  const told = found.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_TOLD)
  const list = `${told.join(', ')}${found.length > MOST_TOLD ? ', …' : ''}${names.length > 0 ? `; ${names.join(', ')}` : ''}`
  throw new Refusal('archive.not_empty', {
    en: `This installation is not empty (${list}). An archive goes into an empty one: set SOJAE_HOME to a new folder, or SOJAE_DATABASE_URL to a new database.`,
    ko: `이 설치는 비어 있지 않습니다(${list}). 아카이브는 빈 설치에만 가져올 수 있습니다. SOJAE_HOME을 새 폴더로, 또는 SOJAE_DATABASE_URL을 새 데이터베이스로 지정하십시오.`,
  }, { found, names })
}

/**
 * Takes away, in the caller's transaction, the schema of an installation that holds nothing, so that it is made as the archive
 * needs it. Nobody can write meanwhile; other tables of the database stay. Refuses as {@link requireEmpty} does.
 */
export async function clearEmptySchema(client: pg.PoolClient): Promise<void> {
  await client.query(`set local lock_timeout = '10s'`)
  const there = (await tablesOf(client)).filter((table) => OURS.includes(table))
  if (there.length > 0) {
    const names = there.map((table) => `"${table}"`).join(', ')
    await client.query(`lock table ${names} in access exclusive mode`)
    await requireEmpty(client)
    await client.query(`drop table ${names} cascade`)
  }
  for (const name of FUNCTIONS) await client.query(`drop function if exists ${name}`)
}

async function tablesOf(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query(`select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1`)
  return rows.map(({ name }) => name as string)
}
