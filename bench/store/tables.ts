// Times tables along five stages in a large hub: npm run bench -- store/tables FOLDER (filled by store/load).
//
// Each table is built five times (its first column has another name each time, so that nothing kept from before is of
// use), then asked for pages of a hundred rows. What is built is defined over HTTP, as a page does.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { machine } from '../machine.ts'
import { STEPS, templateOf } from './families.ts'
import type { Step } from './families.ts'

const PORT = 4715
const BUILDS = 5
const PAGES = 20

const folder = resolve(process.argv[2] ?? '')
const hub = spawn(join(import.meta.dirname, '../../bin/sojae'), ['serve', '--port', String(PORT)], {
  env: { ...process.env, SOJAE_HOME: folder }, stdio: ['ignore', 'pipe', 'inherit'],
})
await answered()
const token = (await readFile(join(folder, 'token'), 'utf8')).trim()

/** Of the largest family: two fields of every step of a life, so of every stage. */
const columns = (Object.keys(STEPS) as Step[]).flatMap((step) => STEPS[step].slice(0, 2).map(({ name }) => ({
  name: `${step}.${name}`, path: { from: 'up', template: templateOf(0, step), field: name },
})))
const tables: Record<string, unknown> = {}
for (const rows of [templateOf(0, 'device'), templateOf(0, 'performance')]) {
  const build: number[] = []
  let made = { id: '' }
  for (let run = 0; run < BUILDS; run++) {
    const named = columns.map((column, index) => (index === 0 ? { ...column, name: `${column.name} ${run}` } : column))
    const definition = { name: `bench_${rows}`, title: { en: rows, ko: rows }, rows: { template: rows }, columns: named }
    const { ms, body } = await ask<{ id: string }>('/hubs/main/tables', { method: 'POST', body: JSON.stringify(definition) })
    made = body
    build.push(ms)
  }
  const page: number[] = []
  let total = 0
  let filled: number[] = []
  for (let run = 0; run < PAGES; run++) {
    const offset = total === 0 ? 0 : (run * 1009) % Math.max(1, total - 100)
    const { ms, body } = await ask<{ total: number; columns: { filled: number }[] }>(`/tables/${made.id}/rows?offset=${offset}&limit=100`)
    total = body.total
    filled = body.columns.map((column) => column.filled)
    page.push(ms)
  }
  const cells = filled.reduce((sum, n) => sum + n, 0)
  tables[rows] = {
    rows: total, columns: columns.length, filledCells: cells, buildMilliseconds: range(build), pageMilliseconds: range(page),
  }
  process.stderr.write(`${rows}: ${JSON.stringify(tables[rows])}\n`)
}
const { total } = (await ask<{ total: number }>('/hubs/main/records?limit=1')).body
process.stdout.write(`${JSON.stringify({ machine: machine(), records: total, tables }, null, 2)}\n`)
hub.kill('SIGINT')
await once(hub, 'exit')

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
