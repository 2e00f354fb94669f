import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LearningTable } from '../learning/columns.ts'
import { loadModel } from '../learning/load-model.ts'
import { train } from '../learning/train.ts'
import { bestKnown, knownRows } from './known.ts'
import { predictorOf } from './predictor.ts'
import { propose } from './propose.ts'
import { rank } from './rank.ts'
import { suggestSpace } from './space-from-table.ts'

const rows = Array.from({ length: 60 }, (_, row) => row)
const aluminium = rows.map((row) => 0.05 + (row % 20) * 0.02)
const table: LearningTable = {
  n: rows.length,
  inputs: [
    { name: 'alloy', kind: 'composition', values: aluminium.map((al) => ({ Al: al, Ni: 0.7 - al, Cr: 0.3 })) },
    { name: 'route', kind: 'category', values: rows.map((row) => (row % 3 ? 'cast' : 'wrought')) },
    { name: 'phases', kind: 'category', values: rows.map((row) => (row % 2 ? 'FCC' : 'BCC')) },
  ],
  target: { name: 'strength', kind: 'number', unit: 'MPa', values: rows.map((row) =>
    500 + 900 * aluminium[row]! + (row % 3 ? 0 : 60) + ((row * 7) % 11)) },
}

test('a trained model plans in the space that its table suggests, with the phases left open', () => {
  const model = loadModel(train(table, { seed: 1, importance: false }))
  assert.ok(model.task === 'regression')
  const predictor = predictorOf(model, table.inputs)
  const known = knownRows(table.inputs, rows.map((row) => `alloy ${row}`), table.target.values as number[])
  const space = suggestSpace(table.inputs, { exclude: ['phases'] })
  const best = bestKnown(known, space, 'max')
  const proposals = propose({ predictor, space, goal: 'max', best, count: 3, seed: 1, known, unit: 'MPa' })
  assert.equal(proposals.length, 3)
  for (const { point, mean, intervals } of proposals) {
    assert.deepEqual(Object.keys(point), ['alloy', 'route'])
    assert.ok(intervals['90'][0] <= mean && mean <= intervals['90'][1])
  }
  const ranked = rank({ predictor, candidates: proposals.map(({ point }) => point), goal: 'max', best: best.observed })
  const gains = proposals.map(({ expectedImprovement }) => expectedImprovement).sort((a, b) => b - a)
  ranked.forEach(({ expectedImprovement }, at) => assert.ok(Math.abs(expectedImprovement - gains[at]!) < 1e-6))
})
