// Park Dohyun presses Ctrl-C twice: the second time he means it, and still nothing of the hub goes on running.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFile, writeFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'
import { freePort, hubEnvironment, SOJAE } from '../running-hub.ts'

const skip = process.env['SOJAE_DATABASE_URL'] ? 'the database is a server of its own' : false
let home: string
before(async () => {
  home = await makeTrialHome()
})
after(() => removeTrialHome(home))

/** Starts a hub and sends it signals: the first once `isTime` answers yes, the others a moment after; answers its exit status. */
async function stopped(isTime: (said: string) => Promise<boolean>, signals: readonly NodeJS.Signals[]): Promise<number | null> {
  const child = spawn(SOJAE, ['serve', '--port', String(await freePort())], { env: hubEnvironment(home), stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  while (!(await isTime(said))) {
    assert.equal(child.exitCode, null, said)
    await sleep(5)
  }
  for (const signal of signals) {
    child.kill(signal)
    await sleep(20)
  }
  return ended
}

/** Number of the database's process, by the file that it keeps while it runs; null where none runs. */
async function databaseProcess(): Promise<number | null> {
  const place = await readFile(join(home, 'database.json'), 'utf8').then((text) => (JSON.parse(text) as { folder: string }).folder, () => join(home, 'postgres'))
  const pid = await readFile(join(place, 'data/postmaster.pid'), 'utf8').then((text) => Number(text.split('\n')[0]), () => null)
  try {
    return pid !== null && process.kill(pid, 0) ? pid : null
  } catch {
    return null
  }
}

async function hasNoDatabase(): Promise<boolean> {
  for (let tries = 0; tries < 400; tries++) {
    if ((await databaseProcess()) === null) return true
    await sleep(25)
  }
  return false
}

const isUp = async (said: string) => said.includes('Ctrl-C')

test('one Ctrl-C ends the hub in order, and its database with it', { skip }, async () => {
  assert.equal(await stopped(isUp, ['SIGINT']), 0)
  assert.equal(await databaseProcess(), null)
})

test('a second Ctrl-C does not wait for the order and leaves no database running', { skip }, async () => {
  assert.notEqual(await stopped(isUp, ['SIGINT', 'SIGINT', 'SIGTERM']), null)
  assert.ok(await hasNoDatabase())
})

test('Ctrl-C while the hub still starts leaves no database running either, from the first moment that there is one', { skip }, async () => {
  assert.equal(await stopped(async () => (await databaseProcess()) !== null, ['SIGINT']), 130)
  assert.ok(await hasNoDatabase())
})

test('a start sweeps what writes that were cut off have left among the files', { skip }, async () => {
  const incoming = join(home, 'files', 'incoming')
  await writeFile(join(incoming, 'cut-off'), 'half of')
  assert.equal(await stopped(isUp, ['SIGTERM']), 0)
  assert.deepEqual(await readdir(incoming), [])
})
