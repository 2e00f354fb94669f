import assert from 'node:assert/strict'
import { chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import {
  announceServer, openHome, readAnnouncement, readToken, resolveHome, withdrawServer, writeToken,
} from './home.ts'
import { lockHome } from './home-lock.ts'
import { birthOf } from './running-process.ts'
import { makeTrialHome, removeTrialHome } from './storage/trial-database.ts'

let folder: string
before(async () => { folder = await makeTrialHome() })
after(() => removeTrialHome(folder))

const refusal = (code: string) => (error: Error): boolean => error instanceof Refusal && error.code === code

describe('a home', () => {
  test('is SOJAE_HOME made absolute, or .sojae of the checkout whatever the present folder', () => {
    assert.equal(resolveHome({ SOJAE_HOME: 'data/hub' }), join(process.cwd(), 'data/hub'))
    assert.equal(resolveHome({}), join(import.meta.dirname, '../../.sojae'))
    assert.equal(resolveHome({ SOJAE_HOME: '' }), resolveHome({}))
  })

  test('cannot be listed by others, and its files not be reached', async () => {
    const home = await openHome(join(folder, 'new', 'home'))
    assert.equal((await stat(home.folder)).mode & 0o066, 0)
    for (const inner of [home.files, home.temporary]) assert.equal((await stat(inner)).mode & 0o077, 0)
    await openHome(home.folder) // Opening again is opening.
  })

  test('where no folder can be made is refused, not waited for', { skip: process.platform !== 'linux' }, async () => {
    await assert.rejects(openHome('/proc/sojae/home'), refusal('home.unwritable'))
    await writeFile(join(folder, 'a-file'), '')
    await assert.rejects(openHome(join(folder, 'a-file', 'home')), refusal('home.unwritable'))
  })

  test('with content keeps the mode that its owner chose', async () => {
    const chosen = join(folder, 'chosen')
    await mkdir(chosen)
    await chmod(chosen, 0o750)
    await writeFile(join(chosen, 'notes.txt'), '')
    await openHome(chosen)
    assert.equal((await stat(chosen)).mode & 0o777, 0o750)
  })

  test('announces its server until that is withdrawn', async () => {
    assert.equal(await readAnnouncement(folder), undefined)
    await announceServer(folder, 'http://localhost:4600')
    assert.deepEqual(await readAnnouncement(folder), { address: 'http://localhost:4600', pid: process.pid })
    await withdrawServer(folder)
    assert.equal(await readAnnouncement(folder), undefined)
  })

  test('gives back the token written, and refuses one that others may read', async () => {
    assert.equal(await readToken(folder), undefined)
    await writeToken(folder, 'sj_0123')
    assert.equal(await readToken(folder), 'sj_0123')
    assert.equal((await stat(join(folder, 'token'))).mode & 0o777, 0o600)
    await chmod(join(folder, 'token'), 0o644)
    await assert.rejects(readToken(folder), refusal('home.token_open'))
  })
})

describe('the lock of a home', () => {
  async function leaveLock(text: string): Promise<void> {
    for (const name of await readdir(folder)) if (name.startsWith('lock.')) await rm(join(folder, name))
    await writeFile(join(folder, 'lock.7'), text)
  }

  test('has one holder, and is free after release', async () => {
    const lock = await lockHome(folder)
    await assert.rejects(lockHome(folder), refusal('home.in_use'))
    await lock.release()
    await (await lockHome(folder)).release()
  })

  test('of a dead process, or of a process whose number was given anew, is taken over', async () => {
    const birth = await birthOf(process.pid)
    const stale = [{ pid: 2 ** 22 + 1, birth }, { pid: process.pid, birth: 'of another boot/1' }, 'damaged {']
    for (const text of stale) {
      await leaveLock(typeof text === 'string' ? text : JSON.stringify(text))
      const lock = await lockHome(folder)
      assert.deepEqual(JSON.parse(await readFile(join(folder, 'lock.8'), 'utf8')), { pid: process.pid, birth })
      assert.deepEqual((await readdir(folder)).filter(name => name.startsWith('lock')), ['lock.8'])
      await lock.release()
    }
  })

  test('goes to exactly one of many that reach for it at once, also over a stale one', async () => {
    for (let round = 0; round < 10; round++) {
      await leaveLock(JSON.stringify({ pid: 2 ** 22 + 1, birth: 'long ago' }))
      const reached = await Promise.allSettled(Array.from({ length: 12 }, () => lockHome(folder)))
      const taken = reached.filter(result => result.status === 'fulfilled')
      assert.equal(taken.length, 1)
      for (const result of reached) if (result.status === 'rejected') assert.ok(refusal('home.in_use')(result.reason))
      await taken[0]!.value.release()
    }
  })
})

test('the birth of a process is constant, and unknown once it is gone', async () => {
  assert.equal(await birthOf(process.pid), await birthOf(process.pid))
  assert.notEqual(await birthOf(process.pid), await birthOf(process.ppid))
  assert.equal(await birthOf(2 ** 22 + 1), undefined)
})
