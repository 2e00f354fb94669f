import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { binRows, drawRows, findThresholds } from './boosting-bins.ts'

test('a value is at or below a threshold exactly where its code is at most the threshold\'s place', () => {
  const value = fc.oneof(fc.float(), fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 1.1754943508222875e-38))
  fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 600 }), (values) => {
    const { codes, thresholds: [own], missingCode: [missing] } = binRows(Float32Array.from(values), values.length, 0)
    assert.equal(missing, own!.length + 1)
    values.forEach((x, row) => {
      if (Number.isNaN(x)) assert.equal(codes[row], missing)
      else own!.forEach((threshold, k) => assert.equal(x <= threshold, codes[row]! <= k))
    })
    const distinct = new Set(values.filter((x) => !Number.isNaN(x)).map((x) => x + 0))
    if (distinct.size <= 255) assert.equal(own!.length, Math.max(0, distinct.size - 1))
    else assert.ok(own!.length <= 254 && own!.length > 100)
  }))
})

test('a column that is zero in nine rows of ten keeps most of its bins for the tenth', () => {
  const sorted = Float32Array.from({ length: 10_000 }, (_, row) => Math.max(0, row - 9000)).sort()
  const thresholds = findThresholds(sorted, 255)
  assert.ok(thresholds.length > 240 && thresholds.length <= 254)
  const widths = [...thresholds].slice(1).map((threshold, k) => threshold - thresholds[k]!)
  assert.ok(widths.every((width) => width >= 3 && width <= 5), 'the bins of the others hold 4 rows each')
})

test('neighbours in single precision are kept apart, though nothing lies between them', () => {
  const X = Float32Array.of(1, 1 + 2 ** -23)
  assert.deepEqual([...binRows(X, 2, 0).codes], [0, 1])
})

test('rows are drawn without repetition, in order, and each as often as another', () => {
  const drawn = new Float64Array(10)
  for (let seed = 0; seed < 4000; seed++) {
    const rows = drawRows(10, 3, seed)
    assert.ok(rows.length === 3 && rows[0]! < rows[1]! && rows[1]! < rows[2]!)
    for (const row of rows) drawn[row]!++
  }
  // 4000 · 3/10 = 1200 with a standard deviation of 29.
  assert.ok(drawn.every((times) => Math.abs(times - 1200) < 116))
})
