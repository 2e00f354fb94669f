// What can go wrong with a back-up goes wrong: it is cut, a bit turns, the disk fills up, the power fails half-way. Each time there
// is one clear line, the installation that was empty is empty still, and a second try works. Moments and places are drawn from
// SOJAE_KILL_SEED; each kill comes SOJAE_KILLS times (once unless told).
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import { checkArchive } from '#hub/archive/check-archive.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { startDatabase } from '#platform/storage/start.ts'
import { createTrialDatabase, makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'
import { runSojae } from '../run-sojae.ts'
import { hubEnvironment, SOJAE, startHub } from '../running-hub.ts'
import type { RunningHub } from '../running-hub.ts'
import { furnish } from './archive-story.ts'

const kills = Number(process.env['SOJAE_KILLS'] ?? 1)
const random = createRandom(Number(process.env['SOJAE_KILL_SEED'] ?? 1))
const server = process.env['SOJAE_DATABASE_URL']
/** So long that there is a half-way. */
const BARS = 3000

let hub: RunningHub
let folder: string
let plain: string, packed: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-archive-'))
  plain = join(folder, 'all.tar')
  packed = join(folder, 'all.tar.gz')
  hub = await startHub({ embedded: true })
  await furnish(hub, { bars: BARS, fileBytes: 3_000_000 })
  for (const path of [plain, packed]) {
    const { status, err } = await runSojae(['archive', 'export', path], hub)
    assert.equal(status, 0, err)
  }
})
after(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

type Target = { readonly home: string; readonly env: NodeJS.ProcessEnv; remove(): Promise<void> }

/** A data folder to import into, with a database of its own. */
async function emptyTarget(home?: string): Promise<Target> {
  const made = home ?? (await makeTrialHome())
  const own = server ? await createTrialDatabase(server) : null
  return {
    home: made, env: own ? { SOJAE_DATABASE_URL: own.connection.url } : {},
    async remove() {
      await own?.end()
      await removeTrialHome(made)
    },
  }
}

const importing = (path: string, { home, env }: Target) => runSojae(['archive', 'import', path], { home, env })

/** Tables in its database, and rows of records. */
async function stateOf({ home, env }: Target): Promise<{ tables: number; records: number }> {
  const database = await startDatabase({ home, say: () => {}, environment: env })
  const { pool, close } = openDatabase(database.connection, 1)
  try {
    const { rows: [{ tables, found }] } = await pool.query(`select to_regclass('record')::text as found,
      (select count(*) from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace) as tables`)
    const records = found ? (await pool.query('select count(*) as n from record')).rows[0].n : 0
    return { tables, records }
  } finally {
    await close()
    await database.stop()
  }
}

/** Of a packed file the first ten bytes say when and where it was packed, and nothing depends on them (RFC 1952). */
const HEADER = 10
const EMPTY = { tables: 0, records: 0 }
const RECORDS = 3 * BARS + 2

async function* changed(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}

const verdict = (bytes: Buffer) => checkArchive(changed(bytes)).then(() => 'whole', (error: unknown) => {
  assert.ok(error instanceof Refusal, (error as Error).stack)
  assert.match(error.code, /^archive\.(cut|damaged|foreign|newer_format)$/)
  assert.doesNotMatch(error.text.en + error.text.ko, /\n/)
  return 'refused'
})

test('an archive that is cut anywhere is refused in one line', async () => {
  const bytes = await readFile(plain)
  await fc.assert(fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (length) => {
    assert.equal(await verdict(bytes.subarray(0, length)), 'refused')
  }), { numRuns: 15 })
})

test('an archive in which one bit differs is refused, wherever it lies', async () => {
  const bytes = await readFile(plain)
  await fc.assert(fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
    bytes[at]! ^= 1 << bit
    try {
      assert.equal(await verdict(bytes), 'refused')
    } finally {
      bytes[at]! ^= 1 << bit
    }
  }), { numRuns: 25 })
  assert.equal(await verdict(bytes), 'whole')
})

test('a packed archive that is cut, or in which a byte differs, is refused by command, and leaves an empty installation empty', async () => {
  const bytes = await readFile(packed)
  const target = await emptyTarget()
  try {
    const bad = join(folder, 'bad.tar.gz')
    const flipped = Buffer.from(bytes)
    flipped[HEADER + Math.floor(random.uniform() * (bytes.length - HEADER))]! ^= 0x10
    for (const [content, said] of [[bytes.subarray(0, Math.floor(random.uniform() * bytes.length)), /archive (ends|is damaged)/], [flipped, /archive (ends|is damaged)/]] as const) {
      await writeFile(bad, content)
      for (const verb of ['verify', 'import']) {
        const { status, err } = await runSojae(['archive', verb, bad], target)
        const lines = err.trim().split('\n').filter((line) => line.startsWith('sojae:'))
        assert.deepEqual([status, lines.length], [1, 1], err)
        assert.match(lines[0]!, said)
      }
      assert.deepEqual(await stateOf(target), EMPTY)
    }
    const { status, err } = await importing(packed, target)
    assert.equal(status, 0, err)
    assert.equal((await stateOf(target)).records, RECORDS)
  } finally {
    await target.remove()
  }
})

test('what is no archive is refused before a data folder is made for it', async () => {
  const home = join(folder, 'never-made')
  const { status, err } = await runSojae(['archive', 'import', join(folder, 'none.tar')], { home })
  assert.equal(status, 1)
  assert.match(err, /There is no file .*none\.tar/)
  await assert.rejects(stat(home))
})

/** A disk of `kilobytes` at `path`; false where this machine lets nobody make one. */
function mountSmall(path: string, kilobytes: number): boolean {
  return process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=711`, 'tmpfs', path]).status === 0
}

test('an export onto a full disk says so and leaves nothing half there', async (t) => {
  const small = await mkdtemp(join(folder, 'small-'))
  if (!mountSmall(small, 1000)) return t.skip('no small disk can be mounted here')
  try {
    for (const name of ['all.tar', 'all.tar.gz']) {
      const { status, err } = await runSojae(['archive', 'export', join(small, name)], hub)
      assert.equal(status, 1)
      assert.match(err, /sojae: There is no room for .*\(ENOSPC\)/)
      assert.deepEqual(await readdir(small), [])
    }
  } finally {
    spawnSync('umount', [small])
  }
})

test('an import whose disk fills up leaves the installation empty, and works once there is room', async (t) => {
  const target = await emptyTarget()
  const files = join(target.home, 'files')
  await mkdir(files)
  if (!mountSmall(files, 1000)) {
    await target.remove()
    return t.skip('no small disk can be mounted here')
  }
  try {
    try {
      const { status, err } = await importing(packed, target)
      assert.equal(status, 1)
      assert.match(err, /sojae: The disk that holds .*files is full/)
      assert.deepEqual(await stateOf(target), EMPTY)
    } finally {
      spawnSync('umount', [files])
    }
    const { status, err } = await importing(packed, target)
    assert.equal(status, 0, err)
    assert.equal((await stateOf(target)).records, RECORDS)
  } finally {
    await target.remove()
  }
})

test('an importer that is killed at any moment leaves all or nothing, and the second try works', async (t) => {
  for (let kill = 0; kill < kills; kill++) {
    const target = await emptyTarget()
    try {
      const child = spawn(SOJAE, ['archive', 'import', plain], { env: { ...hubEnvironment(target.home), ...target.env }, stdio: 'ignore' })
      const ended = once(child, 'exit')
      await sleep(1500 + random.uniform() * 3500)
      child.kill('SIGKILL')
      await ended
      const { records } = await stateOf(target)
      assert.ok(records === 0 || records === RECORDS, `${records} records`)
      t.diagnostic(`kill ${kill + 1}: ${records} records`)
      if (records > 0) continue
      const { status, err } = await importing(plain, target)
      assert.equal(status, 0, err)
      assert.equal((await stateOf(target)).records, RECORDS)
    } finally {
      await target.remove()
    }
  }
})

test('a hub that is killed while an archive is made leaves no archive, and one line says why', async () => {
  for (let kill = 0; kill < kills; kill++) {
    const path = join(folder, `killed-${kill}.tar`)
    const exporting = runSojae(['archive', 'export', path], hub)
    while (!(await stat(`${path}.part`).catch(() => null))) await sleep(2)
    await hub.kill9()
    const { status, err } = await exporting
    const lines = err.trim().split('\n').filter((line) => line.startsWith('sojae:'))
    hub = await startHub({ home: hub.home })
    // It may have been over just before.
    if (status === 0) continue
    assert.deepEqual([status, lines.length], [1, 1], err)
    assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith(`killed-${kill}`)), [])
    const again = await runSojae(['archive', 'export', path], hub)
    assert.equal(again.status, 0, again.err)
  }
})
