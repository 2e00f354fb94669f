import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'

const worker = join(import.meta.dirname, 'worker.ts')

test('a job whose process was killed in the middle is done by the next one, once', async () => {
  const home = await makeTrialHome()
  const first = spawn(process.execPath, [worker, home, 'first'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(first.stdout, 'data')
  const ended = once(first, 'exit')
  first.kill('SIGKILL')
  await ended
  const { stdout } = await promisify(execFile)(process.execPath, [worker, home, 'second'])
  assert.deepEqual(JSON.parse(stdout), [{ state: 'done', result: { rows: 56 } }])
  await removeTrialHome(home)
})
