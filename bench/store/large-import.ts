// A large sheet comes in, comes again, and is undone: npm run bench -- store/large-import [--rows 100000] [--columns 50] [--kind csv|xlsx]
//
// A specimen and a test of as many numbers to each row; one cell in two hundred cannot be read. Over HTTP with a hub of its
// own, as people do it; told are times, how often progress moved, and the most memory that the hub's process, and it
// with its database, had. The checks that follow the first import run while the second comes in.
import { spawnSync } from 'node:child_process'
import { openAsBlob, createWriteStream, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createClient } from '#contract/client.ts'
import { createImport, getImport, getJob, searchRecords, undoImport } from '#contract/operations/index.ts'
import { writeXlsx } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import { machine } from '../machine.ts'
import { startHub } from './asking.ts'
import { watchMemory } from './memory-of.ts'

const { values: options } = parseArgs({ options: {
  rows: { type: 'string', default: '100000' }, columns: { type: 'string', default: '50' }, kind: { type: 'string', default: 'csv' },
  write: { type: 'string' }, port: { type: 'string', default: '4716' },
} })
const [rows, columns] = [Number(options.rows), Number(options.columns)]
const numbers = Array.from({ length: columns - 1 }, (_, index) => `result_${index + 1}`)
const header = ['specimen', ...numbers]
const FAULT_EVERY = 200

function row(index: number): (string | number)[] {
  return numbers.reduce<(string | number)[]>((cells, _, column) => {
    const nth = index * numbers.length + column
    cells.push(nth % FAULT_EVERY === 7 ? 'broken' : Number((500 + 100 * Math.sin(nth)).toFixed(3)))
    return cells
  }, [`S-${index + 1}`])
}

if (options.write !== undefined) await writeSheet(options.write)
else await measure()

async function writeSheet(path: string): Promise<void> {
  if (options.kind === 'xlsx') {
    await writeFile(path, writeXlsx({ sheets: [{ name: 'Big', rows: [header, ...Array.from({ length: rows }, (_, index) => row(index))] }] }))
    return
  }
  const stream = createWriteStream(path)
  stream.write(`${header.join(',')}\n`)
  for (let index = 0; index < rows; index++) if (!stream.write(`${row(index).join(',')}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'close')
}

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sojae-bench-'))
  const path = join(folder, `big.${options.kind}`)
  // Another process writes it, whose memory is not that of the hub.
  spawnSync(process.execPath, [
    '--max-old-space-size=8000', import.meta.filename, '--rows', options.rows, '--columns', options.columns, '--kind', options.kind, '--write', path,
  ], { stdio: 'inherit' })
  const home = join(folder, 'home')
  const { stop, pid } = await startHub(home, Number(options.port))
  const client = createClient({ address: `http://localhost:${options.port}`, token: (await readFile(join(home, 'token'), 'utf8')).trim() })
  const params = { hub: 'main' }
  const memory = watchMemory(pid)
  const first = await bring()
  const again = await bring()
  const started = performance.now()
  const { undo } = await client.call(undoImport, { params: { id: first.id }, body: { reason: 'the wrong sheet' } })
  const moved = await finished(undo!.job)
  const undone = await client.call(getImport, { params: { id: first.id } })
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1))
  const { total } = await client.call(searchRecords, { params, query: { limit: 1 } })
  process.stdout.write(`${JSON.stringify({
    machine: machine(), kind: options.kind, rows, columns, megabytes: Math.round((await stat(path)).size / 1e6), first, again,
    undo: { seconds, withdrawn: undone.undo!.report!.withdrawn, progressMoved: moved, recordsLeft: total }, peakMemoryMb: peak(pid), peakMemoryOfAllMb: memory.stop(),
  }, null, 2)}\n`)
  await stop()
  await rm(folder, { recursive: true })

  async function bring() {
    const clock = performance.now()
    const { sha256 } = await client.upload('main', await openAsBlob(path), 'text/csv')
    const uploaded = performance.now()
    const { id, job } = await client.call(createImport, { params, body: { recipe: { yaml: recipe(), templates: [template()] }, file: { sha256, name: `big.${options.kind}` } } })
    const progressMoved = await finished(job!)
    const { report } = await client.call(getImport, { params: { id } })
    const { records_made, records_revised, records_unchanged, cells_refused } = report!
    return {
      id, uploadSeconds: round(uploaded - clock), importSeconds: round(performance.now() - uploaded), progressMoved,
      records_made, records_revised, records_unchanged, cells_refused, findingsKept: report!.findings.length, peakMemoryMb: peak(pid),
    }
  }

  /** Waits for a job; how many different fractions its progress showed. */
  async function finished(id: string): Promise<number> {
    const seen = new Set<number>()
    for (;;) {
      const job = await client.call(getJob, { params: { id } })
      seen.add(job.progress)
      if (job.state === 'done') return seen.size
      if (job.state === 'failed' || job.state === 'cancelled') throw new Error(JSON.stringify(job.error))
      await sleep(250)
    }
  }
}

function round(milliseconds: number): number {
  return Number((milliseconds / 1000).toFixed(1))
}

/** Peak of a process's memory in MB (VmHWM, proc(5)). */
function peak(pid: number): number {
  return Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmHWM:\s+(\d+)/m)?.[1] ?? 0) / 1024)
}

function template(): string {
  return JSON.stringify({
    template: 'big_test', version: 1, kind: 'measurement', stage: 'property', label: { en: 'Test', ko: '시험' },
    fields: numbers.map((name) => ({ name, label: { en: name, ko: name }, type: 'quantity', role: 'result', unit: 'MPa' })),
  })
}

function recipe(): string {
  return JSON.stringify({
    recipe: 'big', version: 1, title: { en: 'Big', ko: '큰 시트' }, file: { kind: options.kind, missing: [''] },
    columns: { code: { header: 'specimen', text: true }, ...Object.fromEntries(numbers.map((name) => [name, { header: name, unit: 'MPa' }])) },
    records: [
      { as: 'specimen', template: 'test_bar@2', name: '{code}', origin: 'specified', key: ['code'], values: {} },
      { as: 'test', template: 'big_test@1', name: '{code}', origin: 'measured', key: ['specimen'], of: 'specimen', values: Object.fromEntries(numbers.map((name) => [name, name])) },
    ],
  })
}
