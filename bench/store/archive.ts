// Times archives of a data folder: npm run bench -- store/archive FOLDER [--port 4734] [--results NAME]
//
// Its hub is started; everything is exported (plain and packed), verified, and imported into an embedded PostgreSQL. With
// SOJAE_BENCH_DATABASE_URL (an empty database of one's own server) it goes there, is exported from there, and comes back. All
// revisions' hashes are compared by a query. Memory is the peak of each process (VmHWM in proc(5), reset before an export).
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '#platform/storage/connect.ts'
import { startDatabase } from '#platform/storage/start.ts'
import { makeTrialHome } from '#platform/storage/trial-database.ts'
import { machine } from '../machine.ts'

const SOJAE = resolve(import.meta.dirname, '../../bin/sojae')
const { positionals: [folder], values: options } = parseArgs({
  allowPositionals: true, options: { port: { type: 'string', default: '4734' }, results: { type: 'string' } },
})
if (folder === undefined) throw new Error('Name a data folder: npm run bench -- store/archive FOLDER')
const elsewhere = process.env['SOJAE_BENCH_DATABASE_URL']
const scratch = await makeTrialHome()
const [plain, packed, back] = ['all.tar', 'all.tar.gz', 'back.tar'].map((name) => join(scratch, name)) as [string, string, string]

const figures: Record<string, unknown> = {}
const before = await sameness(folder)
await withHub(folder, {}, async (hub) => {
  figures['export'] = await timed(['export', plain], folder, {}, hub)
  figures['exportPacked'] = await timed(['export', packed], folder, {}, hub)
})
figures['megabytes'] = { plain: await megabytes(plain), packed: await megabytes(packed) }
figures['verify'] = await timed(['verify', plain], scratch)
const restored = join(scratch, 'restored')
figures['import'] = await timed(['import', plain], restored)
requireSame('embedded', await sameness(restored))
if (elsewhere) {
  const there = { SOJAE_DATABASE_URL: elsewhere }
  const [home, returned] = [join(scratch, 'elsewhere'), join(scratch, 'returned')]
  figures['importElsewhere'] = await timed(['import', packed], home, there)
  requireSame('elsewhere', await sameness(home, there))
  await withHub(home, there, async (hub) => { figures['exportElsewhere'] = await timed(['export', back], home, there, hub) })
  figures['importBack'] = await timed(['import', back], returned)
  requireSame('back', await sameness(returned))
}
const told = { machine: machine(), loadAverage: loadavg().map((load) => Number(load.toFixed(1))), ...before, ...figures }
process.stdout.write(`${JSON.stringify(told, null, 2)}\n`)
if (options.results) await writeFile(join(import.meta.dirname, `../results/${options.results}.json`), `${JSON.stringify(told, null, 2)}\n`)
await rm(scratch, { recursive: true })

function environment(home: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, SOJAE_HOME: home, LC_ALL: 'C', ...more }
}

/** A running hub whose index is made, so that only the archive is measured. */
async function withHub(home: string, more: NodeJS.ProcessEnv, work: (hub: ChildProcess) => Promise<void>): Promise<void> {
  const hub = spawn(SOJAE, ['serve', '--port', options.port], { env: environment(home, more), stdio: ['ignore', 'ignore', 'inherit'] })
  const answers = async (path: string) => {
    const token = (await readFile(join(home, 'token'), 'utf8')).trim()
    return fetch(`http://localhost:${options.port}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } }).then(({ ok }) => ok)
  }
  while (!(await answers('/hubs/main/records?limit=1').catch(() => false))) await sleep(500)
  await work(hub).finally(async () => {
    hub.kill('SIGTERM')
    await once(hub, 'exit')
  })
}

async function timed(args: readonly string[], home: string, more: NodeJS.ProcessEnv = {}, hub?: ChildProcess) {
  if (hub) await writeFile(`/proc/${hub.pid}/clear_refs`, '5')
  const hubBefore = hub ? await usage(hub) : null
  const started = performance.now()
  const child = spawn(SOJAE, ['archive', ...args], { env: environment(home, more), stdio: ['ignore', 'ignore', 'inherit'] })
  let own = { seconds: 0, memoryMb: 0 }
  const watch = setInterval(() => void usage(child).then((seen) => { own = seen }, () => {}), 50)
  const [status] = await once(child, 'exit') as [number]
  clearInterval(watch)
  if (status !== 0) throw new Error(`sojae archive ${args.join(' ')} ended with ${status}`)
  const hubAfter = hub ? await usage(hub) : null
  return {
    seconds: round((performance.now() - started) / 1000), commandSeconds: own.seconds, commandPeakMb: own.memoryMb,
    ...(hubBefore && hubAfter && { hubSeconds: round(hubAfter.seconds - hubBefore.seconds), hubPeakMb: hubAfter.memoryMb, hubBeforeMb: hubBefore.memoryMb }),
  }
}

/** Processor seconds and peak memory so far. */
async function usage({ pid }: ChildProcess) {
  const ticks = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ').slice(11, 13).map(Number)
  const kilobytes = /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))![1]
  return { seconds: (ticks[0]! + ticks[1]!) / 100, memoryMb: Math.round(Number(kilobytes) / 1024) }
}

/** Counts, and one hash over the hash of every revision and what stands of each record. */
async function sameness(home: string, more: NodeJS.ProcessEnv = {}) {
  const database = await startDatabase({ home, say: () => {}, environment: environment(home, more) })
  const { pool, close } = openDatabase(database.connection, 1)
  try {
    const { rows: [found] } = await pool.query(`select
      (select count(*) from record) as records, (select count(*) from revision) as revisions, (select count(*) from edge) as edges,
      (select count(*) from file) as files, (select sum(cardinality(numbers))::bigint from record) as quantities,
      (select md5(string_agg(hash || md5(content::text), '' order by hub, record, n)) from revision) as "revisionsMd5",
      (select md5(string_agg(md5((to_jsonb(record) - 'changed_xid')::text), '' order by hub, id)) from record) as "recordsMd5"`)
    return found as Record<string, unknown>
  } finally {
    await close()
    await database.stop()
  }
}

function requireSame(where: string, found: Record<string, unknown>): void {
  if (JSON.stringify(found) !== JSON.stringify(before)) throw new Error(`${where}: ${JSON.stringify(found)} instead of ${JSON.stringify(before)}`)
}

async function megabytes(path: string): Promise<number> {
  return round((await stat(path)).size / 1e6)
}

function round(value: number): number {
  return Number(value.toFixed(1))
}
