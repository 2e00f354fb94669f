// How long training the whole of MPEA takes (choice, calibration, importance, final fit), and predicting with it.
import { writeFileSync } from 'node:fs'
import { loadModel } from '#discovery/learning/load-model.ts'
import { train } from '#discovery/learning/train.ts'
import { machine } from '../machine.ts'
import { mpea } from './sets.ts'

const table = mpea()
const seconds = <T>(work: () => T): [T, number] => {
  const start = performance.now()
  const result = work()
  return [result, Math.round(performance.now() - start) / 1000]
}
let steps = 0
const [artefact, training] = seconds(() => train(table, {}, () => steps++))
const [model, loading] = seconds(() => loadModel(artefact))
if (model.task !== 'regression') throw new Error('yield strength is a number')
const [X, encoding] = seconds(() => model.encode(table.inputs))
const [, predicting] = seconds(() => model.predictEncoded(X))
const [, means] = seconds(() => model.meanEncoded(X))
const figures = {
  rows: artefact.card.rows, features: model.features.length, kind: model.kind, progressCalls: steps,
  jsonMb: Math.round(JSON.stringify(artefact).length / 1e4) / 100,
  seconds: { training, loading, encoding, predicting, means }, rowsPredicted: table.n,
}
console.log(machine(), figures)
writeFileSync(new URL('../results/training.json', import.meta.url),
  `${JSON.stringify({ name: 'training', machine: machine(), ...figures }, null, 1)}\n`)
