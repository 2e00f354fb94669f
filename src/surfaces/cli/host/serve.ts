import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { Refusal } from '#science/refusal.ts'
import type { Language, Text } from '#science/refusal.ts'
import { needsSetup } from '#hub/accounts/sign-in.ts'
import { openInstallation } from '#hub/open-installation.ts'
import { announceServer, resolveHome, withdrawServer } from '#platform/home.ts'
import { createApp } from '#surfaces/server/app.ts'
import packageJson from '../../../../package.json' with { type: 'json' }

export type ServeOptions = { readonly port: number; readonly host: string; readonly examples: boolean; readonly language: Language }

/**
 * Runs the hub until it is told to stop: opens the installation, listens, says where it is and how to sign in.
 *
 * Ctrl-C and SIGTERM close it in order; a second one does not wait for that, and still ends the database. kill -9 loses nothing
 * that was acknowledged, because every acknowledged write is committed and on disk.
 */
export async function serve({ port, host, examples, language }: ServeOptions): Promise<void> {
  const say = (text: Text) => process.stdout.write(`${text[language]}\n`)
  const home = resolveHome()
  let stopInOrder: (() => Promise<void>) | undefined
  let isTold = false
  const onSignal = () => {
    // Leaving, also in a hurry or before all is open, takes the database along: that hangs on the exit of this process.
    if (isTold || !stopInOrder) process.exit(INTERRUPTED)
    isTold = true
    void stopInOrder().then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  await requireFreePort(port, host)
  const at = await openInstallation(home, say)
  const setupCode = randomBytes(9).toString('base64url')
  const app = createApp({ at, version: packageJson.version, setupCode })
  const server = await startListening(app.fetch, port, host).catch(async (error: unknown) => {
    await at.close()
    throw error
  })
  const address = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
  await announceServer(home, address)

  let stopping: Promise<void> | undefined
  const stop = (why: Text) => (stopping ??= (async () => {
    say(why)
    await withdrawServer(home)
    server.close()
    ;(server as Server).closeAllConnections?.()
    await at.close()
  })())
  stopInOrder = () => stop(STOPPING)
  void at.lost.then((error) => stop({ en: error.message, ko: error.message }).then(() => process.exit(1)))

  say(await welcome(address, home, (await needsSetup(at)) ? setupCode : null))
  // A database that is away now is asked at the next start; the hub answers all the same.
  await at.queueOutdatedChecks().catch(() => {})
  if (examples) await at.offerExamples()
}

/** Shell convention for a process ended by SIGINT: 128 + 2. */
const INTERRUPTED = 130

const STOPPING: Text = { en: 'Stopping …', ko: '종료하는 중 …' }

async function welcome(address: string, home: string, code: string | null): Promise<Text> {
  const signIn = code === null
    ? { en: `  Sign in:      ${address}/sign-in`, ko: `  로그인:        ${address}/sign-in` }
    : {
        en: `  First sign-in: ${address}/setup?code=${code}\n                (creates the administrator; the code is new at every start)`,
        ko: `  첫 로그인:     ${address}/setup?code=${code}\n                (관리자 계정을 만듭니다. 코드는 시작할 때마다 바뀝니다)`,
      }
  return {
    en: `\nSojae is at ${address}\n${signIn.en}\n  Data folder:  ${home}\n  Stop:         Ctrl-C\n`,
    ko: `\n소재(Sojae)가 ${address} 에서 실행 중입니다\n${signIn.ko}\n  데이터 폴더:   ${home}\n  종료:          Ctrl-C\n`,
  }
}

type Fetch = Parameters<typeof listen>[0]['fetch']

function startListening(fetch: Fetch, port: number, hostname: string): Promise<ReturnType<typeof listen>> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port, hostname }, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, port, hostname)))
  })
}

/** Refuses a taken port before a database is started for it. */
async function requireFreePort(port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, port, host)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function listenFailure(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    const other = port < 65_535 ? port + 1 : port - 1
    return new Refusal(
      'serve.port_in_use',
      {
        en: `Port ${port} is in use. Choose another: npm start -- --port ${other} (or: sojae serve --port ${other}); or stop what listens there.`,
        ko: `포트 ${port}을(를) 이미 다른 프로그램이 쓰고 있습니다. 다른 포트를 지정하거나(npm start -- --port ${other} 또는 sojae serve --port ${other}) 그 프로그램을 종료하십시오.`,
      },
      { port },
    )
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    return new Refusal(
      'serve.cannot_listen',
      { en: `Cannot listen on ${host}:${port} (${error.code}); choose another --port or --host.`, ko: `${host}:${port}에서 수신할 수 없습니다(${error.code}). 다른 --port 또는 --host를 지정하십시오.` },
      { host, port },
    )
  }
  return error
}
