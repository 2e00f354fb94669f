import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import decodeQR from 'qr/decode.js'
import { qrPath } from './qr-path.ts'

/** The path as a picture, eight dots for each module, as a camera would see it. */
function pictureOf({ size, path }: ReturnType<typeof qrPath>) {
  const dots = 8
  const width = size * dots
  const data = new Uint8Array(width * width * 3).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < dots; row++) {
      const from = ((Number(y) * dots + row) * width + Number(x) * dots) * 3
      data.fill(0, from, from + Number(run) * dots * 3)
    }
  }
  return { width, height: width, data }
}

test('what is drawn for a record’s address reads back as that address', () => {
  fc.assert(fc.property(fc.uuid(), fc.constantFrom('http://localhost:4600', 'https://hub.material.example.kr'), (id, origin) => {
    const address = `${origin}/r/${id}`
    assert.equal(decodeQR(pictureOf(qrPath(address))), address)
  }), { numRuns: 20 })
})

test('the symbol stands in four modules of quiet', () => {
  const { size, path } = qrPath('http://localhost:4600/r/01a21aae-012f-747e-b5cc-2957fcf48f04')
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    assert.ok(Number(x) >= 4 && Number(y) >= 4 && Number(x) + Number(run) <= size - 4 && Number(y) < size - 4)
  }
})
