import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceBars } from './difference-bars.ts'

const label = { en: '', ko: '' }
const input = (name: string, stage: 'design' | 'fabrication', template: string) => ({ name, label, stage, template, unit: null })
const inputs = [input('composition', 'design', 'alloy'), input('route', 'fabrication', 'casting'), input('time', 'fabrication', 'annealing')]
const words = { stage: (name: string) => name, template: (name: string) => name, colour: (stage: string) => stage }

test('the stage that explains most stands first, also where it lowers; templates stand below their stage where there are several', () => {
  const bars = differenceBars({
    by_stage: [{ name: 'design', label, value: 20 }, { name: 'fabrication', label, value: -90 }],
    by_template: [{ name: 'alloy', label, value: 20 }, { name: 'casting', label, value: -30 }, { name: 'annealing', label, value: -60 }],
  }, inputs, words)
  assert.deepEqual(bars.map((bar) => [bar.label, bar.value, bar.depth]), [
    ['fabrication', -90, 0], ['annealing', -60, 1], ['casting', -30, 1], ['design', 20, 0],
  ])
})
