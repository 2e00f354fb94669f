import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { decodeUtf8 } from './decode-utf8.ts'

async function* cut(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function decode(bytes: Uint8Array, size = 7): Promise<string> {
  const pieces: string[] = []
  for await (const piece of decodeUtf8(cut(bytes, size))) pieces.push(piece)
  return pieces.join('')
}

async function refusal(bytes: Uint8Array, size = 7): Promise<Refusal> {
  const error = await decode(bytes, size).then(() => null, (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal)
  return error
}

const bytes = (text: string) => new TextEncoder().encode(text)

test('text comes back whole however its bytes are cut', async () => {
  const texts = fc.string({ unit: 'grapheme' })
  await fc.assert(fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, size) => {
    fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'))
    assert.equal(await decode(bytes(text), size), text)
  }))
})

test('a byte order mark is not part of the first header, and elsewhere it is a character', async () => {
  for (const size of [1, 2, 3, 100]) assert.equal(await decode(bytes('\uFEFFa,\uFEFFb'), size), 'a,\uFEFFb')
})

test('bytes of CP949 are refused with their line and offset, not replaced', async () => {
  const file = Uint8Array.from([...bytes('a,b\n1,'), 0xc7, 0xd5, 0xb1, 0xdd, 0x0a])
  for (const size of [1, 3, 100]) {
    const { code, details } = await refusal(file, size)
    assert.equal(code, 'csv.encoding')
    assert.deepEqual(details, { line: 2, offset: 6, byte: 'C7' })
  }
})

test('a character that the end of the file cuts off is refused', async () => {
  const { details } = await refusal(Uint8Array.from([0x61, 0x0a, 0xea, 0xb0]))
  assert.deepEqual(details, { line: 2, offset: 2, byte: 'EA' })
})

test('UTF-16 is called by its name', async () => {
  assert.equal((await refusal(Uint8Array.from([0xff, 0xfe, 0x61, 0]), 1)).code, 'csv.utf16')
  assert.equal((await refusal(Uint8Array.from([0xfe, 0xff, 0, 0x61]))).code, 'csv.utf16')
})

test('a NUL byte says that the file is not text', async () => {
  const { code, details } = await refusal(bytes('a\nb\0c'))
  assert.equal(code, 'csv.binary')
  assert.deepEqual(details, { line: 2, offset: 3 })
})
