import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contributionBars } from './contribution-bars.ts'

const text = { en: '', ko: '' }
const input = (name: string, stage: string, template: string) => ({ name, stage, template, label: text, unit: null })

test('bars go from stage to template to column, largest first, and a template of one column is not drawn twice', () => {
  const bars = contributionBars(
    {
      inputs: [input('composition', 'design', 'alloy'), input('phases', 'property', 'microstructure'),
        input('temperature', 'property', 'test'), input('test_type', 'property', 'test')],
      contributions: {
        by_column: [{ name: 'composition', value: 50, sd: 2 }, { name: 'phases', value: 5, sd: 1 },
          { name: 'temperature', value: 60, sd: 3 }, { name: 'test_type', value: 7, sd: 1 }],
        by_template: [{ name: 'alloy', value: 50, sd: 1 }, { name: 'microstructure', value: 5, sd: 1 }, { name: 'test', value: 67, sd: 1 }],
        by_stage: [{ name: 'design', value: 50, sd: 1 }, { name: 'property', value: 72, sd: 1 }],
        method: text,
      },
    },
    { stage: (stage) => `stage ${stage}`, template: (template) => `template ${template}`, column: (name) => name },
  )
  assert.deepEqual(bars.map(({ label, depth, value }) => [depth, label, value]), [
    [0, 'stage property', 72], [1, 'template test', 67], [2, 'temperature', 60], [2, 'test_type', 7], [1, 'phases', 5],
    [0, 'stage design', 50], [1, 'composition', 50],
  ])
})
