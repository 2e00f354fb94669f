import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestKnown, knownRows } from './known.ts'
import type { DesignSpace } from './space.ts'

const known = knownRows([
  { name: 'alloy', kind: 'composition', values: [{ Al: 1 }, { Ni: 1 }, { Fe: 1 }] },
  { name: 'T', kind: 'number', values: [25, 800, null] },
], ['Al', 'Ni', 'Fe'], [100, 40, 900])

const at = (T: number): DesignSpace => ({ dimensions: [{ kind: 'fixed', column: 'T', value: T }] })

test('strength at 25 °C is no mark to beat at 800 °C, and a row without a temperature is none at all', () => {
  assert.equal(bestKnown(known, at(800), 'max').name, 'Ni')
  assert.equal(bestKnown(known, at(25), 'max').name, 'Al')
  assert.equal('T' in known[2]!.point, false)
})

test('a condition that nobody has tried is refused', () => {
  assert.throws(() => bestKnown(known, at(500), 'max'), { code: 'space.nothing_comparable', message: /T = 500/ })
})

test('without conditions all rows count, and the goal decides', () => {
  const free: DesignSpace = { candidates: [{ alloy: 'Al' }] }
  assert.equal(bestKnown(known, free, 'max').name, 'Fe')
  assert.equal(bestKnown(known, free, 'min').name, 'Ni')
})

test('a space of 600 to 900 °C is measured against what was tested there, and so is a list of candidates', () => {
  const T = new Set(['T'])
  const range: DesignSpace = { dimensions: [{ kind: 'continuous', column: 'T', low: 600, high: 900 }] }
  assert.equal(bestKnown(known, range, 'max', T).name, 'Ni')
  assert.equal(bestKnown(known, { candidates: [{ T: 20 }, { T: 30 }] }, 'max', T).name, 'Al')
  assert.throws(
    () => bestKnown(known, { candidates: [{ T: 1000 }] }, 'max', T), { code: 'space.nothing_comparable', message: /T = 1000/ },
  )
})

test('a setting of one’s own may leave what was tried: there the best of all is the mark', () => {
  const range: DesignSpace = { dimensions: [{ kind: 'continuous', column: 'T', low: 1000, high: 1200 }] }
  assert.equal(bestKnown(known, range, 'max').name, 'Fe')
})
