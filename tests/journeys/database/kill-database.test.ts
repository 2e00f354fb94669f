import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, test } from 'node:test'
import { birthOf } from '#platform/running-process.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { startPostgres } from '#platform/storage/postgres/start.ts'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'

type Line = { ready?: number; writer?: number; n?: number; said?: string }
type Writer = { process: ChildProcess; database: number; lines: Line[]; wrote(count: number): Promise<void> }

const kills = Number(process.env['SOJAE_KILLS'] ?? 3)
const started: ChildProcess[] = []
let home: string
before(async () => { home = await makeTrialHome() })
after(async () => {
  for (const child of started) child.kill('SIGKILL')
  await removeTrialHome(home)
})

async function startWriter(): Promise<Writer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  const lines: Line[] = []
  createInterface(child.stdout).on('line', line => lines.push(JSON.parse(line) as Line))
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      assert.equal(child.exitCode, null, 'the writer ended by itself')
      await pause(5)
    }
  }
  await until(() => lines.some(line => line.ready !== undefined))
  return {
    process: child,
    database: lines.find(line => line.ready !== undefined)!.ready!,
    lines,
    wrote: count => until(() => lines.filter(line => line.n !== undefined).length >= count),
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  while (child.exitCode === null && child.signalCode === null) await pause(5)
}

const runs = async (pid: number): Promise<boolean> => (await birthOf(pid)) !== undefined

/** Every number that was said to be written must be there: the highest of each writer, and all below it. */
async function assertNothingLost(acknowledged: Line[]): Promise<void> {
  const server = await startPostgres({ home, say: () => {} })
  const { pool, close } = openDatabase(server.connection)
  try {
    for (const writer of [1, 2, 3]) {
      const highest = Math.max(0, ...acknowledged.filter(line => line.writer === writer).map(line => line.n ?? 0))
      const { rows } = await pool.query<{ count: number }>(
        'select count(*) from written where writer = $1 and n <= $2', [writer, highest])
      assert.equal(rows[0]?.count, highest)
    }
  } finally {
    await close()
    await server.stop()
  }
}

describe('what was acknowledged survives', () => {
  const acknowledged: Line[] = []

  test(`kill -9 of the hub and of its database at once, ${kills} times over`, async () => {
    for (let round = 0; round < kills; round++) {
      const writer = await startWriter()
      await writer.wrote(50 + round * 37)
      process.kill(writer.database, 'SIGKILL')
      await kill(writer.process)
      acknowledged.push(...writer.lines)
      await assertNothingLost(acknowledged)
    }
  })

  test('kill -9 of the hub alone: its database is found, shut down in order, and started anew', async () => {
    const first = await startWriter()
    await first.wrote(50)
    await kill(first.process)
    assert.ok(await runs(first.database), 'the database outlives the hub')
    const second = await startWriter()
    assert.ok(second.lines.some(line => line.said?.includes(`process ${first.database}`)), 'the orphan is named')
    assert.equal(await runs(first.database), false)
    await kill(second.process)
    acknowledged.push(...first.lines, ...second.lines)
    await assertNothingLost(acknowledged)
  })
})

test('a database that is killed under a running hub comes back, and its rows with it', async () => {
  const said: string[] = []
  const server = await startPostgres({ home, say: text => said.push(text.en) })
  const { pool, close } = openDatabase(server.connection)
  await pool.query('create table if not exists kept (n int)')
  await pool.query('insert into kept values (1)')
  const before = server.pid
  process.kill(before, 'SIGKILL')
  // Until then a session of the killed server may still answer: on a busy machine it learns late that its parent is gone.
  while (server.pid === before) await pause(20)
  const rows = await answered(() => pool.query('select n from kept'))
  assert.deepEqual(rows, [{ n: 1 }])
  assert.ok(said.some(line => line.includes('restarted')), 'the restart is said')
  await close()
  await server.stop()
})

test('a pid file that names a process of someone else is no running database', async () => {
  const record = await readFile(join(home, 'database.json'), 'utf8').catch(() => undefined)
  const folder = record ? (JSON.parse(record) as { folder: string }).folder : join(home, 'postgres')
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  started.push(bystander)
  const text = `${bystander.pid}\n${folder}/data\n1\n5432\n${folder}/socket\n`
  await writeFile(join(folder, 'data', 'postmaster.pid'), text)
  const server = await startPostgres({ home, say: () => {} })
  await server.stop()
  assert.ok(await runs(bystander.pid!), 'the bystander is left alone')
  await kill(bystander)
})

/** Asks until the restarted database answers. */
async function answered(ask: () => Promise<{ rows: unknown[] }>): Promise<unknown[]> {
  for (;;) {
    try {
      return (await ask()).rows
    } catch {
      await pause(50)
    }
  }
}
