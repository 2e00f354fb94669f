// Times a sheet through a recipe: npm run bench -- store/sheet [--rows 20000]
//
// 20 columns, made up from a seed: an alloy and a specimen to each row or, in every other, to the row before it, and a
// tension test with fourteen numbers to each row. Read, checked, identified and written as the hub's job does it.
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { createRandom } from '#science/numerics/random.ts'
import type { Template } from '#record/templates/template.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import { consoleAccount } from '#hub/accounts/console.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { bringRows } from '#hub/imports/bring-rows.ts'
import { templatesOf } from '#hub/records/templates-of.ts'
import { openFileStore } from '#platform/files/file-store.ts'
import { migrate } from '#platform/storage/migrate.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'
import { machine } from '../machine.ts'
import { serverLoad } from './server-load.ts'

const { values: options } = parseArgs({ options: { rows: { type: 'string', default: '20000' } } })
const NUMBERS = Array.from({ length: 14 }, (_, index) => `result_${index + 1}`)
const text = (en: string) => ({ en, ko: en })

const templates: Template[] = [
  {
    template: 'sheet_alloy', version: 1, kind: 'material', stage: 'design', label: text('Alloy'),
    fields: [{ name: 'composition', label: text('Composition'), type: 'composition', role: 'attribute', obligation: 'required' }],
  },
  { template: 'sheet_specimen', version: 1, kind: 'material', stage: 'design', label: text('Specimen'), fields: [] },
  {
    template: 'sheet_test', version: 1, kind: 'measurement', stage: 'property', label: text('Test'),
    fields: ['temperature', ...NUMBERS].map((name) => (
      { name, label: text(name), type: 'quantity', role: 'result', obligation: 'optional', unit: name === 'temperature' ? 'K' : 'MPa' } as const
    )),
  },
]
const recipe: Recipe = {
  recipe: 'sheet', version: 1, title: text('Sheet'),
  file: { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [''] },
  columns: {
    formula: { header: 'formula', composition: 'amount' }, code: { header: 'specimen', text: true },
    doi: { header: 'doi', text: true }, title: { header: 'title', text: true }, year: { header: 'year', text: true },
    temperature: { header: 'temperature', unit: 'K' },
    ...Object.fromEntries(NUMBERS.map((name) => [name, { header: name, unit: 'MPa' }])),
  },
  literature: { doi: 'doi', title: 'title', year: 'year' },
  records: [
    { as: 'alloy', template: 'sheet_alloy@1', name: '{formula}', origin: 'specified', key: ['formula', 'doi'], values: { composition: 'formula' } },
    { as: 'specimen', template: 'sheet_specimen@1', name: '{formula} · {code}', origin: 'specified', key: ['alloy', 'code'], values: {} },
    {
      as: 'test', template: 'sheet_test@1', name: '{code} · {temperature} K', origin: 'measured', key: ['specimen', 'temperature'], of: 'specimen',
      values: Object.fromEntries(['temperature', ...NUMBERS].map((name) => [name, name])),
    },
  ],
}

const folder = await mkdtemp(join(tmpdir(), 'sojae-bench-'))
const { db, pool, close } = await openTrialDatabase<Database>()
await migrate(pool)
const author = await consoleAccount({ db })
const hub = await db.transaction().execute((trx) => createHub(trx, { slug: 'main', title: text('Main'), example: false }, author, templates))
const file = await writeSheet(Number(options.rows))
const files = await openFileStore(folder)
const { sha256 } = await files.put(createReadStream(file))
const [clock, own, server] = [performance.now(), process.cpuUsage(), serverLoad()]
const incoming = {
  db, sha256, templates: await templatesOf(db, hub), file, files,
  by: { hub, author, at: new Date(), reason: 'made up for a benchmark', import: null },
  progress: () => {}, signal: new AbortController().signal,
}
await bringRows(recipe, incoming, async (_trx, report) => {
  const seconds = (performance.now() - clock) / 1000
  const { user, system } = process.cpuUsage(own)
  const after = serverLoad()
  process.stdout.write(`${JSON.stringify({
    machine: machine(), rows: report.rows_read, records: report.records_made, quantities: report.quantities_made,
    seconds: Number(seconds.toFixed(1)), rowsPerSecond: Math.round(report.rows_read / seconds),
    processorSeconds: { hub: Number(((user + system) / 1e6).toFixed(1)), database: Number((after.seconds - server.seconds).toFixed(1)) },
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024), databaseProcessMb: after.memoryMb,
  }, null, 2)}\n`)
})
await close()
await rm(folder, { recursive: true })

async function writeSheet(rows: number): Promise<string> {
  const random = createRandom(3)
  const path = join(folder, 'sheet.csv')
  const handle = await open(path, 'w')
  let lines = [['formula', 'specimen', 'doi', 'title', 'year', 'temperature', ...NUMBERS].join(',')]
  let alloy = ''
  for (let row = 0; row < rows; row++) {
    if (row % 2 === 0) alloy = `Fe${1 + random.integer(5000)}Ni${1 + random.integer(5000)}Cr${1 + random.integer(5000)}`
    const numbers = NUMBERS.map(() => (200 + 800 * random.uniform()).toPrecision(4))
    const article = row >> 1
    lines.push([alloy, `S${article}`, `10.1000/a${article}`, `On alloy ${article}`, 2000 + article % 20, 300 + row % 2 * 100, ...numbers].join(','))
    if (lines.length < 1000) continue
    await handle.write(`${lines.join('\n')}\n`)
    lines = []
  }
  await handle.write(lines.join('\n'))
  await handle.close()
  return path
}
