import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { thin } from './thin.ts'

const columns = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: -9, max: 9 }), { nil: NaN })), {
  minLength: 2, maxLength: 400,
}).map((points) => [Float64Array.from(points, ([x]) => x), Float64Array.from(points, ([, y]) => y)])
const known = (column: Float64Array) => [...column].filter((value) => !Number.isNaN(value))
const most = fc.integer({ min: 10, max: 120 })

test('a thinned curve has the highest and the lowest point, the first and the last, and a gap where there was one', () => {
  fc.assert(fc.property(columns, most, (all, wanted) => {
    const kept = thin(all, wanted)
    for (const [k, column] of all.entries()) {
      assert.equal(Math.max(...known(kept[k]!)), Math.max(...known(column)))
      assert.equal(Math.min(...known(kept[k]!)), Math.min(...known(column)))
      assert.equal(kept[k]!.some(Number.isNaN), column.some(Number.isNaN))
      assert.deepEqual([kept[k]![0], kept[k]!.at(-1)], [column[0], column.at(-1)])
    }
  }))
})

test('it has at most twice as many points as were asked for, whatever x does, and every one of them is a point of the curve, in its order', () => {
  fc.assert(fc.property(columns, most, (all, wanted) => {
    const kept = thin(all, wanted)
    assert.ok(kept[0]!.length <= 2 * wanted + 8, `${kept[0]!.length} of ${wanted}`)
    let row = 0
    for (let k = 0; k < kept[0]!.length; k++, row++) {
      while (row < all[0]!.length && !(Object.is(all[0]![row], kept[0]![k]) && Object.is(all[1]![row], kept[1]![k]))) row++
      assert.ok(row < all[0]!.length, `point ${k} is not on the curve`)
    }
  }))
})

test('a window keeps every point inside it, and with each the neighbour that carries the line to the window’s edge', () => {
  const x = Float64Array.from([0, 1, 2, 3, 4, 5])
  assert.deepEqual([...thin([x, x], 100, [1.5, 3.5])[0]!], [1, 2, 3, 4])
  assert.deepEqual([...thin([x, x], 100, [2.2, 2.8])[0]!], [2, 3])
})

test('a curve that leaves the window and comes back is drawn in two parts', () => {
  const x = Float64Array.from([0, 1, 2, 9, 9, 2, 1])
  assert.deepEqual([...thin([x, x], 100, [0, 1])[0]!], [0, 1, 2, NaN, 2, 1])
})
