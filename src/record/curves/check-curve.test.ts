import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CurveAxis, CurveValue } from '../records/value.ts'
import type { Field } from '../templates/template.ts'
import { checkCurve } from './check-curve.ts'
import { checkPoints } from './check-points.ts'
import { columnsGiven, keptCurve } from './columns.ts'

const label = { en: 'Curve', ko: '곡선' }
const field: Field = {
  name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', ascending: true,
  axes: ['x', 'y', 'z'].map((name, k) => ({ name, label, unit: ['s', 'MPa', '°C'][k]! })),
}
const curve = (axes: readonly CurveAxis[], rest: Partial<CurveValue> = {}): CurveValue => ({ type: 'curve', axes, ...rest })
const axis = (name: string, unit: string, values: readonly (number | null)[]) => ({ name, unit, values })
const codes = (value: CurveValue) => checkCurve(field, value).map(({ code }) => code)
const points = (x: readonly (number | null)[], y: readonly (number | null)[]) => {
  const value = curve([axis('x', 's', x), axis('y', 'MPa', y)])
  return checkPoints(field, value.axes, columnsGiven(value)!)[0]
}

test('each axis takes any unit of its dimension, and no other', () => {
  assert.deepEqual(codes(curve([axis('x', 'min', [0, 1]), axis('y', 'ksi', [0, 1])])), [])
  assert.deepEqual(codes(curve([axis('x', 'min', [0, 1]), axis('y', 'mm', [0, 1])])), ['curve.unit'])
  assert.deepEqual(codes(curve([axis('x', 'min', [0, 1]), axis('y', 'zorks', [0, 1])])), ['unit.unknown'])
})

test('x comes first, then one or more of the y axes in the template’s order', () => {
  const one = (name: string) => axis(name, { x: 's', y: 'MPa', z: '°C' }[name] ?? 's', [1, 2])
  for (const [names, expected] of [
    ['xy', []], ['xz', []], ['xyz', []], ['x', ['curve.axes']], ['yz', ['curve.axes']], ['xzy', ['curve.axes']],
    ['xyy', ['curve.axes']], ['xq', ['curve.axes']],
  ] as const) assert.deepEqual(codes(curve([...names].map(one))), expected, names)
})

test('points are given once, on every axis or in a file, as many on each', () => {
  const [x, y] = [{ name: 'x', unit: 's' }, { name: 'y', unit: 'MPa' }]
  assert.deepEqual(codes(curve([x, y], { data: 'a' })), [])
  assert.deepEqual(codes(curve([x, y])), ['curve.no_points'])
  assert.deepEqual(codes(curve([{ ...x, values: [1, 2] }, y])), ['curve.no_points'])
  assert.deepEqual(codes(curve([{ ...x, values: [1] }, { ...y, values: [1] }], { data: 'a' })), ['curve.no_points'])
  assert.deepEqual(codes(curve([{ ...x, values: [1, 2] }, { ...y, values: [1] }])), ['curve.lengths'])
})

test('a point that is not finite, an x that is missing and one that does not rise are named by row and axis', () => {
  assert.deepEqual(points([0, 1], [0, -Infinity])?.details, { field: 'curve', axis: 'y', row: 2, written: '∞' })
  assert.deepEqual(points([0, null], [0, 1])?.code, 'curve.x_missing')
  assert.deepEqual(points([0, 1, 1], [0, 1, 2])?.details, { field: 'curve', axis: 'x', row: 3, before: 1, value: 1 })
  assert.equal(points([0, 1], [null, 1]), undefined)
  assert.equal(points([0], [1])?.code, 'curve.too_few')
})

test('a stored curve says what it spans and how many points are missing, and holds none of them', () => {
  const value = curve([axis('x', 's', [0, 1, 2]), axis('y', 'MPa', [5, null, -1])])
  assert.deepEqual(keptCurve([{ name: 'x', unit: 's' }, { name: 'y', unit: 'MPa' }], columnsGiven(value)!, 'sha'), {
    type: 'curve', points: 3, data: 'sha',
    axes: [{ name: 'x', unit: 's', low: 0, high: 2 }, { name: 'y', unit: 'MPa', low: -1, high: 5, missing: 1 }],
  })
})
