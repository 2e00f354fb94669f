// Times tables along five stages in a large hub: npm run bench -- store/tables FOLDER (filled by store/load).
//
// Of the largest family: two fields of every template that has something to say about the rows. Each table is built five
// times (its first column has another name each time, so that nothing kept from before is of use), then asked for pages
// of a hundred rows, then frozen. All of it over HTTP, as pages ask.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { machine } from '../machine.ts'
import { templateOf } from './families.ts'

const PORT = 4715
const BUILDS = 5
const PAGES = 20

const folder = resolve(process.argv[2] ?? '')
const hub = spawn(join(import.meta.dirname, '../../bin/sojae'), ['serve', '--port', String(PORT)], {
  env: { ...process.env, SOJAE_HOME: folder }, stdio: ['ignore', 'pipe', 'inherit'],
})
await answered()
const token = (await readFile(join(folder, 'token'), 'utf8')).trim()

const tables: Record<string, unknown> = {}
for (const rows of [templateOf(0, 'device'), templateOf(0, 'performance')]) {
  const { ms: reach, body: reachable } = await ask<{ columns: Column[] }>(`/hubs/main/columns?rows=${rows}`)
  const columns = twoOfEach(reachable.columns)
  const build: number[] = []
  const cpuBefore = await cpuSeconds()
  let made = { id: '' }
  for (let run = 0; run < BUILDS; run++) {
    const named = columns.map((column, index) => (index === 0 ? { ...column, name: `${column.name} ${run}` } : column))
    const definition = { name: `bench_${rows}`, title: { en: rows, ko: rows }, rows: { template: rows }, columns: named }
    const { ms, body } = await ask<{ id: string }>('/hubs/main/tables', { method: 'POST', body: JSON.stringify(definition) })
    made = body
    build.push(ms)
  }
  const cpu = await cpuSeconds()
  const page: number[] = []
  let answer = { total: 0, columns: [] as Column[] }
  for (let run = 0; run < PAGES; run++) {
    const offset = (run * 1009) % Math.max(1, answer.total - 100)
    const { ms, body } = await ask<typeof answer>(`/tables/${made.id}/rows?offset=${offset}&limit=100`)
    answer = body
    page.push(ms)
  }
  const frozen = await freeze(made.id)
  tables[rows] = {
    rows: answer.total, columns: columns.length, stages: new Set(answer.columns.map(({ stage }) => stage)).size,
    filledCells: answer.columns.reduce((sum, { filled }) => sum + filled, 0), reachableMilliseconds: Math.round(reach),
    buildMilliseconds: range(build),
    // What a build takes of the processors, whoever else keeps them busy.
    buildCpuSeconds: {
      hub: Number(((cpu.hub - cpuBefore.hub) / BUILDS).toFixed(2)), database: Number(((cpu.database - cpuBefore.database) / BUILDS).toFixed(2)),
    },
    pageMilliseconds: range(page), ...frozen,
  }
  process.stderr.write(`${rows}: ${JSON.stringify(tables[rows])}\n`)
}
const { total } = (await ask<{ total: number }>('/hubs/main/records?limit=1')).body
process.stdout.write(`${JSON.stringify({ machine: machine(), records: total, tables }, null, 2)}\n`)
hub.kill('SIGINT')
await once(hub, 'exit')

/** Processor time of the hub and of the database server below it so far, from Linux's /proc (proc_pid_stat(5)). */
async function cpuSeconds(): Promise<{ hub: number; database: number }> {
  const processes = new Map<number, { parent: number; name: string; seconds: number }>()
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const found = /^\d+ \((.*)\) \S (\d+) (.*)$/.exec(stat.trim())
    if (!found) continue
    // Times of ended children count with their parent's; a clock tick is 1/100 s on Linux.
    const [user, system, endedUser, endedSystem] = found[3]!.split(' ').slice(9, 13).map(Number)
    processes.set(Number(pid), { parent: Number(found[2]), name: found[1]!, seconds: (user! + system! + endedUser! + endedSystem!) / 100 })
  }
  const total = { hub: 0, database: 0 }
  for (const [pid, { name, seconds }] of processes) {
    let above: number | undefined = pid
    while (above !== undefined && above !== hub.pid) above = processes.get(above)?.parent
    if (above === hub.pid) total[name.startsWith('postgres') ? 'database' : 'hub'] += seconds
  }
  return total
}

type Column = { name: string; path: unknown; template: string | null; stage: string | null; filled: number }

function twoOfEach(columns: readonly Column[]): Pick<Column, 'name' | 'path'>[] {
  const taken = new Map<string | null, number>()
  return columns.filter(({ template }) => {
    taken.set(template, (taken.get(template) ?? 0) + 1)
    return taken.get(template)! <= 2
  }).map(({ name, path }) => ({ name, path }))
}

async function freeze(table: string) {
  const started = performance.now()
  let { body } = await ask<Frozen>(`/tables/${table}/frozen`, { method: 'POST' })
  while (body.state === 'freezing') {
    await sleep(100)
    body = (await ask<Frozen>(`/tables/frozen/${body.id}`)).body
  }
  if (body.state !== 'ready') throw new Error(JSON.stringify(body))
  const frozen = performance.now() - started
  const { ms } = await ask(`/tables/frozen/${body.id}/rows?limit=100`)
  return {
    freezeMilliseconds: Math.round(frozen), thawMilliseconds: Math.round(ms), parquetBytes: body.parquet!.size,
    manifestBytes: body.manifest!.size,
  }
}

type Frozen = { id: string; state: string; parquet: { size: number } | null; manifest: { size: number } | null }

function range(times: number[]): { n: number; min: number; median: number; max: number } {
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]! * 10) / 10
  return { n: times.length, min: at(0), median: at(0.5), max: at(1) }
}

async function answered(): Promise<void> {
  for await (const text of hub.stdout) if (String(text).includes('Sojae is at')) return
  throw new Error('the hub did not start')
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<{ ms: number; body: T }> {
  const started = performance.now()
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`http://localhost:${PORT}/api/v1${path}`, { ...init, headers })
  const body = await answer.json() as T
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`)
  return { ms: performance.now() - started, body }
}
