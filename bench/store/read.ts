// Times a large hub as its pages ask it: npm run bench -- store/read FOLDER (filled by store/load), one request at a time.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { createRandom } from '#science/numerics/random.ts'
import { machine } from '../machine.ts'

const PORT = 4690
const RUNS = 12
/** A question that takes longer is asked this often only. */
const SLOW_MS = 2000
const SLOW_RUNS = 3

const folder = resolve(process.argv[2] ?? '')
const hub = spawn(join(import.meta.dirname, '../../bin/sojae'), ['serve', '--port', String(PORT)], {
  env: { ...process.env, SOJAE_HOME: folder }, stdio: ['ignore', 'pipe', 'inherit'],
})
await answered()
const token = (await readFile(join(folder, 'token'), 'utf8')).trim()

const random = createRandom(7)
const pairs = ['Al,Ti', 'Fe,Ni', 'Cu,O', 'Si,C', 'Li,Co', 'Mg,Zn', 'Cr,Mo', 'Nb,Ta', 'Ba,Y', 'La,Ce', 'Sn,Pb', 'Hf,Zr']
const pair = (run: number) => pairs[run % pairs.length]!
const strength = () => `field=yield_strength&min=${900 + random.integer(400)}&unit=MPa`
const ids = (await ask<{ records: { id: string }[] }>('records?limit=200&template=f03_test')).body.records.map(({ id }) => id)
const id = () => ids[random.integer(ids.length)]!

const QUESTIONS: Record<string, (run: number) => string> = {
  'list, newest': () => 'records?limit=50',
  'list by two elements': (run) => `records?limit=50&elements=${pair(run)}`,
  'list by stage and range': () => `records?limit=50&stage=property&${strength()}`,
  'list by elements and range': (run) => `records?limit=50&elements=${pair(run)}&${strength()}`,
  'facets of everything': () => 'facets',
  'facets by two elements': (run) => `facets?elements=${pair(run)}`,
  'facets and histogram by stage and range': () => `facets?stage=property&${strength()}`,
  'one record': () => `/records/${id()}`,
  'its lineage': () => `/records/${id()}/lineage`,
}

const figures: Record<string, { n: number; p50: number; p95: number }> = {}
for (const [name, question] of Object.entries(QUESTIONS)) {
  const times: number[] = []
  for (let run = 0; run < (times.some((time) => time > SLOW_MS) ? SLOW_RUNS : RUNS); run++) times.push((await ask(question(run))).ms)
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]! * 10) / 10
  figures[name] = { n: times.length, p50: at(0.5), p95: at(0.95) }
  process.stderr.write(`${name}: ${JSON.stringify(figures[name])}\n`)
}
const { total } = (await ask<{ total: number }>('records?limit=1')).body
process.stdout.write(`${JSON.stringify({ machine: machine(), records: total, milliseconds: figures }, null, 2)}\n`)
hub.kill('SIGINT')
await once(hub, 'exit')

async function answered(): Promise<void> {
  for await (const text of hub.stdout) if (String(text).includes('Sojae is at')) return
  throw new Error('the hub did not start')
}

async function ask<T>(path: string): Promise<{ ms: number; body: T }> {
  const started = performance.now()
  const address = `http://localhost:${PORT}/api/v1${path.startsWith('/') ? path : `/hubs/main/${path}`}`
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  const body = await answer.json() as T
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`)
  return { ms: performance.now() - started, body }
}
