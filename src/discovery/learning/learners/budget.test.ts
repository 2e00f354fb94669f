import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { effortWithin, estimateSeconds } from './budget.ts'

const features = Array.from({ length: 20 }, (_, index) => (
  { name: `${index}`, column: `${index}`, stage: null, template: null, part: 'plain' as const }))
const asked = { task: 'regression', features, m: 500, family: 'auto' } as const

test('more time is never spent on a lesser effort, and an effort is within the time or the quick one', () => {
  const order = ['quick', 'usual', 'thorough']
  fc.assert(fc.property(fc.double({ min: 0.1, max: 3000, noNaN: true }), fc.double({ min: 0.1, max: 3000, noNaN: true }),
    fc.integer({ min: 20, max: 15_000 }), (a, b, m) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      const one = effortWithin({ ...asked, m }, 5, less).effort
      const other = effortWithin({ ...asked, m }, 5, more).effort
      assert.ok(order.indexOf(one) <= order.indexOf(other))
      assert.ok(one === 'quick' || estimateSeconds({ ...asked, m, effort: one }, 5) <= less)
    }))
})

test('a budget that is too small for anything is said, not silently passed', () => {
  assert.match(effortWithin({ ...asked, m: 15_000 }, 5, 1).note.en, /^Even the quick effort is estimated to take \d+ s, more than the 1 s/)
})

test('ten minutes suffice for the thorough effort on 500 rows of 20 inputs', () => {
  assert.equal(effortWithin(asked, 5, 600).effort, 'thorough')
})
