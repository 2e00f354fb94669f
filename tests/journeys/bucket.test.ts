// Jang Wonil's institute keeps large files on an S3-compatible server; he moves a hub from one bucket into another by an archive.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import { Refusal } from '#science/refusal.ts'
import { openTrialBucket } from '#platform/files/trial-bucket.ts'
import type { TrialBucket } from '#platform/files/trial-bucket.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let bucket: TrialBucket
let hub: RunningHub
let folder: string
before(async () => {
  bucket = await openTrialBucket()
  Object.assign(process.env, bucket.environment)
  folder = await mkdtemp(join(tmpdir(), 'sojae-bucket-'))
  hub = await startHub()
})
after(async () => {
  await hub?.stop()
  for (const name of Object.keys(bucket.environment)) delete process.env[name]
  await bucket.close()
  await rm(folder, { recursive: true, force: true })
})

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const film = randomBytes(5_000_000)
const note = Buffer.from('as measured')
const clientOf = ({ address, token }: RunningHub) => createClient({ address, token })
const read = async (at: RunningHub, sha256: string) => Buffer.from(await (await clientOf(at).request(`/files/${sha256}`)).arrayBuffer())
const inHome = async ({ home }: RunningHub) => (await readdir(join(home, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

test('files sent whole and in parts lie in the bucket, and none on the disk', async () => {
  for (const bytes of [film, note]) {
    const { sha256 } = await clientOf(hub).upload('main', bytes, 'application/octet-stream')
    assert.equal(sha256, hashOf(bytes))
    assert.ok((await read(hub, sha256)).equals(bytes))
  }
  assert.equal(bucket.objects.size, 2)
  assert.deepEqual(await inHome(hub), [])
})

test('while the bucket does not answer, an upload is refused for the time and a file cannot be read; then both go on', async () => {
  bucket.fail(5, 503)
  const refused = await clientOf(hub).upload('main', Buffer.from('later'), 'text/plain').then(() => null, (error: unknown) => error)
  assert.ok(refused instanceof Refusal)
  assert.deepEqual([refused.code, refused.details['status']], ['files.bucket_away', 503])
  await clientOf(hub).upload('main', Buffer.from('later'), 'text/plain')
  assert.equal(String(await read(hub, hashOf(Buffer.from('later')))), 'later')
})

test('an archive is written from one bucket, verified, and brought into another with every file', async () => {
  const archive = join(folder, 'all.tar.gz')
  const exported = await runSojae(['archive', 'export', archive], hub)
  assert.equal(exported.status, 0, exported.err)
  assert.equal((await runSojae(['archive', 'verify', archive], hub)).status, 0)
  process.env['SOJAE_FILES'] = 's3://lab/moved'
  // The first start makes things of its own, which hinder nothing as long as nobody has used it.
  const { home, kill9 } = await startHub()
  await kill9()
  const imported = await runSojae(['archive', 'import', archive], { home })
  assert.equal(imported.status, 0, imported.err)
  const moved = await startHub({ home })
  try {
    assert.ok((await read(moved, hashOf(film))).equals(film))
    assert.deepEqual(await inHome(moved), [])
    assert.equal([...bucket.objects.keys()].filter((key) => key.startsWith('moved/')).length, 3)
  } finally {
    await moved.stop()
  }
})
