// Fills a new data folder with a seeded hub: npm run bench -- store/load FOLDER [--records 2000000] [--seed 1]
//
// The rows are those that the hub itself would write (`rowsOf`); they are copied in without indexes and foreign keys,
// which are made after, so this is also the upper limit of what a bulk import can reach here.
import { once } from 'node:events'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { from as copyFrom } from 'pg-copy-streams'
import type pg from 'pg'
import { consoleAccount } from '#hub/accounts/console.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { rowsOf } from '#hub/records/record-rows.ts'
import { templateKey } from '#record/templates/template.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { migrate } from '#platform/storage/migrate.ts'
import type { Database } from '#platform/storage/schema.ts'
import { startDatabase } from '#platform/storage/start.ts'
import { machine } from '../machine.ts'
import { templates } from './families.ts'
import { lifeCycles, RECORDS_PER_LIFE } from './life-cycles.ts'

const TABLES = ['record', 'revision', 'quantity', 'term', 'edge'] as const
type Table = (typeof TABLES)[number]
type Rows = ReturnType<typeof rowsOf>
type Row = Readonly<Record<string, unknown>>

const { positionals: [folder], values: options } = parseArgs({
  allowPositionals: true, options: { records: { type: 'string', default: '2000000' }, seed: { type: 'string', default: '1' } },
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
const counts = await copyAll()
const copied = performance.now()
for (const statement of restore) await pool.query(statement)
await pool.query(`analyze ${TABLES.join(', ')}`)
const finished = performance.now()
const { rows: [size] } = await pool.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
process.stdout.write(`${JSON.stringify({
  machine: machine(), seed: Number(options.seed), ...counts, copySeconds: seconds(started, copied),
  indexSeconds: seconds(copied, finished), recordsPerSecond: Math.round(counts.record / (finished - started) * 1000),
  diskGb: Number((Number(size!.bytes) / 1e9).toFixed(2)), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
}, null, 2)}\n`)
await close()
await database.stop()

/** Copies every life in, one table after the other in batches that fit in memory. */
async function copyAll(): Promise<Record<Table, number>> {
  const client = await pool.connect()
  const total = { record: 0, revision: 0, quantity: 0, term: 0, edge: 0 }
  let batch: Rows[] = []
  const flush = async () => {
    const rows: Record<Table, readonly Row[]> = {
      record: batch.map(({ record }) => record), revision: batch.map(({ revision }) => revision),
      quantity: batch.flatMap(({ quantities }) => quantities), term: batch.flatMap(({ terms }) => terms),
      edge: batch.flatMap(({ edges }) => edges),
    }
    for (const table of TABLES) {
      await copy(client, table, rows[table])
      total[table] += rows[table].length
    }
    batch = []
  }
  for (const { id, content, elements, at } of lifeCycles(lives, Number(options.seed))) {
    const by = { hub, author, at, reason: 'made up for a benchmark', import: null }
    batch.push(rowsOf({ id, content, template: shelf.get(content.template)!, elements, revision: 1, parent: null }, by))
    if (batch.length < RECORDS_PER_LIFE * 1000) continue
    await flush()
    process.stderr.write(`\r${total.record.toLocaleString('en')} records`)
  }
  await flush()
  client.release()
  process.stderr.write('\n')
  return total
}

async function copy(client: pg.PoolClient, table: Table, rows: readonly Row[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = Object.keys(first)
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const done = once(stream, 'finish')
  for (let start = 0; start < rows.length; start += 2000) {
    const text = rows.slice(start, start + 2000).map((row) => `${columns.map((column) => cell(row[column])).join('\t')}\n`).join('')
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await done
}

/** A value in COPY's text format. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value)) return `{${value.join(',')}}`
  const text = typeof value === 'string' ? value : String(value)
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found]!) : text
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

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
