import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import { timesOfCells } from './times-of-cells.ts'

test('years are numbers; dates of any precision come in order, and an empty cell has no time', () => {
  assert.deepEqual(timesOfCells('t', ['2019', null, '2021']), [2019, null, 2021])
  const times = timesOfCells('t', ['2019', '2019-03', '2019-03-01T12:30', '2019-03-01T12:30:01+00:00', '2020-01-02'])
  assert.deepEqual(times, times.toSorted((a, b) => a! - b!))
  assert.equal(times[2], Date.UTC(2019, 2, 1, 12, 30))
})

test('what is neither a number nor a date is refused with its row, and so is a date that never was', () => {
  for (const [row, cell] of [[2, '3.4.2020'], [2, '2020-13-01'], [2, 'May'], [2, '2020-02-30']] as const) {
    assert.throws(() => timesOfCells('made', ['2020-01-01', cell]), (error: Refusal) => {
      assert.equal(error.code, 'learning.no_time')
      assert.deepEqual([error.details['row'], error.details['value']], [row, cell])
      return true
    })
  }
})
