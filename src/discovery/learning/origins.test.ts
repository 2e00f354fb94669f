import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import type { LearningTable } from './columns.ts'
import { loadModel } from './load-model.ts'
import { trainAcrossOrigins } from './origins.ts'

const law = (x: number) => 10 * Math.sin(8 * x) + 5 * x
const isMeasured = (row: number) => row % 11 === 5
/** 20 measured values, and 200 computed ones that lie lower by 3 but follow `like`. */
function rows(like: (x: number) => number): { table: LearningTable; origins: string[] } {
  const random = createRandom(1)
  const x = Array.from({ length: 220 }, () => random.uniform())
  const origins = x.map((_, row) => (isMeasured(row) ? 'measured' : 'computed'))
  return {
    origins,
    table: {
      n: 220, inputs: [{ name: 'x', kind: 'number', values: x }],
      target: { name: 'y', kind: 'number', values: x.map((value, row) => (isMeasured(row) ? law(value) : like(value) - 3) + 0.1 * random.normal()) },
    },
  }
}

test('computed values that follow the same law, but lie lower, help, and predictions are of measured values', () => {
  const { table, origins } = rows(law)
  const artefact = trainAcrossOrigins(table, origins, 'measured', { seed: 1, importance: false })
  assert.match(artefact.card.notes.at(-1)!.en, /^200 rows of other origins help: .* values\.$/)
  const model = loadModel(JSON.parse(JSON.stringify(artefact)))
  if (model.task !== 'regression') throw new Error('a number was learned')
  const grid = Array.from({ length: 20 }, (_, at) => 0.05 + 0.045 * at)
  const said = model.predict([{ name: 'x', kind: 'number', values: grid }])
  const bias = said.reduce((sum, { mean }, at) => sum + mean - law(grid[at]!), 0) / grid.length
  assert.ok(Math.abs(bias) < 1, `${bias}`)
  assert.equal(artefact.card.outOfFold.length, 20)
})

test('computed values of another law are left out, and the card says what they would have cost', () => {
  const { table, origins } = rows((x) => -30 * Math.cos(23 * x))
  const { card, constants } = trainAcrossOrigins(table, origins, 'measured', { seed: 1, importance: false })
  assert.equal(card.rows, 20)
  assert.ok(card.outOfFold.every(({ row }) => origins[row] === 'measured'))
  assert.equal(constants, undefined)
  assert.match(card.notes.at(-1)!.en, /^200 rows of other origins were left out/)
})

test('rows of one origin alone are trained on as ever', () => {
  const { table } = rows(law)
  const { card } = trainAcrossOrigins(table, Array.from({ length: 220 }, () => 'measured'), 'measured', { seed: 1, importance: false, family: 'et' })
  assert.ok(!card.notes.some(({ en }) => en.includes('origins')))
})
