import assert from 'node:assert/strict'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeTrialHome, removeTrialHome } from '../trial-database.ts'
import { canReach, chooseIdentity } from './identity.ts'

test('a folder is reached when every folder above lets others pass, its own owner apart', async () => {
  const home = await makeTrialHome()
  const inner = join(home, 'a', 'b')
  await mkdir(inner, { recursive: true, mode: 0o711 })
  const stranger = 29_999
  assert.equal(await canReach(inner, stranger), true)
  await chmod(join(home, 'a'), 0o700)
  assert.equal(await canReach(inner, stranger), false)
  assert.equal(await canReach(inner, process.getuid!()), true)
  await removeTrialHome(home)
})

test('root gives each hub a uid of its own that no account has; others stay themselves', async () => {
  const { uid, spawn } = await chooseIdentity('/srv/hub-a')
  if (process.getuid!() !== 0) return assert.deepEqual([uid, spawn], [undefined, {}])
  assert.ok(uid !== undefined && uid >= 26_543 && uid < 36_543)
  assert.equal((await chooseIdentity('/srv/hub-a')).uid, uid)
  assert.notEqual((await chooseIdentity('/srv/hub-b')).uid, uid)
})
