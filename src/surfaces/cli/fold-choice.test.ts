import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import { foldChoice } from './fold-choice.ts'

const none = { split: undefined, group: [], time: undefined, folds: undefined }
const choice = (change: Partial<Parameters<typeof foldChoice>[0]>) => foldChoice({ ...none, ...change }, 'model evaluate')

test('what is named is meant: groups, times, folds; random only where nothing is', () => {
  assert.deepEqual(
    [choice({}), choice({ group: ['doi'] }), choice({ time: 'year' }), choice({ folds: 'fold' }), choice({ split: 'family', group: ['doi'] })],
    ['random', 'groups', 'time', null, 'family'],
  )
})

test('folds that contradict each other are refused rather than one of them passed over', () => {
  for (const change of [
    { split: 'random', group: ['doi'] }, { split: 'groups' }, { split: 'time' }, { split: 'family', time: 'year' },
    { time: 'year', group: ['doi'] }, { folds: 'fold', split: 'random' }, { folds: 'fold', time: 'year' },
  ] as const) assert.throws(() => choice(change), (error: Refusal) => error.code === 'usage.split', JSON.stringify(change))
})
