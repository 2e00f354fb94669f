import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { announceServer, writeToken } from '#platform/home.ts'
import { Refusal } from '#science/refusal.ts'
import { findHub } from './find-hub.ts'

const refuses = (environment: NodeJS.ProcessEnv, code: string) =>
  assert.rejects(findHub(environment), (error: unknown) => error instanceof Refusal && error.code === code)

describe('the hub that commands speak to', () => {
  let home: string
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'sojae-find-hub-'))
  })
  after(() => rm(home, { recursive: true, force: true }))

  test('is the one that runs on the data folder, with its token', async () => {
    await refuses({ SOJAE_HOME: home }, 'hub.not_running')
    await announceServer(home, 'http://localhost:4600')
    await writeToken(home, 'secret')
    assert.deepEqual(await findHub({ SOJAE_HOME: home }), { address: 'http://localhost:4600', token: 'secret' })
  })

  test('is not one that died and left its announcement', async () => {
    const { pid } = spawnSync('true')
    await writeFile(join(home, 'server.json'), JSON.stringify({ address: 'http://localhost:4600', pid }))
    await refuses({ SOJAE_HOME: home }, 'hub.not_running')
  })

  test('at another address gets the token that was given for it, never that of the data folder', async () => {
    const there = { SOJAE_HOME: home, SOJAE_ADDRESS: 'https://hub.example/' }
    await refuses(there, 'hub.token_missing')
    assert.deepEqual(await findHub({ ...there, SOJAE_TOKEN: 'theirs' }), { address: 'https://hub.example', token: 'theirs' })
    await refuses({ ...there, SOJAE_ADDRESS: 'localhost:4600', SOJAE_TOKEN: 'x' }, 'hub.address_wrong')
  })

  test('is not spoken to with a token that others may read', async () => {
    await announceServer(home, 'http://localhost:4600')
    await chmod(join(home, 'token'), 0o644)
    await refuses({ SOJAE_HOME: home }, 'home.token_open')
  })
})
