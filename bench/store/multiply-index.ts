// Copies an explore index with its records several times over, to time questions to a hub that is too large to load here:
// npm run bench -- store/multiply-index FROM.duckdb TO.duckdb --copies 6.125
//
// The copies are in the index alone; of those that a list finds, the hub shows only the records that PostgreSQL has.
import { copyFile } from 'node:fs/promises'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { COMMON_COLUMNS, OF_RECORD } from '#platform/index/explore-tables.ts'

const { positionals: [from = '', to = ''], values } = parseArgs({
  allowPositionals: true, options: { copies: { type: 'string', default: '6.125' } }, args: process.argv.slice(2),
})
await copyFile(from, to)
const instance = await DuckDBInstance.create(to, { threads: '2', memory_limit: '2GB' })
const on = await instance.connect()
const [row] = (await on.runAndReadAll('select count(*)::integer as records, max(number) as last from record')).getRowObjectsJS()
const { records, last } = row as { records: number; last: number }
const wanted = Number(values.copies)
for (let copy = 1; copy < wanted; copy++) {
  // The last copy is of as many records as are wanted still.
  const upTo = Math.round(last * Math.min(1, wanted - copy))
  const number = (column: string) => `${column} + ${copy * last} as ${column}`
  await on.run(`insert into record select * replace (${number('number')},
    (substr(id::varchar, 1, 19) || '${copy}' || substr(id::varchar, 21))::uuid as id, created_at + interval ${copy} minute as created_at)
    from record where number <= ${upTo}`)
  for (const [table, column] of Object.entries(OF_RECORD)) {
    const both = table === 'edge' ? `, ${number('material')}` : table === 'quantity' ? `, created_at + interval ${copy} minute as created_at` : ''
    await on.run(`insert into ${table} select * replace (${number(column)}${both}) from ${table} where ${column} <= ${upTo}`)
  }
  process.stderr.write(`\r${Math.round((copy + 1) * records).toLocaleString('en')} records`)
}
await on.run(`delete from tally_change; delete from tally_summed;
  insert into tally_summed select ${COMMON_COLUMNS}, count(*)::integer from record group by all order by all`)
await on.run('checkpoint')
const counts = (await on.runAndReadAll('select (select count(*) from record) as records, (select count(*) from quantity) as quantities')).getRowObjectsJson()
process.stdout.write(`\n${JSON.stringify(counts[0])}\n`)
on.closeSync()
instance.closeSync()
