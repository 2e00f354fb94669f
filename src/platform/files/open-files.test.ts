import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, beforeEach, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { newId } from '../storage/new-id.ts'
import { bucketIn } from './bucket-address.ts'
import { openBucket } from './bucket.ts'
import { keyOf, openFileStore } from './file-store.ts'
import type { FileStore, LocalFileStore } from './file-store.ts'
import { inBucket, openFiles } from './open-files.ts'
import { openTrialBucket, signatureOf } from './trial-bucket.ts'
import type { TrialBucket } from './trial-bucket.ts'

let folder: string
let local: LocalFileStore
let trial: TrialBucket
let store: FileStore
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-bucket-'))
  local = await openFileStore(folder)
  trial = await openTrialBucket()
  store = inBucket(openBucket(bucketIn(trial.environment)!, { pauseMilliseconds: 1, partBytes: 5 << 20 }), local)
})
after(async () => {
  await trial.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => trial.objects.clear())

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const readAll = async (sha256: string, options = { verify: true }) => Buffer.concat(await (await store.open(sha256, options)).toArray())
const collect = async (pieces: AsyncIterable<Uint8Array>) => Buffer.concat(await Readable.from(pieces).toArray())
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code && /[가-힣]/.test(error.text.ko) && !error.text.en.includes('\n')
const at = (sha256: string) => `of-the-hub/${keyOf(sha256)}`
const leftovers = async () => [...await readdir(join(folder, 'incoming')), ...await readdir(join(folder, 'parts'))]

test('the signature that the trial bucket asks for is that of Amazon’s own example', () => {
  const headers = [
    ['host', 'examplebucket.s3.amazonaws.com'], ['range', 'bytes=0-9'],
    ['x-amz-content-sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'], ['x-amz-date', '20130524T000000Z'],
  ] as const
  // "Example: GET Object" of "Signature Calculations for the Authorization Header".
  assert.equal(signatureOf({
    method: 'GET', url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'), headers, day: '20130524', region: 'us-east-1',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }), 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
})

test('a file that is removed is gone from the bucket, and removing it again is no fault', async () => {
  const { sha256 } = await store.put(Buffer.from('to be forgotten'))
  await store.remove(sha256)
  assert.deepEqual([trial.objects.size, await store.has(sha256)], [0, false])
  await store.remove(sha256)
})

test('a file comes back from a bucket byte for byte, whole and in pieces, under the key that it has in a folder', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('yield strength 1050 MPa'), randomBytes(70_000)]) {
    const stored = await store.put(bytes)
    assert.deepEqual(stored, { sha256: hashOf(bytes), size: bytes.length })
    assert.deepEqual(trial.objects.get(at(stored.sha256)), bytes)
    assert.deepEqual([await readAll(stored.sha256), await store.has(stored.sha256), await store.size(stored.sha256)], [bytes, true, bytes.length])
    const { size, range } = await store.parts(stored.sha256, { verify: true })
    for (const [start, end] of [[0, size], [size, size], [Math.min(3, size), size], [0, size >> 1]] as const) {
      assert.deepEqual(await collect(range(start, end)), bytes.subarray(start, end))
    }
  }
  assert.deepEqual(await leftovers(), [])
})

test('a large file is put together by the server from parts, and an upload in parts becomes the same file', async () => {
  const bytes = randomBytes(12_000_000)
  const { sha256 } = await store.put(bytes)
  assert.ok(trial.objects.get(at(sha256))!.equals(bytes))
  trial.objects.clear()
  const id = newId()
  await store.partial.write(id, { from: 0, end: bytes.length, content: (async function* () { yield bytes })() }, async () => {})
  await store.adopt(id, { sha256, size: bytes.length })
  assert.ok(trial.objects.get(at(sha256))!.equals(bytes))
  await store.adopt(id, { sha256, size: bytes.length })
  assert.deepEqual([await leftovers(), trial.unfinished.size], [[], 0])
})

test('bytes that were changed in the bucket are told apart, cut ones are repaired by another upload, missing ones are missing', async () => {
  const { sha256 } = await store.put(Buffer.from('1050 MPa'))
  trial.objects.set(at(sha256), Buffer.from('9050 MPa'))
  await assert.rejects(readAll(sha256), refusal('file.corrupt'))
  await assert.rejects(store.parts(sha256, { verify: true }), refusal('file.corrupt'))
  trial.objects.set(at(sha256), Buffer.from('105'))
  await store.put(Buffer.from('1050 MPa'))
  assert.equal(String(await readAll(sha256)), '1050 MPa')
  trial.objects.clear()
  for (const ask of [() => store.open(sha256), () => store.parts(sha256), () => store.size(sha256)]) await assert.rejects(ask, refusal('file.missing'))
  assert.equal(await store.has(sha256), false)
})

test('a server that is overloaded for a moment is asked again; one that stays away is said to be, and nothing half is left', async () => {
  trial.fail(3, 503)
  const { sha256 } = await store.put(Buffer.from('patience'))
  assert.equal(String(await readAll(sha256)), 'patience')
  for (const status of [500, 503]) {
    trial.fail(5, status)
    await assert.rejects(store.put(Buffer.from(`never ${status}`)), refusal('files.bucket_away'))
  }
  trial.fail(0, 200)
  trial.breakNext()
  await assert.rejects(readAll(sha256), refusal('files.bucket_away'))
  await assert.rejects(store.put(Buffer.alloc(20), { maxBytes: 10 }), refusal('file.too_large'))
  assert.deepEqual([await leftovers(), trial.objects.size], [[], 1])
})

test('a part that the server refuses gives the whole up, there too', async () => {
  const small = inBucket(openBucket(bucketIn(trial.environment)!, { pauseMilliseconds: 1, partBytes: 1000 }), local)
  await assert.rejects(small.put(randomBytes(3000)), refusal('files.bucket_refused'))
  assert.deepEqual([await leftovers(), trial.objects.size, trial.unfinished.size], [[], 0, 0])
})

test('a wrong key, a bucket that is not there, keys that are missing and an address that is none are found at the start', async () => {
  const open = (changed: Record<string, string>) => openFiles(folder, { ...trial.environment, ...changed })
  await assert.rejects(open({ AWS_SECRET_ACCESS_KEY: 'other' }), (error) => refusal('files.bucket_refused')(error) && (error as Error).message.includes('SignatureDoesNotMatch'))
  await assert.rejects(open({ AWS_ACCESS_KEY_ID: 'other' }), refusal('files.bucket_refused'))
  await assert.rejects(open({ SOJAE_FILES: 's3://nobodys/x' }), (error) => refusal('files.bucket_refused')(error) && (error as Error).message.includes('NoSuchBucket'))
  await assert.rejects(open({ AWS_SECRET_ACCESS_KEY: '' }), refusal('files.keys_missing'))
  for (const SOJAE_FILES of ['/mnt/files', 's3://', 's3://Lab/x', 's3://lab/a b', 'https://lab']) await assert.rejects(open({ SOJAE_FILES }), refusal('files.address_wrong'))
  await assert.rejects(open({ AWS_ENDPOINT_URL: 'minio:9000' }), refusal('files.address_wrong'))
  assert.equal((await openFiles(folder, {})).path('0'.repeat(64)), join(folder, keyOf('0'.repeat(64))))
})

test('without an endpoint it is Amazon’s own server of the region, and a prefix is a folder', () => {
  const { url, prefix } = bucketIn({ SOJAE_FILES: 's3://lab/a/b/', AWS_REGION: 'ap-northeast-2', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })!
  assert.deepEqual([url, prefix], ['https://lab.s3.ap-northeast-2.amazonaws.com', 'a/b/'])
  assert.equal(bucketIn({}), null)
})
