// Fills a new data folder with a seeded hub: npm run bench -- store/load FOLDER [--records 2000000] [--seed 1] [--copies 1]
//
// 12.25 million records are --copies 6.125: the server repeats those that were made, with ids and times of their own (their
// hashes stay those of the first).
//
// The rows are those that the hub itself would write (`rowsOf`); they are copied in without indexes and foreign keys,
// which are made after, so this is also the upper limit of what a bulk import can reach here.
import process from 'node:process'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { consoleAccount } from '#hub/accounts/console.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { RecordsToInsert } from '#hub/records/insert-rows.ts'
import { rowsOf } from '#hub/records/record-rows.ts'
import { templateKey } from '#record/templates/template.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { migrate } from '#platform/storage/migrate.ts'
import type { Database } from '#platform/storage/schema.ts'
import { startDatabase } from '#platform/storage/start.ts'
import { machine } from '../machine.ts'
import { templates } from './families.ts'
import { lifeCycles, RECORDS_PER_LIFE } from './life-cycles.ts'

const TABLES = ['record', 'revision', 'edge'] as const

const { positionals: [folder], values: options } = parseArgs({
  allowPositionals: true, options: { records: { type: 'string', default: '2000000' }, seed: { type: 'string', default: '1' },
    copies: { type: 'string', default: '1' } },
})
if (folder === undefined) throw new Error('Name a new data folder: npm run bench -- store/load FOLDER')
const lives = Math.round(Number(options.records) / RECORDS_PER_LIFE)

const database = await startDatabase({ home: folder, say: ({ en }) => process.stderr.write(`${en}\n`) })
const { db, pool, close } = openDatabase<Database>(database.connection)
await migrate(pool)
const shelf = new Map(templates().map((template) => [templateKey(template), template]))
const author = await consoleAccount({ db })
const title = { en: 'A large hub (made up)', ko: '큰 허브(가상)' }
const hub = await db.transaction().execute(
  (trx) => createHub(trx, { slug: 'main', title, example: false }, author, shelf.values()),
)

const started = performance.now()
const restore = await dropIndexes(pool)
const made = await copyAll()
const counts = await repeat(made, Number(options.copies))
const copied = performance.now()
for (const statement of restore) await pool.query(statement)
// As autovacuum would: without it no count could be made from an index alone.
await pool.query(`vacuum analyze ${TABLES.join(', ')}`)
const finished = performance.now()
const { rows: [size] } = await pool.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
process.stdout.write(`${JSON.stringify({
  machine: machine(), seed: Number(options.seed), ...counts, copySeconds: seconds(started, copied),
  indexSeconds: seconds(copied, finished), recordsPerSecond: Math.round(counts.record / (finished - started) * 1000),
  diskGb: Number((Number(size!.bytes) / 1e9).toFixed(2)), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
}, null, 2)}\n`)
await close()
await database.stop()

/** Copies every life in, in batches that fit in memory. */
async function copyAll() {
  const total = { record: 0, quantities: 0, edges: 0 }
  let batch = new RecordsToInsert()
  const flush = async () => {
    await db.transaction().execute((trx) => batch.insert(trx))
    batch = new RecordsToInsert()
    process.stderr.write(`\r${total.record.toLocaleString('en')} records`)
  }
  for (const { id, content, elements, at } of lifeCycles(lives, Number(options.seed))) {
    const by = { hub, author, at, reason: 'made up for a benchmark', import: null }
    const rows = rowsOf({ id, content, template: shelf.get(content.template)!, elements, revision: 1, parent: null }, by)
    batch.add(rows)
    total.record++
    total.quantities += rows.record.numbers.length
    total.edges += rows.edges.length
    if (total.record % (RECORDS_PER_LIFE * 1000) === 0) await flush()
  }
  await flush()
  process.stderr.write('\n')
  return total
}

/** Repeats whole and part of what was made, two copies at a time; returns the counts of all. */
async function repeat(made: Awaited<ReturnType<typeof copyAll>>, copies: number) {
  if (copies <= 1) return made
  const whole = Array.from({ length: Math.ceil(copies) - 1 }, (_, at) => at + 1)
  const { rows: [last] } = await pool.query<{ id: string }>(
    'select id from record order by id offset $1 limit 1', [Math.round(lives * (copies % 1)) * RECORDS_PER_LIFE - 1],
  )
  const one = async () => {
    for (let copy = whole.shift(); copy !== undefined; copy = whole.shift()) {
      await addCopy(copy, copy + 1 > copies ? last!.id : null)
      process.stderr.write(`copy ${copy}\n`)
    }
  }
  await Promise.all([one(), one()])
  const { rows: [counts] } = await pool.query<{ record: number; quantities: number; edges: number }>(`select
    (select count(*) from record) as record, (select sum(cardinality(numbers))::bigint from record) as quantities,
    (select count(*) from edge) as edges`)
  return counts!
}

/** Times lie in this century, so ids begin with 0; a copy's begin with its number, also where a content names them. */
async function addCopy(copy: number, upTo: string | null): Promise<void> {
  const id = (column: string) => `overlay(${column}::text placing '${copy}' from 1)::uuid`
  const content = `regexp_replace(content::text, '"0([0-9a-f]{7}-[0-9a-f]{4}-7[0-9a-f]{3}-)', '"${copy}\\1', 'g')::jsonb`
  const changed: Record<(typeof TABLES)[number], Readonly<Record<string, string>>> = {
    record: { id: id('id'), of_material: id('of_material'), created_at: `created_at + interval '${copy} minutes'` },
    revision: { record: id('record'), content },
    edge: { process: id('process'), material: id('material') },
  }
  for (const table of TABLES) {
    const key = { record: 'id', revision: 'record', edge: 'process' }[table]
    const { rows } = await pool.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`, [table],
    )
    const columns = rows.map(({ name }) => name).filter((name) => name !== 'changed_xid')
    await pool.query(`insert into ${table} (${columns.map((name) => `"${name}"`).join()})
      select ${columns.map((name) => changed[table][name] ?? `"${name}"`).join()} from ${table}
      where ${key}::text like '0%' ${upTo === null ? '' : `and ${key} <= '${upTo}'`}`)
  }
}

/** Drops foreign keys and all indexes but primary keys of the record's tables; returns what makes them again. */
async function dropIndexes(on: pg.Pool): Promise<string[]> {
  const { rows: keys } = await on.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conrelid::regclass::text = any($1)`, [TABLES])
  const { rows: indexes } = await on.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where not indisprimary and indrelid::regclass::text = any($1)`, [TABLES])
  for (const { table, name } of keys) await on.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes) await on.query(`drop index ${name}`)
  return [
    ...indexes.map(({ definition }) => definition),
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
  ]
}

function seconds(from: number, to: number): number {
  return Number(((to - from) / 1000).toFixed(1))
}
