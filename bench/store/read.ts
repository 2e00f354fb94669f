// Times a large hub as its pages ask it: npm run bench -- store/read FOLDER (filled by store/load), one request at a time.
import process from 'node:process'
import { createRandom } from '#science/numerics/random.ts'
import { machine } from '../machine.ts'
import { figuresOf, startHub } from './asking.ts'
import type { Figures } from './asking.ts'

const RUNS = 24
/** A question that takes longer is asked this often only. */
const SLOW_MS = 2000
const SLOW_RUNS = 3

const { ask, stop } = await startHub(process.argv[2] ?? '', 4690)

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
  'facets and histogram by elements and range': (run) => `facets?elements=${pair(run)}&${strength()}`,
  'facets and histogram by stage and range': () => `facets?stage=property&${strength()}`,
  'overview': () => '/hubs/main',
  'one record': () => `/records/${id()}`,
  'its lineage': () => `/records/${id()}/lineage`,
}

const figures: Record<string, Figures> = {}
for (const [name, question] of Object.entries(QUESTIONS)) {
  const times: number[] = []
  for (let run = 0; run < (times.some((time) => time > SLOW_MS) ? SLOW_RUNS : RUNS); run++) times.push((await ask(question(run))).ms)
  figures[name] = figuresOf(times)
  process.stderr.write(`${name}: ${JSON.stringify(figures[name])}\n`)
}
const { total } = (await ask<{ total: number }>('records?limit=1')).body
process.stdout.write(`${JSON.stringify({ machine: machine(), records: total, milliseconds: figures }, null, 2)}\n`)
await stop()
