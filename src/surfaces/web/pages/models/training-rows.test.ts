import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowsWithTarget, setsOfRows, survivalOf } from './training-rows.ts'

const text = { en: '', ko: '' }
const column = (name: string) => ({ name, kind: 'number' as const, label: text, unit: null, stage: null, template: null, path: { from: 'own' as const, field: name }, filled: 0 })
const columns = ['grain', 'temperature', 'alloy', 'paper', 'strength'].map(column)
const cell = (value: number | string | null, more = {}) => (value === null ? null : { value, record: '00000000-0000-4000-8000-000000000000', steps: 0, ...more })
const row = (...values: (ReturnType<typeof cell>)[]) => ({ record: '', name: '', cells: values }) as never
const rows = [
  row(cell(10), cell(20), cell('A'), cell('p1'), cell(100)),
  row(null, cell(20), cell('A'), cell('p2'), cell(110)),
  row(null, cell(20), cell('B'), cell('p2'), cell(120)),
  row(cell(5, { bound: '<' }), null, cell('C'), null, cell(130)),
  row(cell(10), cell(20), cell('D'), cell('p3'), cell(100, { high: 200 })),
  row(cell(10), cell(20), cell('D'), cell('p3'), null),
]
const learned = rowsWithTarget({ columns, rows }, 'strength')

test('a row is learned from where its target is a value; one without, or with a range, is not', () => {
  assert.equal(learned.length, 4)
})

test('grain size costs most rows: “<5 µm” is no grain size that a model could learn from', () => {
  const survival = survivalOf(columns, learned, ['grain', 'temperature'])
  assert.equal(survival.whole, 1)
  assert.equal(survival.missing.get('grain'), 3)
  assert.deepEqual(survival.dearest, { name: 'grain', whole: 3 })
})

test('one input alone is never advised against', () => {
  assert.equal(survivalOf(columns, learned, ['grain']).dearest, null)
})

test('the same alloy in one paper ties it to all alloys of the other paper; rows without a key are tied to none', () => {
  assert.deepEqual(setsOfRows(columns, learned, ['alloy', 'paper']), { sets: 2, largest: 3 })
  assert.deepEqual(setsOfRows(columns, learned, []), { sets: 4, largest: 1 })
})
