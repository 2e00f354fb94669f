// Eight users of a large hub with two seconds between clicks, then reading while others write:
// npm run bench -- store/users FOLDER (filled by store/load) [--seconds 60]
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRandom } from '#science/numerics/random.ts'
import { machine } from '../machine.ts'
import { figuresOf, startHub } from './asking.ts'

const USERS = 8
const BETWEEN_CLICKS_MS = 2_000
const WRITES_PER_SECOND = 100

const { positionals: [folder = ''], values: options } = parseArgs({
  allowPositionals: true, options: { seconds: { type: 'string', default: '60' } }, args: process.argv.slice(2),
})
const seconds = Number(options.seconds)
const { ask, stop } = await startHub(folder, 4691)
const elements = ['Al', 'Ti', 'Fe', 'Ni', 'Cu', 'O', 'Si', 'C', 'Li', 'Co', 'Mg', 'Zn', 'Cr', 'Mo', 'Nb', 'Ba', 'La', 'Sn', 'Hf', 'Zr']

/** A click: the list and the facets of one filter, asked together as a page does. */
async function click(random: ReturnType<typeof createRandom>): Promise<number> {
  const one = () => elements[random.integer(elements.length)]!
  const filters = [
    () => `elements=${one()}`, () => `elements=${one()},${one()}`, () => 'stage=property',
    () => `stage=property&field=yield_strength&min=${500 + random.integer(1500)}&unit=MPa`,
    () => `elements=${one()}&field=hardness&min=${100 + random.integer(300)}&unit=HV`, () => '',
  ]
  const filter = filters[random.integer(filters.length)]!()
  const started = performance.now()
  await Promise.all([ask(`records?limit=50&${filter}`), ask(`facets?${filter}`)])
  return performance.now() - started
}

async function browse(user: number, until: number, times: number[]): Promise<void> {
  const random = createRandom(user + 1)
  await sleep(random.integer(BETWEEN_CLICKS_MS))
  while (performance.now() < until) {
    times.push(await click(random))
    await sleep(BETWEEN_CLICKS_MS)
  }
}

const reading: number[] = []
await Promise.all(Array.from({ length: USERS }, (_, user) => browse(user, performance.now() + seconds * 1000, reading)))
process.stderr.write(`${USERS} users: ${JSON.stringify(figuresOf(reading))}\n`)

// Every write is looked for at once by its name: what the list does not hold yet is what the index lags by.
const written: number[] = []
const lags: number[] = []
const until = performance.now() + seconds * 1000
let writes = 0
const writer = async (n: number) => {
  while (performance.now() < until) {
    const name = `written ${n} ${writes++}`
    const started = performance.now()
    await ask('records', { content: {
      kind: 'material', template: 'f00_specimen@1', name, origin: 'measured', source: { kind: 'own' },
      values: { thickness: { type: 'quantity', value: 2, unit: 'mm' } },
    } })
    written.push(performance.now() - started)
    if (n === 0) {
      const acknowledged = performance.now()
      while ((await ask<{ total: number }>(`records?limit=1&text=${encodeURIComponent(name)}`)).body.total === 0) await sleep(20)
      lags.push(performance.now() - acknowledged)
    } else await sleep(Math.max(0, 1000 / (WRITES_PER_SECOND / 20) - (performance.now() - started)))
  }
}
await Promise.all(Array.from({ length: 21 }, (_, n) => writer(n)))
process.stdout.write(`${JSON.stringify({
  machine: machine(), seconds, clicks: figuresOf(reading), writesPerSecond: Math.round(written.length / seconds), writes: figuresOf(written),
  untilListed: figuresOf(lags),
}, null, 2)}\n`)
await stop()
