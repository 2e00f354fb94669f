import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatBytes } from './format-bytes.ts'

test('sizes are decimal, to three figures, and whole below a kilobyte', () => {
  const cases = {
    0: '0 B', 1: '1 B', 999: '999 B', 1000: '1 kB', 1024: '1.02 kB', 312_456: '312 kB', 999_600: '1 MB', 16_000_000: '16 MB',
    2_147_483_648: '2.15 GB', 5e15: '5,000 TB',
  }
  for (const [bytes, text] of Object.entries(cases)) {
    for (const language of ['en', 'ko'] as const) {
      assert.equal(formatBytes(Number(bytes), language).replace('\u00a0', ' '), text)
    }
  }
})

test('what is shown is within half a per cent of the size, and never 1000 of a unit that has a next one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 999_000_000_000 }), (bytes) => {
    const [number, unit] = formatBytes(bytes, 'en').split('\u00a0') as [string, string]
    const value = Number(number)
    assert.ok(value < 1000)
    assert.ok(Math.abs(value * 1000 ** ['B', 'kB', 'MB', 'GB'].indexOf(unit) - bytes) <= 0.005 * bytes)
  }))
})
