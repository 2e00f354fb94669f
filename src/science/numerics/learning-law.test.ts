import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorForRows, rowsForError } from './learning-law.ts'

const law = { floor: 5, rise: 40, rate: 0.5 }

test('of an error of 5 + 40/√n, 400 rows err by 7 and four times as many by 6', () => {
  assert.equal(errorForRows(law, 400), 7)
  assert.equal(rowsForError(law, 7, 400), 400)
  assert.equal(rowsForError(law, 6, 400), 1600)
})

test('below the floor, and farther than ten times the rows at hand, no number of rows is told', () => {
  assert.equal(rowsForError(law, 5, 400), null)
  assert.equal(rowsForError(law, 5.1, 400), null)
})
