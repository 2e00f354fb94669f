import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import type { LearningTable } from './columns.ts'
import { loadModel } from './load-model.ts'
import { replicateNoise, sameInputs } from './replicates.ts'
import { train } from './train.ts'

test('the pure error of (9, 11), (20, 20, 23) and a row alone is √((2 + 6) / 3)', () => {
  const key = { name: 'same', values: ['a', 'a', 'b', 'b', 'b', 'c'] }
  const noise = replicateNoise(key, Float64Array.of(9, 11, 20, 20, 23, 70), [0, 1, 2, 3, 4, 5])!
  assert.ok(Math.abs(noise.sd - Math.sqrt(8 / 3)) < 1e-12)
  assert.deepEqual([noise.rows, noise.degrees], [5, 3])
})

test('rows that differ in one input, or in whether it is known, are no replicates', () => {
  const inputs = [{ name: 'T', kind: 'number', values: [500, 500, null] }, { name: 'lot', kind: 'category', values: ['a', 'b', 'a'] }] as const
  assert.equal(sameInputs(inputs, 3), null)
})

/** 40 recipes, each measured three times with noise of 5, of a law that trees and processes learn only roughly. */
function repeated(): LearningTable {
  const random = createRandom(1)
  const recipes = Array.from({ length: 40 }, () => [random.uniform(), random.uniform()] as const)
  const rows = recipes.flatMap((recipe) => [recipe, recipe, recipe])
  return {
    n: 120,
    inputs: [0, 1].map((index) => ({ name: `x${index}`, kind: 'number' as const, values: rows.map((row) => row[index]!) })),
    target: { name: 'y', kind: 'number', values: rows.map(([a, b]) => 100 * Math.sin(6 * a) * b + 5 * random.normal()) },
  }
}

test('replicates stay on one side of a fold, tell the noise, and split the sd into noise and ignorance', () => {
  const table = repeated()
  const artefact = train(table, { seed: 1, importance: false })
  const foldOf = new Map<number, string>(artefact.card.outOfFold.map(({ row, fold }) => [Math.floor(row / 3), fold]))
  assert.ok(artefact.card.outOfFold.every(({ row, fold }) => foldOf.get(Math.floor(row / 3)) === fold))
  assert.ok(Math.abs(artefact.card.replicates!.sd - 5) < 1, `${artefact.card.replicates!.sd}`)
  assert.equal(artefact.card.replicates!.degrees, 80)
  const model = loadModel(artefact)
  if (model.task !== 'regression') throw new Error('a number was learned')
  for (const { sd, aleatoric, epistemic } of model.predict(table.inputs)) {
    assert.ok(Math.abs(sd ** 2 - aleatoric ** 2 - epistemic ** 2) < 1e-6 * sd ** 2)
    assert.ok(aleatoric <= artefact.card.replicates!.sd + 1e-9)
  }
})
