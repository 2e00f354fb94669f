import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Predictor } from './predictor.ts'
import { rank } from './rank.ts'

/** Means and sds by name, as a model of a category would have them. */
function predictorOf(table: Readonly<Record<string, readonly [number, number]>>, logTarget = false): Predictor {
  const look = (route: unknown) => table[String(route)]!
  return {
    inputs: [{ name: 'route', kind: 'category' }],
    logTarget,
    judge: (points) => ({
      mean: Float64Array.from(points, (point) => look(point['route'])[0]),
      sd: Float64Array.from(points, (point) => look(point['route'])[1]),
    }),
    predict: (points) => points.map((point) => {
      const [mean, sd] = look(point['route'])
      const all: [number, number] = [mean - sd, mean + sd]
      return { mean, sd, aleatoric: 0, epistemic: sd, distance: 0, intervals: { '50': all, '80': all, '90': all, '95': all } }
    }),
  }
}

const candidates = ['sure', 'bold', 'poor', 'hopeless'].map((route) => ({ route }))
const table = { sure: [100, 1], bold: [95, 20], poor: [60, 5], hopeless: [10, 1] } as const

test('a bold candidate stands before a sure one that only equals the best known', () => {
  const ranked = rank({ predictor: predictorOf(table), candidates, goal: 'max', best: 100 })
  assert.deepEqual(ranked.map(({ point }) => point['route']), ['bold', 'sure', 'poor', 'hopeless'])
  assert.ok(ranked.every(({ expectedImprovement }) => expectedImprovement >= 0))
})

test('hopeless candidates keep an order although their improvement is zero to the computer', () => {
  const ranked = rank({ predictor: predictorOf({ far: [-1e3, 1], farther: [-2e3, 1] }), goal: 'max', best: 0,
    candidates: [{ route: 'farther' }, { route: 'far' }] })
  assert.deepEqual(ranked.map(({ point }) => point['route']), ['far', 'farther'])
})

test('a log target is improved in its own unit', () => {
  const predictor = predictorOf({ a: [-3, 1e-6] }, true)
  const [first] = rank({ predictor, candidates: [{ route: 'a' }], goal: 'max', best: 1e-4 })
  assert.ok(Math.abs(first!.expectedImprovement - 9e-4) < 1e-7)
})
