import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { openFileStore } from './file-store.ts'
import type { FileStore } from './file-store.ts'

let folder: string
let store: FileStore
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojae-files-'))
  store = await openFileStore(folder)
})
after(() => rm(folder, { recursive: true }))

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function readAll(sha256: string, options?: { verify: boolean }): Promise<Buffer> {
  return Buffer.concat(await (await store.open(sha256, options)).toArray())
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const refusal = (code: string) => (error: Error): boolean => error instanceof Refusal && error.code === code

describe('a stored file', () => {
  const anyBytes = fc.uint8Array({ maxLength: 5000 })
  const pieceSize = fc.integer({ min: 1, max: 999 })

  test('comes back byte for byte under the SHA-256 of its bytes, however it was cut up', async () => {
    await fc.assert(fc.asyncProperty(anyBytes, pieceSize, async (bytes, size) => {
      const stored = await store.put(inPieces(bytes, size))
      assert.deepEqual(stored, { sha256: hashOf(bytes), size: bytes.length })
      assert.deepEqual(await readAll(stored.sha256, { verify: true }), Buffer.from(bytes))
    }), { numRuns: 30 })
  })

  test('put twice is one file, also when both arrive at once', async () => {
    const bytes = Buffer.from('twice')
    const both = await Promise.all([store.put(bytes), store.put(bytes)])
    assert.deepEqual(both[0], both[1])
    assert.deepEqual(await readdir(join(store.path(both[0].sha256), '..')), [both[0].sha256])
  })

  test('is closed to other users', async () => {
    const { sha256 } = await store.put(Buffer.from('secret recipe'))
    assert.equal((await stat(store.path(sha256))).mode & 0o077, 0)
  })

  test('damaged on disk is told apart when read with verify, and repaired when put again', async () => {
    const bytes = Buffer.from('yield strength 1050 MPa')
    const { sha256 } = await store.put(bytes)
    await writeFile(store.path(sha256), 'yield strength 9050 MPa')
    await assert.rejects(readAll(sha256, { verify: true }), refusal('file.corrupt'))
    await writeFile(store.path(sha256), 'cut off')
    await store.put(bytes)
    assert.deepEqual(await readFile(store.path(sha256)), bytes)
  })

  test('that was never put is missing, and a name that is no hash is no path', async () => {
    await assert.rejects(store.open('0'.repeat(64)), refusal('file.missing'))
    assert.equal(await store.has('0'.repeat(64)), false)
    assert.throws(() => store.path('../../etc/passwd'), /Not a SHA-256/)
  })
})

describe('a put that does not succeed leaves nothing', () => {
  const incoming = (): Promise<string[]> => readdir(join(folder, 'incoming'))

  test('beyond the size allowed', async () => {
    const bytes = Buffer.alloc(2000, 7)
    await assert.rejects(store.put(inPieces(bytes, 100), { maxBytes: 1999 }), refusal('file.too_large'))
    assert.deepEqual([await store.has(hashOf(bytes)), await incoming()], [false, []])
  })

  test('when its source breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await assert.rejects(store.put(broken()), /connection lost/)
    assert.deepEqual([await store.has(hashOf(Buffer.from('half'))), await incoming()], [false, []])
  })

  const skip = process.getuid?.() === 0 && 'root writes everywhere'
  test('in a folder that cannot be written', { skip }, async () => {
    const closed = await mkdtemp(join(folder, 'closed-'))
    const inside = await openFileStore(closed)
    await chmod(join(closed, 'incoming'), 0o500)
    await assert.rejects(inside.put(Buffer.from('x')), refusal('home.unwritable'))
  })

  test('on a full disk', { skip: process.platform !== 'linux' && 'needs /dev/full' }, async () => {
    // /dev/full answers every write with ENOSPC; the store sees it as its temporary file.
    const { diskFailure } = await import('../disk-failure.ts')
    const error = await writeFile('/dev/full', 'x').catch(error => diskFailure(error, folder))
    assert.ok(refusal('home.disk_full')(error as Error))
  })
})

test('what a killed write left behind is swept, and no kept file with it', async () => {
  const kept = await store.put(Buffer.from('as measured'))
  await writeFile(join(folder, 'incoming', 'cut-off'), 'half of')
  await store.clearIncoming()
  assert.deepEqual(await readdir(join(folder, 'incoming')), [])
  assert.equal((await readAll(kept.sha256, { verify: true })).toString(), 'as measured')
})
