import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTold, sharedErrors } from './version-pairs.ts'

const row = (record: string, observed: number, mean: number) => ({ record, name: record, observed, mean, low: 0, high: 0 })
const many = (error: (n: number) => number) => Array.from({ length: 20 }, (_, n) => row(`r${n}`, 100 * n, 100 * n + error(n)))

test('versions that were judged on no record in common are not compared', () => {
  assert.equal(sharedErrors([row('a', 1, 2)], [row('b', 1, 2)]), null)
})

test('a record whose value was revised between the versions is not held against either', () => {
  assert.equal(sharedErrors([row('a', 5, 6)], [row('a', 4, 6)]), null)
})

test('an error that is less in every row is told, though rows differ by far more than that', () => {
  const shared = sharedErrors(many((n) => 10 * n + 1 + (n % 2)), many((n) => 10 * n + 4))!
  assert.equal(shared.n, 20)
  assert.equal(shared.gain, -2.5)
  assert.ok(isTold(shared))
})

test('better in half of the rows and worse in the other is no difference', () => {
  const shared = sharedErrors(many((n) => (n % 2 ? 3 : 5)), many(() => 4))!
  assert.equal(shared.gain, 0)
  assert.ok(!isTold(shared))
})

test('of seven rows nothing is claimed', () => {
  const few = (error: number) => many(() => error).slice(0, 7)
  assert.ok(!isTold(sharedErrors(few(1), few(9))!))
})
