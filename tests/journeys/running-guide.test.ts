// The configurations of docs/running.md are those that were tried: nginx with TLS before a real hub, Caddy's, systemd's and cron's read by
// the programs themselves where this machine has them.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { hubEnvironment, startHub } from './running-hub.ts'

const GUIDE = readFileSync(resolve(import.meta.dirname, '../../docs/running.md'), 'utf8')
const fence = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(GUIDE)![1]!
const has = (program: string) => spawnSync('which', [program]).status === 0

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'sojae-guide-')) })
after(() => rm(folder, { recursive: true }))

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

test('behind nginx as the guide has it, people sign in over TLS with a cookie for TLS only, and upload more than nginx takes by itself', async (t) => {
  if (!has('nginx') || !has('openssl')) return t.skip('nginx or openssl is not installed')
  const [secure, plain] = [await freePort(), await freePort()]
  const hub = await startHub({ embedded: true })
  let nginx: ReturnType<typeof spawn> | undefined
  try {
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=hub.example.org',
      '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')], { encoding: 'utf8' })
    assert.equal(made.status, 0, made.stderr)
    const servers = fence('nginx').replaceAll('/etc/ssl/sojae', folder).replace('127.0.0.1:4600', new URL(hub.address).host.replace('localhost', '127.0.0.1'))
      .replace('listen 443', `listen 127.0.0.1:${secure}`).replace('listen 80', `listen 127.0.0.1:${plain}`)
    await mkdir(join(folder, 'logs'), { recursive: true })
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n')
    await writeFile(join(folder, 'nginx.conf'), `pid ${join(folder, 'pid')};\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${paths}\n${servers}}\n`)
    const asked = ['-c', join(folder, 'nginx.conf'), '-p', folder]
    const check = spawnSync('nginx', ['-t', ...asked], { encoding: 'utf8' })
    assert.equal(check.status, 0, check.stderr)
    nginx = spawn('nginx', [...asked, '-g', 'daemon off;'], { stdio: 'ignore' })

    const send = (path: string, method: string, headers: Record<string, string>, body?: Buffer | string) => new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: secure, path, method, rejectUnauthorized: false, headers: { host: 'hub.example.org', ...headers } }, resolve)
      sent.on('error', reject)
      sent.end(body)
    })
    for (let tries = 0; ; tries++) {
      const answered = await send('/api/v1/status', 'GET', {}).catch((error: Error) => { if (tries > 100) throw error })
      if (answered?.statusCode === 200) break
      await sleep(50)
    }
    const person = { code: hub.setupAddress!.split('code=')[1], name: 'Kim Jiwon', email: 'jiwon.kim@example.org', password: 'a cat sleeps on the furnace' }
    const json = { 'content-type': 'application/json' }
    const signedIn = await send('/api/v1/setup', 'POST', { ...json, origin: 'https://hub.example.org' }, JSON.stringify(person))
    assert.equal(signedIn.statusCode, 201)
    const [cookie] = signedIn.headers['set-cookie']!
    assert.match(cookie!, /; Secure/)
    const session = { cookie: cookie!.split(';')[0]! }
    const upload = (origin: string, bytes: number) => send('/api/v1/hubs/main/files', 'POST', { ...session, origin }, Buffer.alloc(bytes, 7))
    assert.equal((await upload('https://hub.example.org', 3_000_000)).statusCode, 201)
    // A large body that is refused before it was read, nginx may answer as 502: the hub has hung up while it was still sending.
    assert.equal((await upload('https://evil.example', 100)).statusCode, 403)
    const moved = await fetch(`http://127.0.0.1:${plain}/h/main`, { redirect: 'manual' })
    assert.deepEqual([moved.status, moved.headers.get('location')], [301, 'https://127.0.0.1/h/main'])
  } finally {
    if (nginx) {
      nginx.kill('SIGTERM')
      await once(nginx, 'exit')
    }
    await hub.stop()
  }
})

test('Caddy understands its file', async (t) => {
  if (!has('caddy')) return t.skip('caddy is not installed')
  const file = join(folder, 'Caddyfile')
  await writeFile(file, fence('caddy'))
  const { status, stdout, stderr } = spawnSync('caddy', ['adapt', '--config', file, '--adapter', 'caddyfile'], { encoding: 'utf8', env: { ...process.env, HOME: folder } })
  assert.equal(status, 0, stderr)
  assert.match(stdout, /"dial":"127\.0\.0\.1:4600"/)
})

test('systemd understands the unit', async (t) => {
  if (!has('systemd-analyze')) return t.skip('systemd is not installed')
  const file = join(folder, 'sojae.service')
  await writeFile(file, fence('ini').replaceAll('/srv/sojae/app', resolve(import.meta.dirname, '../..')).replace('User=sojae\n', ''))
  const { stderr, status, error } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  if (error) throw error
  assert.deepEqual(stderr.split('\n').filter((line) => line.includes('sojae.service')), [])
  if (status !== 0) t.diagnostic(stderr)
})

test('what cron runs each night makes an archive, and clears away old ones only after it', async () => {
  const hub = await startHub({ embedded: true })
  try {
    const line = fence('crontab').trim().split('\n').at(-1)!
    assert.match(line, /^30 2 \* \* \* /)
    const command = line.slice('30 2 * * * '.length).replaceAll('\\%', '%').replaceAll('/srv/back-up', folder).replace('/srv/sojae/app', resolve(import.meta.dirname, '../..'))
    const old = join(folder, 'sojae-2020-01-01.tar.gz')
    await writeFile(old, 'old')
    spawnSync('touch', ['-d', '2020-01-01', old])
    const run = () => spawnSync('sh', ['-c', command], { encoding: 'utf8', env: hubEnvironment(hub.home) })
    const first = run()
    assert.deepEqual([first.status, spawnSync('ls', [old]).status === 0], [0, false], first.stderr)
    await writeFile(old, 'old')
    spawnSync('touch', ['-d', '2020-01-01', old])
    // The second of a day is refused, since an archive replaces nothing.
    const again = run()
    assert.equal(again.status, 1)
    assert.match(again.stderr, /replaces nothing/)
    assert.equal(spawnSync('ls', [old]).status, 0)
  } finally {
    await hub.stop()
  }
})
