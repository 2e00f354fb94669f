import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '#platform/storage/connect.ts'
import { startPostgres } from '#platform/storage/postgres/start.ts'
import { createTrialDatabase, makeTrialHome, removeTrialHome, TRIAL_SERVER } from '#platform/storage/trial-database.ts'

/** The real command line, as a user calls it. */
export const SOJAE = resolve(import.meta.dirname, '../../bin/sojae')

/** A hub as a user runs it: the real server on its own data folder and a free port. */
export type RunningHub = {
  readonly address: string
  readonly home: string
  /** The console's token, as commands on this machine read it. */
  readonly token: string
  /** Its database, for tests that look behind it. */
  readonly database: Connection
  /** Where the administrator is created; null when there is one. */
  readonly setupAddress: string | null
  /** All that the server has printed so far. */
  said(): string
  /** Ends it in order and removes its data folder. */
  stop(): Promise<void>
  /** Ends it as a power cut would; start it again with `startHub({ home })`, and `port` to be found where it was. */
  kill9(): Promise<void>
}

const STARTS_WITHIN_MILLISECONDS = 90_000

type OwnDatabase = Awaited<ReturnType<typeof createTrialDatabase>>

/** On a server for tests each data folder has a database of its own, also after a kill. */
const databases = new Map<string, OwnDatabase>()
const withOwnServer = new Set<string>()

type Options = {
  examples?: boolean
  home?: string
  port?: number
  /** With a database server of its own, as a user's first command gives; also where that is what the test is about. */
  embedded?: boolean
}

/** Starts a hub and waits until it answers; `home` is the data folder of one that was killed before. */
export async function startHub(options: Options = {}): Promise<RunningHub> {
  const { examples = false, home: earlier, embedded = false } = options
  const home = earlier ?? (await makeTrialHome())
  if (embedded) withOwnServer.add(home)
  const server = withOwnServer.has(home) ? process.env['SOJAE_DATABASE_URL'] : TRIAL_SERVER
  if (server && !databases.has(home)) databases.set(home, await createTrialDatabase(server))
  const port = options.port ?? (await freePort())
  const child = spawn(SOJAE, ['serve', '--port', String(port), ...(examples ? ['--examples'] : [])], {
    env: hubEnvironment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  let isRemoved = false
  const stop = async () => {
    if (isRemoved) return
    isRemoved = true
    const wasKilled = hasEnded()
    if (!wasKilled) await end(child)
    // The database server outlives a killed hub; whoever opens the folder next takes it over, so it can be stopped.
    if (wasKilled && existsSync(home) && !server) {
      await startPostgres({ home, say: () => {} }).then((server) => server.stop(), () => {})
    }
    await databases.get(home)?.end()
    databases.delete(home)
    await removeTrialHome(home)
  }
  const address = `http://localhost:${port}`
  try {
    const until = Date.now() + STARTS_WITHIN_MILLISECONDS
    // It answers a moment before it has said where its administrator is created.
    while (!(await answers(address)) || !output.includes('Ctrl-C')) {
      assert.ok(!hasEnded(), `the hub ended while starting: ${output}`)
      assert.ok(Date.now() < until, `the hub did not answer in time: ${output}`)
      await sleep(100)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    address,
    home,
    token: (await readFile(join(home, 'token'), 'utf8')).trim(),
    database: databases.get(home)?.connection ?? { host: join(home, 'postgres/socket'), database: 'sojae', user: 'sojae' },
    setupAddress: output.match(/http\S+\/setup\?code=\S+/)?.[0] ?? null,
    said: () => output,
    stop,
    async kill9() {
      child.kill('SIGKILL')
      while (!hasEnded()) await sleep(5)
    },
  }
}

/** What the hub and the commands that speak to it see: English, its own folder and database, no hub of the tester's. */
export function hubEnvironment(home: string): NodeJS.ProcessEnv {
  const { SOJAE_ADDRESS: _, SOJAE_TOKEN: _token, SOJAE_DATABASE_URL: _database, ...rest } = process.env
  const own = databases.get(home)
  return { ...rest, LC_ALL: 'C', SOJAE_HOME: home, ...(own ? { SOJAE_DATABASE_URL: own.connection.url } : {}) }
}

async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/api/v1/status`).then((response) => response.ok, () => false)
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(timer)
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
