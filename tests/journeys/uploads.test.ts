// Han Bora sends the film of a tensile test over a bad line, while the hub is killed and comes back; Mallory looks for it meanwhile.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import { getInstallation, setFileQuota } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let han: Member
let mallory: Member
let expired: string
before(async () => {
  hub = await startHub()
  han = await addMember(hub, 'Han Bora', 'researcher')
  mallory = await addMember(hub, 'Mallory', 'researcher')
})
after(() => hub.stop())

const startAgain = async () => {
  hub = await startHub({ home: hub.home, port: Number(new URL(hub.address).port) })
}
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const film = randomBytes(9_000_000)
const PART = 'application/offset+octet-stream'

async function begin(size: number, { client }: Member = han): Promise<string> {
  const begun = await client.request('/hubs/main/uploads', { method: 'POST', headers: { 'upload-length': String(size) } })
  return begun.headers.get('location')!.replace('/api/v1', '')
}
const add = (upload: string, offset: number, body: Uint8Array, { client }: Member = han) => client.request(upload, {
  method: 'PATCH', body: body as BodyInit, headers: { 'upload-offset': String(offset), 'content-type': PART },
})
const receivedOf = async (upload: string) => Number((await han.client.request(upload, { method: 'HEAD' })).headers.get('upload-offset'))
async function refused(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(() => assert.fail('nothing was refused'), (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, String(error))
  for (const line of [error.text.en, error.text.ko]) assert.ok(line.length > 20 && !line.includes('\n'), line)
  assert.match(error.text.ko, /[가-힣]/)
  return error
}
const code = async (work: Promise<unknown>) => (await refused(work)).code
async function inDatabase<T>(ask: (query: (text: string, values?: unknown[]) => Promise<T[]>) => Promise<unknown>) {
  const { pool, close } = openDatabase(hub.database)
  try {
    await ask(async (text, values) => (await pool.query(text, values)).rows as T[])
  } finally {
    await close()
  }
}

test('parts are no file for anybody, and what waited a day is cleared away and said to have been', async () => {
  const bytes = Buffer.from('half of a micrograph')
  const upload = await begin(bytes.length + 1)
  const given = await begin(5)
  await add(upload, 0, bytes)
  await add(given, 0, Buffer.from('123'))
  for (const { client } of [han, mallory]) assert.equal(await code(client.request(`/files/${hashOf(bytes)}`)), 'file.not_found')
  await han.client.request(given, { method: 'DELETE' })
  assert.equal(await code(han.client.request(given)), 'upload.not_found')
  await inDatabase((query) => query(`update upload set expires_at = now() - interval '1 minute' where id = $1`, [upload.split('/').at(-1)]))
  const late = await refused(add(upload, bytes.length, Buffer.from('!')))
  assert.deepEqual([late.code, late.details['status']], ['upload.expired', 410])
  assert.deepEqual(await readdir(join(hub.home, 'files/parts')), [upload.split('/').at(-1)])
  // Cleared away every hour and when the hub starts, which the next test does.
  await writeFile(join(hub.home, 'files/parts', '01a21cc0-ae02-7000-a4bb-581768497800'), 'of nobody')
  expired = upload
})

test('a hub that is killed in the middle of an upload has all it answered, and the client goes on by itself to the same SHA-256', async () => {
  let parts = 0
  let before = 0
  const client = createClient({ address: hub.address, token: han.token, fetch: async (input, init) => {
    if (init?.method === 'PATCH' && ++parts === 3) {
      before = await receivedOf(new URL(String(input)).pathname.replace('/api/v1', ''))
      const sending = fetch(input, init)
      sending.catch(() => {})
      await hub.kill9()
      return sending
    }
    return fetch(input, init)
  } })
  const waits: number[] = []
  const { sha256, size } = await client.upload('main', film, 'video/mp4', {
    wait: async (tries) => {
      waits.push(tries)
      await startAgain()
      return true
    },
    onSent: (bytes, isWaiting) => assert.ok(isWaiting || bytes >= before, `${bytes} after ${before} had been answered`),
  })
  assert.deepEqual([sha256, size, waits], [hashOf(film), film.length, [1]])
  assert.ok(before > 0)
  assert.deepEqual(Buffer.from(await (await han.client.request(`/files/${sha256}`)).arrayBuffer()), film)
  assert.deepEqual(await readdir(join(hub.home, 'files/parts')), [], 'nor of the upload that ran out, nor of one that nobody knows')
  assert.equal(await code(add(expired, 19, Buffer.from('!'))), 'upload.expired')
})

test('a line that breaks in the middle of a part loses nothing that came before it', async () => {
  const upload = await begin(film.length)
  const sending = request(`${hub.address}/api/v1${upload}`, { method: 'PATCH', headers: {
    authorization: `Bearer ${han.token}`, 'upload-offset': '0', 'content-type': PART, 'content-length': film.length,
  } })
  sending.on('error', () => {})
  await new Promise((resolve) => sending.write(film.subarray(0, 2_000_000), resolve))
  // It is there when the hub has written it; the question itself ends the older connection, so it is asked on the disk.
  const path = join(hub.home, 'files/parts', upload.split('/').at(-1)!)
  for (let tries = 0; tries < 500 && (await stat(path).catch(() => ({ size: 0 }))).size < 2_000_000; tries++) await sleep(10)
  // Not closed: as far as the hub knows, the older connection still sends. Who asks goes on.
  assert.equal(await receivedOf(upload), 2_000_000)
  sending.destroy()
  const last = await add(upload, 2_000_000, film.subarray(2_000_000))
  assert.equal(last.headers.get('sojae-sha256'), hashOf(film))
  assert.equal((await han.client.request(upload)).headers.get('sojae-sha256'), hashOf(film), 'a lost last answer can be asked for')
})

test('two uploads of one file side by side, and two connections on one upload, make one file and no other', async () => {
  const bytes = randomBytes(3_000_000)
  const both = await Promise.all([han.client.upload('main', bytes, 'video/mp4'), mallory.client.upload('main', bytes, 'video/mp4')])
  assert.deepEqual(both.map(({ sha256 }) => sha256), [hashOf(bytes), hashOf(bytes)])
  const other = randomBytes(3_000_000)
  const upload = await begin(other.length)
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => add(upload, 0, other)))
  const state = await han.client.request(upload)
  // Whoever was overtaken may have left a part of it, in which case nobody has sent the rest yet.
  const received = Number(state.headers.get('upload-offset'))
  const whole = received === other.length ? state : await add(upload, received, other.subarray(received))
  assert.equal(whole.headers.get('sojae-sha256'), hashOf(other))
  for (const result of results) {
    if (result.status === 'rejected') assert.match((result.reason as Refusal).code, /^upload\.(wrong_offset|taken_over)$/)
  }
})

test('a wrong offset, a part too large, a strange kind, another’s upload, one that was never begun: each is refused in one line, and spoils nothing', async () => {
  const upload = await begin(10)
  await add(upload, 0, Buffer.from('0123'))
  const wrong = await refused(add(upload, 3, Buffer.from('x')))
  assert.deepEqual([wrong.code, wrong.details['received'], wrong.details['status']], ['upload.wrong_offset', 4, 409])
  assert.equal(await code(add(upload, 4, Buffer.from('456789+'))), 'upload.too_long')
  assert.equal(await code(add(upload, 4, Buffer.from('4'), mallory)), 'upload.not_found')
  assert.equal(await code(mallory.client.request(upload)), 'upload.not_found')
  assert.equal(await code(mallory.client.request(upload, { method: 'DELETE' })), 'upload.not_found')
  assert.equal(await code(add('/hubs/main/uploads/01a21cc0-ae02-7000-a4bb-581768497800', 0, film)), 'upload.not_found')
  assert.equal(await code(han.client.request(upload, { method: 'PATCH', body: '4', headers: { 'upload-offset': '4' } })), 'upload.not_parts')
  assert.equal(await code(han.client.request(upload, { method: 'PATCH', body: '4', headers: { 'content-type': PART } })), 'request.invalid')
  assert.equal(await code(begin(100_000_000_001)), 'file.too_large')
  assert.equal(await code(begin(99_000_000_000_000)), 'file.too_large')
  const reader = await addMember(hub, 'Reader', 'reader')
  assert.equal(await code(begin(10, reader)), 'access.not_allowed')
  assert.equal((await add(upload, 4, Buffer.from('456789'))).headers.get('sojae-sha256'), hashOf(Buffer.from('0123456789')))
})

test('a hub at its limit refuses before it reads, saying used and allowed; what is on its way counts, and an administrator sees both', async () => {
  const console = createClient({ address: hub.address, token: hub.token })
  assert.equal(await code(han.client.call(setFileQuota, { params: { hub: 'main' }, body: { quota: null } })), 'access.administrators_only')
  const { bytes } = await console.call(setFileQuota, { params: { hub: 'main' }, body: { quota: null } })
  const limit = bytes + 1_000_000
  const { json } = await runSojae(['hub', 'quota', 'main', '--gigabytes', String(limit / 1e9), '--json'], { home: hub.home }).then(({ out }) => ({ json: JSON.parse(out) as object }))
  assert.deepEqual(json, { slug: 'main', bytes, quota: limit })
  assert.match((await runSojae(['hub', 'quota', 'main'], { home: hub.home })).out, /^main: [\d.]+\sMB of [\d.]+\sMB\.$/m)
  const upload = await begin(900_000)
  const full = await refused(begin(200_000))
  assert.deepEqual([full.code, full.details['used'], full.details['allowed'], full.details['status']], ['hub.files_full', bytes + 900_000, limit, 507])
  assert.equal(await code(han.client.upload('main', Buffer.alloc(200_000), 'x/y')), 'hub.files_full')
  const { files } = await console.call(getInstallation)
  assert.deepEqual(files.hubs.find(({ slug }) => slug === 'main'), { slug: 'main', bytes: bytes + 900_000, quota: limit })
  const metrics = await (await console.request('/metrics')).text()
  assert.match(metrics, new RegExp(`^sojae_hub_file_bytes\\{hub="main"\\} ${bytes + 900_000}$`, 'm'))
  assert.match(metrics, new RegExp(`^sojae_hub_file_quota_bytes\\{hub="main"\\} ${limit}$`, 'm'))
  await han.client.request(upload, { method: 'DELETE' })
  await han.client.upload('main', randomBytes(200_000), 'x/y')
  await console.call(setFileQuota, { params: { hub: 'main' }, body: { quota: null } })
  assert.equal(await code(console.call(setFileQuota, { params: { hub: 'nowhere' }, body: { quota: 1 } })), 'hub.not_found')
})

test('who is refused for the size of a body hears it while still sending, also where the connection is to be closed, as behind nginx', async () => {
  const { port } = new URL(hub.address)
  for (const path of ['/api/v1/hubs/main/files', '/api/v1/hubs/main/records']) {
    const socket = connect(Number(port), 'localhost')
    let heard = ''
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
    const ended = once(socket, 'close')
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${han.token}\r\nContent-Type: application/json\r\nContent-Length: 3000000000\r\n\r\n`)
    // As nginx does, it sends on for a while before it looks whether there is an answer.
    for (let sent = 0; sent < 30; sent++) {
      if (!socket.write(Buffer.alloc(1_000_000))) await once(socket, 'drain')
    }
    for (let tries = 0; tries < 500 && !heard.endsWith('}'); tries++) await sleep(10)
    assert.match(heard, /^HTTP\/1\.1 413 /, path)
    assert.equal((JSON.parse(heard.split('\r\n\r\n')[1]!) as { code: string }).code, 'file.too_large')
    socket.destroy()
    await ended
  }
})

test('the page goes on with an upload by itself when the hub is back, and shows how far it is', { skip: noBrowser }, async () => {
  const visit = await openBrowser()
  try {
    const { page, context } = visit
    await context.addCookies([{ name: 'sojae_session', value: han.token, url: hub.address }])
    await page.goto(`${hub.address}/h/main/imports`)
    const path = join(hub.home, 'long.csv')
    await writeFile(path, `name,load (N)\n${'A,1\n'.repeat(1_500_000)}`)
    let parts = 0
    await page.route('**/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++parts === 2) await hub.kill9()
      await route.continue()
    })
    await page.locator('#data-file').setInputFiles(path)
    await page.getByRole('button', { name: 'Map the columns' }).click()
    await page.getByText('The connection is away.').waitFor()
    assert.ok(Number(await page.getByRole('progressbar').getAttribute('value')) > 0)
    await startAgain()
    await page.waitForURL('**/imports/new?**')
    assert.match(page.url(), new RegExp(hashOf(Buffer.from(`name,load (N)\n${'A,1\n'.repeat(1_500_000)}`))))
  } finally {
    await visit.close()
  }
})
