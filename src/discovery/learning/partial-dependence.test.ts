import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import type { Column } from './columns.ts'
import { loadModel } from './load-model.ts'
import type { RegressionModel } from './model.ts'
import { partialDependence } from './partial-dependence.ts'
import { train } from './train.ts'

const random = createRandom(1)
const n = 200
const x = Array.from({ length: n }, () => random.uniform())
const route = x.map((_, row) => (row % 2 ? 'cast' : 'wrought'))
const inputs: Column[] = [{ name: 'x', kind: 'number', values: x }, { name: 'route', kind: 'category', values: route }]
/** x helps only what is wrought. */
const values = x.map((value, row) => 100 + (route[row] === 'wrought' ? 100 * value : 0) + random.normal())
const model = loadModel(train({ n, inputs, target: { name: 'y', kind: 'number', values } }, { seed: 1, family: 'et' })) as RegressionModel

test('the mean follows the mean effect, and its spread tells that the effect depends on the route', () => {
  const curve = partialDependence(model, inputs, inputs[0] as Extract<Column, { kind: 'number' }>)
  assert.equal(curve.length, 25)
  const [first, last] = [curve[0]!, curve.at(-1)!]
  assert.ok(Math.abs(last.mean - first.mean - 48) < 10, `${last.mean - first.mean}`)
  assert.ok(last.high - last.low > 70 && first.high - first.low < 30)
  assert.ok(curve.every(({ sd }) => sd > 0))
})

test('of a category every value is told', () => {
  const [cast, wrought] = partialDependence(model, inputs, inputs[1] as Extract<Column, { kind: 'category' }>)
  assert.deepEqual([cast!.at, wrought!.at], ['cast', 'wrought'])
  assert.ok(Math.abs(cast!.mean - 100) < 5 && Math.abs(wrought!.mean - 150) < 8)
})
