import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { hashFile } from './hash-file.ts'

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'sojae-hash-')) })
after(() => rm(folder, { recursive: true }))
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a file is named by its size and SHA-256, an empty one too', async () => {
  for (const bytes of [Buffer.alloc(0), randomBytes(2_500_000)]) {
    const path = join(folder, 'run5.h5')
    await writeFile(path, bytes)
    assert.deepEqual(await hashFile(path, () => {}), { name: 'run5.h5', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
})

test('a file that an instrument still writes is refused: nobody would know what its hash is of', async () => {
  const path = join(folder, 'growing.dat')
  await writeFile(path, randomBytes(3_000_000))
  let writing: Promise<void> | undefined
  await assert.rejects(hashFile(path, () => { writing ??= appendFile(path, 'one more point') }), refusal('file.still_written'))
  await writing
})

test('a folder and what is not there are refused in one line', async () => {
  for (const path of [folder, join(folder, 'none')]) await assert.rejects(hashFile(path, () => {}), (error) => error instanceof Refusal && !error.text.en.includes('\n'))
})
