import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, symlink, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { newId } from '../storage/new-id.ts'
import { openFileStore } from './file-store.ts'
import type { FileStore } from './file-store.ts'

let folder: string
let store: FileStore
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-parts-'))
  store = await openFileStore(folder)
})
after(() => rm(folder, { recursive: true }))

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code && /[가-힣]/.test(error.text.ko)
const nobody = async () => {}

/** Bytes that come in pieces, after which the connection breaks where it is told to. */
async function* arriving(bytes: Uint8Array, piece: number, breaks = false): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  if (breaks) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}

test('a file that came in any parts, over connections that broke, and after kills that lost what was not counted, is the file that was sent', async () => {
  const cuts = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), piece: fc.integer({ min: 1, max: 700 }), end: fc.constantFrom('whole', 'broken', 'killed') }))
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), cuts, async (bytes, parts) => {
    const id = newId()
    let counted = 0
    for (const { share, piece, end } of parts) {
      const until = counted + Math.round((bytes.length - counted) * share)
      const part = { from: counted, end: bytes.length, content: arriving(bytes.subarray(counted, until), piece, end === 'broken') }
      const received = await store.partial.write(id, part, nobody)
      assert.equal(received, until)
      // Killed before it was counted: the bytes lie there, and count for nothing.
      if (end !== 'killed') counted = received
    }
    await store.partial.write(id, { from: counted, end: bytes.length, content: arriving(bytes.subarray(counted), 512) }, nobody)
    const sha256 = await store.partial.hash(id, bytes.length)
    assert.equal(sha256, hashOf(bytes))
    await store.adopt(id, { sha256, size: bytes.length })
    assert.deepEqual(await readFile(store.path(sha256)), Buffer.from(bytes))
    assert.equal((await store.partial.list()).includes(id), false)
    // A kill between the move and its record: it is done again, and nothing is lost.
    await store.adopt(id, { sha256, size: bytes.length })
  }), { numRuns: 25 })
})

test('what a long part has so far is counted on the way, and never more than is there', async () => {
  const id = newId()
  const heard: number[] = []
  const size = 40_000_000
  const received = await store.partial.write(id, { from: 0, end: size, content: arriving(new Uint8Array(size), 1_000_000) }, async (count) => {
    heard.push(count)
    assert.ok((await readFile(store.partial.path(id))).length >= count)
  })
  assert.deepEqual([heard, received], [[16_000_000, 32_000_000, 40_000_000], size])
  await store.partial.discard(id)
})

test('a byte beyond the size that was announced is not written, and refuses the part', async () => {
  const id = newId()
  const heard: number[] = []
  const write = store.partial.write(id, { from: 0, end: 10, content: arriving(new Uint8Array(11), 4) }, async (count) => void heard.push(count))
  await assert.rejects(write, refusal('upload.too_long'))
  assert.deepEqual(heard, [8])
  assert.equal((await readFile(store.partial.path(id))).length, 8)
})

test('a refusal in the source, as of another connection that took over, keeps what came before it', async () => {
  const id = newId()
  const heard: number[] = []
  async function* taken() {
    yield new Uint8Array(5)
    throw new Refusal('upload.taken_over', { en: 'x', ko: '가' })
  }
  await assert.rejects(store.partial.write(id, { from: 0, end: 10, content: taken() }, async (count) => void heard.push(count)), refusal('upload.taken_over'))
  assert.deepEqual(heard, [5])
})

test('bytes that are no longer on the disk are said to be lost, not filled up with zeros', async () => {
  const id = newId()
  await store.partial.write(id, { from: 0, end: 10, content: arriving(new Uint8Array(8), 8) }, nobody)
  await truncate(store.partial.path(id), 4)
  await assert.rejects(store.partial.write(id, { from: 8, end: 10, content: arriving(new Uint8Array(2), 2) }, nobody), refusal('upload.lost'))
  await assert.rejects(store.partial.hash(id, 10), refusal('upload.lost'))
})

test('a part that meets a full disk is refused as that', { skip: process.platform !== 'linux' && 'needs /dev/full' }, async () => {
  const id = newId()
  await symlink('/dev/full', store.partial.path(id))
  await assert.rejects(store.partial.write(id, { from: 0, end: 10, content: arriving(new Uint8Array(10), 10) }, nobody), refusal('home.disk_full'))
  await store.partial.discard(id)
})

test('a name that is no id is no path', () => {
  assert.throws(() => store.partial.path('../../etc/passwd'), /Not the id/)
})
