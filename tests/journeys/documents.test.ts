// Someone types what the documents say, and follows their links.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'
import { hubEnvironment, startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const documents = globSync(['*.md', 'docs/**/*.md', 'recipes/*.md', 'examples/**/*.md', 'src/*.md'], { cwd: ROOT })
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Commands that install, run and test the whole project: the run of these tests is what shows that they work. */
const WHOLE = new Set(['npm ci && npm start', 'npm cit'])
const HAND = 'MPEA_dataset.csv'
const MPEA = resolve(ROOT, process.env['SOJAE_TEST_DATA'] ?? '../shared/data', 'mpea', HAND)
/** The first line of a fence that cannot be run here. */
const NOT_HERE = /^# needs (the internet|root)$/m

/** The lines of every `sh` fence that can be run here. */
function commandsOf(path: string): string[] {
  return Array.from(textOf(path).matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, body]) => body!.trim())
    .filter((body) => body.search(NOT_HERE) !== 0 && !WHOLE.has(body))
    .flatMap((body) => body.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
}

let hub: RunningHub
/** Where an administrator who follows the documents puts back-ups, and tries them. */
let backups: string, trial: string
/** The folder of somebody who works without a hub. */
let desk: string
before(async () => {
  // As a newcomer has it: with the example.
  hub = await startHub({ examples: true, embedded: true })
  ;[backups, trial, desk] = [await makeTrialHome(), await makeTrialHome(), await makeTrialHome()]
})
after(async () => {
  await hub.stop()
  for (const folder of [backups, join(trial, 'ko'), trial, desk]) await removeTrialHome(folder)
})

test('every command that the documents show runs as it stands', () => {
  const commands = documents.flatMap((path) => commandsOf(path).map((command) => ({ path, command })))
  assert.ok(commands.length >= 5, `${commands.length} commands`)
  for (const { path, command: written } of commands) {
    // The documents speak of a file that the reader has at hand; here it lies with the test data, or the line is left out.
    if (written.includes(HAND) && !existsSync(MPEA)) continue
    const command = written.replace(HAND, MPEA)
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: ROOT, env: { ...hubEnvironment(hub.home), BACKUPS: backups, TRIAL: trial, DESK: desk }, encoding: 'utf8', timeout: 120_000 })
    assert.equal(status, 0, `${path}: ${command}\n${stderr}`)
  }
})

test('every link inside the project leads somewhere', () => {
  const broken = documents.flatMap((path) =>
    Array.from(textOf(path).matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target!)
      .filter((target) => !/^(https?:|mailto:|#)/.test(target))
      .filter((target) => !existsSync(join(ROOT, dirname(path), target.split('#')[0]!)))
      .map((target) => `${path} → ${target}`),
  )
  assert.deepEqual(broken, [])
})
