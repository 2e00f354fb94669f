// Times a bulk import of record files: npm run bench -- store/write [--records 42000] [--hub 0]
//
// A file of JSON lines is read, checked and written in one transaction as the hub's job does it, into a hub that holds
// `--hub` records already. Processor seconds are told apart from the clock's, which on a busy machine tell little.
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { consoleAccount } from '#hub/accounts/console.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { bringRecordLines } from '#hub/imports/bring-record-lines.ts'
import { templatesOf } from '#hub/records/templates-of.ts'
import { openFileStore } from '#platform/files/file-store.ts'
import { migrate } from '#platform/storage/migrate.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'
import { machine } from '../machine.ts'
import { templates } from './families.ts'
import { lifeCycles, RECORDS_PER_LIFE } from './life-cycles.ts'
import { serverLoad } from './server-load.ts'

const { values: options } = parseArgs({
  options: { records: { type: 'string', default: '42000' }, hub: { type: 'string', default: '0' } },
})
const folder = await mkdtemp(join(tmpdir(), 'sojae-bench-'))
const { db, pool, close } = await openTrialDatabase<Database>()
await migrate(pool)
const author = await consoleAccount({ db })
const title = { en: 'A large hub (made up)', ko: '큰 허브(가상)' }
const hub = await db.transaction().execute((trx) => createHub(trx, { slug: 'main', title, example: false }, author, templates()))
const shelf = await templatesOf(db, hub)

if (Number(options.hub) > 0) await bring(await writeFile(Number(options.hub), 1))
const file = await writeFile(Number(options.records), 2)
const [clock, own, server] = [performance.now(), process.cpuUsage(), serverLoad()]
const report = await bring(file)
const seconds = (performance.now() - clock) / 1000
const { user, system } = process.cpuUsage(own)
const after = serverLoad()
process.stdout.write(`${JSON.stringify({
  machine: machine(), already: Number(options.hub), records: report.records_made, quantities: report.quantities_made,
  seconds: Number(seconds.toFixed(1)), recordsPerSecond: Math.round(report.records_made / seconds),
  processorSeconds: { hub: Number(((user + system) / 1e6).toFixed(1)), database: Number((after.seconds - server.seconds).toFixed(1)) },
  peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024), databaseProcessMb: after.memoryMb,
}, null, 2)}\n`)
await close()
await rm(folder, { recursive: true })

async function writeFile(records: number, seed: number): Promise<string> {
  const path = join(folder, `${seed}.jsonl`)
  const handle = await open(path, 'w')
  let lines: string[] = []
  for (const { id, content } of lifeCycles(Math.round(records / RECORDS_PER_LIFE), seed)) {
    lines.push(`${JSON.stringify({ key: id, content })}\n`)
    if (lines.length < 1000) continue
    await handle.write(lines.join(''))
    lines = []
  }
  await handle.write(lines.join(''))
  await handle.close()
  return path
}

type Report = Parameters<Parameters<typeof bringRecordLines>[2]>[1]

async function bring(path: string): Promise<Report> {
  const by = { hub, author, at: new Date(), reason: 'made up for a benchmark', import: null }
  let told: Report
  const files = await openFileStore(folder)
  const { sha256 } = await files.put(createReadStream(path))
  await bringRecordLines({ recipe: newId(), file: { kind: 'jsonl' } }, {
    db, sha256, templates: shelf, by, file: path, files,
    progress: () => {}, signal: new AbortController().signal,
  }, async (_trx, report) => { told = report })
  return told!
}
