import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPicture } from './picture.ts'

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (
  typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)
)))

test('a picture’s kind and size are read from its bytes, whatever it is called', () => {
  const png = bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 4, 0, 0, 0, 3, 0])
  assert.deepEqual(readPicture(png), { media_type: 'image/png', width: 1024, height: 768 })
  assert.deepEqual(readPicture(bytes('GIF89a', [2, 0, 3, 0])), { media_type: 'image/gif', width: 2, height: 3 })
  // A profile before the frame, a table of Huffman codes (C4) that is none, then the frame.
  const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, 0xff, 0xc2, 0, 17, 8, 2, 0, 1, 0, 3])
  assert.deepEqual(readPicture(jpeg), { media_type: 'image/jpeg', width: 256, height: 512 })
  const vp8x = bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], [9, 0, 0], [4, 0, 0])
  assert.deepEqual(readPicture(vp8x), { media_type: 'image/webp', width: 10, height: 5 })
})

test('pages, drawings that can hold a script, and TIFF are no pictures', () => {
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '<!doctype html>', 'II*\0\x08\0\0\0', '%PDF-1.7', '']) {
    assert.equal(readPicture(bytes(text)), null)
  }
})

test('bytes that are cut short or made up are never more than no picture', () => {
  const start = fc.constantFrom<number[]>(
    [], [0xff, 0xd8], [0xff, 0xd8, 0xff], [...Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')], [...Buffer.from('GIF89a')],
    [...Buffer.from('RIFF0000WEBPVP8L0000/', 'latin1')],
  )
  fc.assert(fc.property(start, fc.uint8Array({ maxLength: 60 }), (first, rest) => {
    const found = readPicture(bytes(first, [...rest]))
    assert.ok(found === null || (found.width > 0 && found.height > 0))
  }))
})
