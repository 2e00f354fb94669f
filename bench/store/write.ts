// Times what a bulk import costs after reading: npm run bench -- store/write [--records 70000] [--hub 0]
//
// Drafts go through `writeDrafts` in one transaction, into a hub that holds `--hub` records already.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { createHub } from '#hub/hubs/create-hub.ts'
import { consoleAccount } from '#hub/accounts/console.ts'
import { writeDrafts } from '#hub/records/write-drafts.ts'
import { migrate } from '#platform/storage/migrate.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'
import { machine } from '../machine.ts'
import { templates } from './families.ts'
import { lifeCycles, RECORDS_PER_LIFE } from './life-cycles.ts'

const { values: options } = parseArgs({
  options: { records: { type: 'string', default: '70000' }, hub: { type: 'string', default: '0' } },
})
const { db, pool, close } = await openTrialDatabase<Database>()
await migrate(pool)
const author = await consoleAccount({ db })
const title = { en: 'A large hub (made up)', ko: '큰 허브(가상)' }
const hub = await db.transaction().execute((trx) => createHub(trx, { slug: 'main', title, example: false }, author, templates()))

await write(Number(options.hub), 1)
const started = performance.now()
await write(Number(options.records), 2)
const seconds = (performance.now() - started) / 1000
process.stdout.write(`${JSON.stringify({
  machine: machine(), already: Number(options.hub), records: Number(options.records), seconds: Number(seconds.toFixed(1)),
  recordsPerSecond: Math.round(Number(options.records) / seconds), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
}, null, 2)}\n`)
await close()

async function write(records: number, seed: number): Promise<void> {
  const by = { hub, author, at: new Date(), reason: 'made up for a benchmark', import: null }
  await db.transaction().execute((trx) => writeDrafts(trx, by, `seed ${seed}`, drafts(Math.round(records / RECORDS_PER_LIFE), seed)))
}

function* drafts(lives: number, seed: number) {
  for (const { id, content } of lifeCycles(lives, seed)) yield { key: id, content }
}
