import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findCycle } from './find-cycle.ts'

test('a material that is recycled into its own feedstock is found, with the way round', () => {
  const next: Record<string, string[]> = { alloy: ['melt'], melt: ['scrap'], scrap: ['alloy'] }
  assert.deepEqual(findCycle('alloy', (id) => next[id] ?? []), ['alloy', 'melt', 'scrap'])
})

test('a graph whose edges all point to smaller numbers has no cycle', () => {
  const edges = fc.array(fc.tuple(fc.nat(30), fc.nat(30)).filter(([a, b]) => a > b), { maxLength: 80 })
  fc.assert(
    fc.property(edges, fc.nat(30), (pairs, start) => {
      const next = (id: string) => pairs.filter(([a]) => String(a) === id).map(([, b]) => String(b))
      assert.equal(findCycle(String(start), next), null)
    }),
  )
})

test('a way round of 20,000 steps is found as well', () => {
  const cycle = findCycle('0', (id) => [String((Number(id) + 1) % 20_000)])
  assert.equal(cycle?.length, 20_000)
})

test('a way that is found leads along edges back to its start, and passes nothing twice', () => {
  const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 })
  fc.assert(fc.property(edges, fc.nat(9), (pairs, start) => {
    const next = (id: string) => pairs.filter(([a]) => String(a) === id).map(([, b]) => String(b))
    const cycle = findCycle(String(start), next)
    if (!cycle) return
    assert.equal(cycle[0], String(start))
    assert.equal(new Set(cycle).size, cycle.length)
    for (const [index, id] of cycle.entries()) assert.ok(next(id).includes(cycle[(index + 1) % cycle.length]!))
  }))
})
