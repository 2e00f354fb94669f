import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import { parseBudget } from './parse-budget.ts'

test('a budget is seconds, with or without their unit; no other unit passes for seconds', () => {
  assert.deepEqual([undefined, '300', '300s', '0.5 s'].map((text) => parseBudget(text, 'model train')), [undefined, 300, 300, 0.5])
  for (const text of ['5m', '0', '-3s', '', 's']) {
    assert.throws(() => parseBudget(text, 'model train'), (error: Refusal) => error.code === 'usage.budget', text)
  }
})
