// Runs every test: `npm test`, or `npm test -- lineage units` for the files whose path holds one of the words.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startPostgres } from '#platform/storage/postgres/start.ts'
import { makeTrialHome, removeTrialHome } from '#platform/storage/trial-database.ts'

const root = resolve(import.meta.dirname, '..')
const words = process.argv.slice(2)
const files = ['src/**/*.test.ts', 'tests/**/*.test.ts']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort()
if (files.length === 0) {
  process.stderr.write(`No test file has ${words.join(', ')} in its path.\n`)
  process.exit(1)
}

const options = [
  '--import', './tests/property-seed.ts', '--disable-warning=ExperimentalWarning', '--test',
  // Two files at a time: journeys start whole servers, and two cores are what the smallest machine has.
  '--test-concurrency=2',
  // A test that waits for ever fails after ten minutes. (Not --test-force-exit: it loses what files report at their end.)
  '--test-timeout=600000',
]
// One database server for all that need one, a database for each: to make and start a server takes longer than most tests.
const needsServer = files.some((file) => /\b(?:startHub|openTrialDatabase)\b/.test(readFileSync(resolve(root, file), 'utf8')))
const home = await makeTrialHome()
const server = needsServer && !process.env['SOJAE_DATABASE_URL'] ? await startPostgres({ home, say: () => {} }) : null
const shared = server && { SOJAE_TRIAL_SERVER: `postgres://${server.connection.user}@localhost/postgres?host=${server.connection.host}` }
// Each file and each server that a journey starts is a process of its own: what one has compiled, the next need not compile again.
const compiled = { NODE_COMPILE_CACHE: resolve(root, 'node_modules/.cache/compiled') }
const tests = spawn(process.execPath, [...options, ...files], { cwd: root, stdio: 'inherit', env: { ...process.env, ...compiled, ...shared } })
const [status] = await once(tests, 'exit') as [number | null]
await server?.stop()
await removeTrialHome(home)
process.exit(status ?? 1)
