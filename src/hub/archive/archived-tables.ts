import { sql } from 'kysely'
import type { Transacted } from '../installation.ts'

/** What an archive holds of a table. */
export type ArchivedTable = {
  readonly table: string
  /** Columns by which its rows are ordered: its key, so that one state is always written out the same. */
  readonly order: string
  /** What stands in a column's place, in SQL. */
  readonly instead?: Readonly<Record<string, string>>
  /** Which rows belong to the hub that `:hub` stands for; those whose column `hub` names it where nothing is said. */
  readonly ofHub?: string
}

/** What was under way can go on nowhere else: it ends here, and says why. */
const UNDER_WAY = `'${JSON.stringify({
  en: 'This was under way when the archive was made; start it again.', ko: '아카이브를 만들 때 진행 중이던 작업입니다. 다시 시작하십시오.',
})}'::jsonb`
const ended = (running: string, state: string, ...more: readonly string[]) => Object.fromEntries([
  ['state', `case when state in (${running}) then '${state}' else state end`],
  ...more.map((column) => [column, `case when state in (${running}) then ${column === 'problem' ? UNDER_WAY : 'now()'} else ${column} end`]),
])

/** Every table of an archive, after those that it refers to. */
export const ARCHIVED_TABLES: readonly ArchivedTable[] = [
  { table: 'hub', order: 'id', ofHub: 'id = :hub' },
  { table: 'account', order: 'id', ofHub: ':people' },
  { table: 'membership', order: 'hub, account' },
  { table: 'membership_change', order: 'id' },
  { table: 'template', order: 'hub, name, version' },
  { table: 'job', order: 'id', instead: ended(`'queued', 'running'`, 'cancelled', 'finished_at') },
  { table: 'template_migration', order: 'id' },
  { table: 'file', order: 'hub, sha256' },
  { table: 'import', order: 'id', instead: ended(`'queued', 'running'`, 'failed', 'problem', 'finished_at') },
  { table: 'record', order: 'hub, id' },
  { table: 'revision', order: 'hub, record, n' },
  { table: 'withdrawal', order: 'hub, record, n' },
  { table: 'edge', order: 'hub, process, direction, position' },
  { table: 'bulk_edit', order: 'id' },
  { table: 'edited_record', order: 'edit, record' },
  { table: 'migrated_record', order: 'migration, record' },
  { table: 'deletion', order: 'id' },
  { table: 'import_identity', order: 'hub, recipe_name, key' },
  { table: 'recipe', order: 'hub, name, version' },
  // With what people decided of them.
  { table: 'finding', order: 'id' },
  { table: 'table_definition', order: 'id' },
  { table: 'frozen_table', order: 'id', instead: ended(`'freezing'`, 'cancelled', 'problem') },
  { table: 'model', order: 'id', instead: ended(`'training'`, 'cancelled', 'problem') },
  { table: 'campaign', order: 'id' },
  { table: 'proposal', order: 'id' },
  // Their makers' own: they do not go to others with one hub.
  { table: 'saved_search', order: 'id', ofHub: 'false' },
  { table: 'draft', order: 'id' },
  { table: 'comment', order: 'id' },
  // Its link opens nothing any more: a hash of a code has 32 bytes.
  { table: 'invitation', order: 'id', instead: {
    code_hash: 'uuid_send(id)', withdrawn_at: 'case when accepted_at is null then coalesce(withdrawn_at, now()) else withdrawn_at end',
  } },
  { table: 'written_once', order: 'account, key', ofHub: 'false' },
]

/** Tables and columns that mean nothing elsewhere or must not leave: a test holds the schema against both lists. */
export const LEFT_OUT = {
  /**
   * Sessions and tokens, codes of links; which database this is, and its steps, which the manifest names; how far the checks have
   * come, by this server's transactions, and the points that they count anew; files of which only parts are here.
   */
  tables: ['session', 'password_link', 'installation', 'schema_migration', 'quality_run', 'completeness', 'upload'],
  /** Numbers of this server's transactions. */
  columns: ['record.changed_xid', 'withdrawal.changed_xid', 'saved_search.seen_snapshot'],
} as const

/** For people: what an archive does not hold. */
export const NOT_INSIDE = [
  'sessions and tokens, also those of instruments', 'codes of invitations and password links', 'the explore index and other caches',
  'work under way (it is marked as ended)', 'files of which only parts have come',
]

/** One hub goes to others: how its people sign in here is not theirs, nor is what they are in this installation. */
const NOT_OF_A_HUB: Readonly<Record<string, string>> = { password_hash: 'null', administrator: 'false' }

type Archived = { readonly table: string; readonly columns: readonly string[]; readonly rows: number; readonly query: string }

/** How every table is read, and how many rows it has, for the whole installation or one hub. */
export async function archivedTables(trx: Transacted, hub: string | null): Promise<Archived[]> {
  const people = hub === null ? '' : await peopleOf(trx, hub)
  const archived: Archived[] = []
  for (const { table, order, instead = {}, ofHub = 'hub = :hub' } of ARCHIVED_TABLES) {
    const columns = await columnsOf(trx, table)
    const replaced: Readonly<Record<string, string>> = hub !== null && table === 'account' ? NOT_OF_A_HUB : instead
    const where = hub === null ? '' : ` where ${ofHub.replace(':hub', `'${hub}'`).replace(':people', people)}`
    const { rows: [counted] } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(table + where)}`.execute(trx)
    const selected = columns.map((column) => (replaced[column] ? `${replaced[column]} as "${column}"` : `"${column}"`))
    archived.push({ table, columns, rows: counted!.n, query: `select ${selected.join(', ')} from ${table}${where} order by ${order}` })
  }
  return archived
}

async function columnsOf(trx: Transacted, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(trx)
  const left: readonly string[] = LEFT_OUT.columns
  return rows.map(({ name }) => name).filter((name) => !left.includes(`${table}.${name}`))
}

/** The accounts that any row of a hub names, as a condition; the console's with them. */
async function peopleOf(trx: Transacted, hub: string): Promise<string> {
  const { rows } = await sql<{ table: string; column: string }>`select conrelid::regclass::text as table, attname as column
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'account'::regclass`.execute(trx)
  const archived = new Set(ARCHIVED_TABLES.filter(({ ofHub }) => ofHub === undefined).map(({ table }) => table))
  // These two lost their foreign keys for the sake of imports (docs/decisions/0022-content-once.md).
  const named = [...rows.filter(({ table }) => archived.has(table)), { table: 'record', column: 'owner' }, { table: 'revision', column: 'author' }]
  const each = named.map(({ table, column }) => `select "${column}" from ${table} where hub = '${hub}'`)
  return `(kind = 'console' or id in (${each.join(' union ')}))`
}
