import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { survivingRows } from './surviving-rows.ts'

test('whatever cells are empty, the number of complete rows lies within the bounds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }).chain((columns) => fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), { minLength: 1 })),
      (rows) => {
        const filled = rows[0]!.map((_, k) => rows.filter((row) => row[k]).length)
        const complete = rows.filter((row) => row.every(Boolean)).length
        const { least, most } = survivingRows(filled, rows.length)
        assert.ok(least <= complete && complete <= most)
      },
    ),
  )
})

test('without a condition every row survives', () => {
  assert.deepEqual(survivingRows([], 40), { least: 40, most: 40 })
})
