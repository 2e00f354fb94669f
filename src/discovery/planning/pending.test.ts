import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choleskyInPlace, solveLower } from '#science/numerics/cholesky.ts'
import { createPending, traceOf } from './pending.ts'

const matern = (r: number) => (1 + Math.sqrt(5) * r + (5 / 3) * r * r) * Math.exp(-Math.sqrt(5) * r)

test('what remains is the sd of a Gaussian process given the pending points', () => {
  const xs = [0, 0.4, 1.1]
  const at = 0.7
  const K = Float64Array.from(xs.flatMap((a) => xs.map((b) => matern(Math.abs(a - b)))))
  assert.ok(choleskyInPlace(K, xs.length))
  const v = Float64Array.from(xs, (x) => matern(Math.abs(x - at)))
  solveLower(K, xs.length, v)
  const expected = Math.sqrt(1 - v.reduce((sum, value) => sum + value * value, 0))

  const pending = createPending(1)
  const trace = traceOf(Float64Array.of(at))
  for (const x of xs) {
    pending.add(Float64Array.of(x))
    pending.remaining(trace)
  }
  assert.ok(Math.abs(pending.remaining(trace) - expected) < 1e-9)
})

test('each pending point takes uncertainty away and none adds any', () => {
  const places = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 8 })
  fc.assert(fc.property(places, fc.double({ min: -3, max: 3, noNaN: true }), (xs, at) => {
    const pending = createPending(1)
    const trace = traceOf(Float64Array.of(at))
    let before = 1
    for (const x of xs) {
      pending.add(Float64Array.of(x))
      const now = pending.remaining(trace)
      assert.ok(now >= 0 && now <= before)
      before = now
    }
  }))
})

test('nothing is left to learn where an experiment is pending', () => {
  const pending = createPending(1)
  pending.add(Float64Array.of(0.3, 0.2))
  assert.equal(pending.remaining(traceOf(Float64Array.of(0.3, 0.2))), 0)
})
