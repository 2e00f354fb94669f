import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scaleBar } from './scale-bar.ts'

const METRES: Record<string, number> = { m: 1, cm: 1e-2, mm: 1e-3, 'µm': 1e-6, nm: 1e-9, pm: 1e-12 }

test('a picture 12.5 µm wide has a bar of 2 µm; one of 2 µm a bar of 500 nm', () => {
  const { share, length, unit } = scaleBar(12.5e-6)
  assert.deepEqual([share.toFixed(12), length, unit], ['0.160000000000', 2, 'µm'])
  assert.deepEqual([scaleBar(2e-6).length, scaleBar(2e-6).unit], [500, 'nm'])
  assert.deepEqual([scaleBar(0.1).length, scaleBar(0.1).unit], [2, 'cm'])
})

test('a bar is between a tenth and a quarter of the width, a round number, and as long as it says', () => {
  fc.assert(fc.property(fc.double({ min: 1e-9, max: 10, noNaN: true }), (width) => {
    const { share, length, unit } = scaleBar(width)
    assert.ok(share > 0.0999 && share < 0.2501, `${share}`)
    assert.match(String(length), /^[125]0*$/)
    assert.ok(Math.abs((length * METRES[unit]!) / width / share - 1) < 1e-9)
  }))
})
