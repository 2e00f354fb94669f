import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { readTar, TAR_END, tarHeader, tarPadding } from './tar.ts'

const MODIFIED = new Date('2026-03-01T00:00:00Z')
type Written = { readonly name: string; readonly content: Uint8Array }

function tar(members: readonly Written[]): Buffer {
  return Buffer.concat([
    ...members.flatMap(({ name, content }) => [tarHeader(name, content.length, MODIFIED), content, tarPadding(content.length)]), TAR_END,
  ])
}

/** The bytes as a network brings them: cut anywhere. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: AsyncIterable<Uint8Array>): Promise<Written[]> {
  const members: Written[] = []
  for await (const { name, content } of readTar(bytes)) {
    const parts: Buffer[] = []
    for await (const part of content) parts.push(part)
    members.push({ name, content: Uint8Array.from(Buffer.concat(parts)) })
  }
  return members
}

const codeOf = (bytes: AsyncIterable<Uint8Array>) => read(bytes).then(() => 'read', (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  return error.code
})

const members = fc.array(fc.record({ name: fc.stringMatching(/^[a-z][a-z0-9/.-]{0,98}$/), content: fc.uint8Array({ maxLength: 1500 }) }), { minLength: 1, maxLength: 5 })

test('members come back as they were written, however the bytes are cut on the way', async () => {
  await fc.assert(fc.asyncProperty(members, fc.integer({ min: 1, max: 3000 }), async (all, size) => {
    assert.deepEqual(await read(pieces(tar(all), size)), all.map(({ name, content }) => ({ name, content: Uint8Array.from(content) })))
  }))
})

test('the tar of the operating system reads the same', () => {
  const all = [{ name: 'manifest.json', content: Buffer.from('{}\n') }, { name: 'files/aa', content: Buffer.alloc(1024, 7) }]
  const { stdout, status } = spawnSync('tar', ['-tvf', '-', '--utc', '--full-time'], { input: tar(all), encoding: 'utf8' })
  assert.equal(status, 0)
  assert.match(stdout, /^-rw------- 0\/0 +3 2026-03-01 00:00:00 manifest\.json\n-rw------- 0\/0 +1024 2026-03-01 00:00:00 files\/aa\n$/)
})

test('a TAR that is cut anywhere is refused as cut', async () => {
  await fc.assert(fc.asyncProperty(members, fc.nat(), async (all, place) => {
    const bytes = tar(all)
    assert.equal(await codeOf(pieces(bytes.subarray(0, place % bytes.length), 700)), 'archive.cut')
  }))
})

test('a changed bit outside of the contents is refused, and so is anything after the end', async () => {
  const bytes = tar([{ name: 'a', content: Buffer.from('x') }])
  const outside = Array.from(bytes.keys()).filter((at) => at !== 512)
  await fc.assert(fc.asyncProperty(fc.constantFrom(...outside), fc.nat({ max: 7 }), async (at, bit) => {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1 << bit
    assert.notEqual(await codeOf(pieces(changed, 512)), 'read')
  }))
  assert.equal(await codeOf(pieces(Buffer.concat([bytes, Buffer.from('x')]), 512)), 'archive.damaged')
})

test('what is no TAR is called none', async () => {
  assert.equal(await codeOf(pieces(Buffer.from('%PDF-1.7\n'.repeat(200)), 512)), 'archive.foreign')
})

test('a name or size that its header could not hold is a defect, never a wrong header', () => {
  assert.throws(() => tarHeader('x'.repeat(101), 0, MODIFIED))
  assert.throws(() => tarHeader('한', 0, MODIFIED))
  assert.throws(() => tarHeader('x', 8 ** 11, MODIFIED))
})
