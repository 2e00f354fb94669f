// The power fails, the database dies or the importer's window is closed, at any moment of an import: all of it is there
// afterwards or nothing, and what was acknowledged before stays. Each kind of kill comes SOJAE_KILLS times (once unless told),
// at moments drawn from SOJAE_KILL_SEED.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createImport, createRecord, getImport, getRecord, listImports, searchRecords } from '#contract/operations/index.ts'
import { createRandom } from '#science/numerics/random.ts'
import { hubEnvironment, SOJAE, startHub } from '../running-hub.ts'
import type { RunningHub } from '../running-hub.ts'

const kills = Number(process.env['SOJAE_KILLS'] ?? 1)
const seed = Number(process.env['SOJAE_KILL_SEED'] ?? 1)
const BARS = 700
const RECORDS = 3 * BARS
const params = { hub: 'main' }
const random = createRandom(seed)

let hub: RunningHub
let client: Client
let folder: string
const open = async (home?: string) => {
  hub = await startHub(home === undefined ? { embedded: true } : { home })
  client = createClient({ address: hub.address, token: hub.token })
}
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-kill-'))
  await open()
})
after(async () => {
  await hub.stop()
  await rm(folder, { recursive: true })
})

const common = { origin: 'specified', source: { kind: 'own' } } as const

/** Bars, each with its melt and its casting. */
function file(): string {
  const lines = Array.from({ length: BARS }, (_, bar) => {
    const composition = { type: 'composition', written: 'AlTi', basis: 'amount', fractions: { Al: 0.5, Ti: 0.5 } }
    const casting = {
      kind: 'process', template: 'alloy_processing@1', name: `casting ${bar}`, ...common, state: 'done', planned: {}, values: {},
      inputs: [{ material: `melt ${bar}` }], outputs: [{ material: `bar ${bar}` }],
    }
    return [
      { key: `bar ${bar}`, content: { kind: 'material', template: 'alloy_specimen@1', name: `bar ${bar}`, ...common, values: {} } },
      { key: `melt ${bar}`, content: { kind: 'material', template: 'alloy@1', name: `melt ${bar}`, ...common, values: { composition } } },
      { key: `casting ${bar}`, content: casting },
    ]
  })
  return lines.flat().map((line) => `${JSON.stringify(line)}\n`).join('')
}

const acknowledged: string[] = []
async function addOne(name: string): Promise<void> {
  const content = { kind: 'material', template: 'alloy_specimen@1', name, ...common, values: {} } as const
  acknowledged.push((await client.call(createRecord, { params, body: { content } })).id)
}

const total = async () => (await client.call(searchRecords, { params, query: { limit: 1 } })).total

/** Asks until the hub answers: its database may be coming back. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 60_000; ;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > until) throw new Error(`the hub does not answer; it said: ${hub.said()}`, { cause: error })
      await sleep(50)
    }
  }
}

/** The import in its end, and the totals that were seen on the way to it. */
async function ended(id: string): Promise<{ state: string; made: number; seen: Set<number> }> {
  const seen = new Set<number>()
  for (const until = Date.now() + 120_000; ;) {
    const { state, report } = await answered(() => client.call(getImport, { params: { id } }))
    seen.add(await answered(total))
    if (state === 'done' || state === 'failed') return { state, made: report?.records_made ?? 0, seen }
    assert.ok(Date.now() < until, `the import stays ${state}: ${hub.said()}`)
    await sleep(20)
  }
}

async function begin(name: string): Promise<string> {
  const { sha256 } = await client.upload('main', Buffer.from(file()), 'application/jsonl')
  const body = { recipe: { records: name }, file: { sha256, name: `${name}.jsonl` } }
  return (await client.call(createImport, { params, body })).id
}

/** A hub takes five ends of its database within a minute for a database that cannot run, so it is started anew before. */
const KILLS_BORNE = 4
let databaseKills = 0

async function killDatabase(): Promise<void> {
  assert.ok('host' in hub.database)
  const pid = Number((await readFile(join(hub.database.host, '../data/postmaster.pid'), 'utf8')).split('\n')[0])
  process.kill(pid, 'SIGKILL')
}

/** Waits for a moment of the import: mostly while it runs, sometimes before or after. */
const aMoment = () => sleep(random.uniform() * 1500)

const rounds: Record<string, (name: string) => Promise<string | undefined>> = {
  'the server': async (name) => {
    const id = await begin(name)
    await aMoment()
    await hub.kill9()
    await open(hub.home)
    return id
  },
  'its database': async (name) => {
    if (databaseKills++ % KILLS_BORNE === 0) {
      await hub.kill9()
      await open(hub.home)
    }
    const id = await begin(name)
    await aMoment()
    await killDatabase()
    return id
  },
  'server and database at once': async (name) => {
    const id = await begin(name)
    await aMoment()
    await killDatabase()
    await hub.kill9()
    await open(hub.home)
    return id
  },
  'the importer on the command line': async (name) => {
    const path = join(folder, `${name}.jsonl`)
    await writeFile(path, file())
    const importer = spawn(SOJAE, ['import', path], { env: hubEnvironment(hub.home), stdio: 'ignore' })
    await aMoment()
    importer.kill('SIGKILL')
    await new Promise((resolve) => importer.exitCode === null && importer.signalCode === null ? importer.once('exit', resolve) : resolve(null))
    const { imports } = await client.call(listImports, { params })
    return imports.find(({ recipe }) => recipe === `records/${name}`)?.id
  },
}

/** With a server of one's own, only the hub's processes are ours to kill. */
const notOurs = (victim: string) => process.env['SOJAE_DATABASE_URL'] !== undefined && /database/.test(victim)

for (const [victim, kill] of Object.entries(rounds)) {
  test(`kill -9 of ${victim} leaves a whole import or none, ${kills} times over`, { skip: notOurs(victim) }, async () => {
    for (let round = 0; round < kills; round++) {
      const name = `${victim.replaceAll(' ', '-')}-${round}`
      await addOne(name)
      const before = await total()
      const id = await kill(name)
      const { state, made, seen } = id === undefined ? { state: 'never begun', made: 0, seen: new Set<number>() } : await ended(id)
      assert.equal(made, state === 'done' ? RECORDS : 0)
      seen.add(await answered(total))
      assert.deepEqual([...seen].filter((count) => count !== before && count !== before + RECORDS), [], 'a part of the import was seen')
      assert.equal(await total(), before + made)
      // A failed or lost import is begun again, and one that is there changes nothing.
      const again = await ended(await begin(name))
      assert.deepEqual([again.state, again.made], ['done', RECORDS - made])
      assert.equal(await total(), before + RECORDS)
      for (const one of acknowledged) assert.equal((await client.call(getRecord, { params: { id: one } })).id, one)
    }
  })
}
