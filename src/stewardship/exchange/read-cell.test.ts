import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCell } from './read-cell.ts'
import type { SheetColumn } from './read-cell.ts'

const phases: SheetColumn = {
  header: 'Microstructure', split: '+', words: { BCC: ['BCC', 'second_BCC'], FCC: 'FCC', 'Sec.': 'secondary' },
}

function termsIn(text: string): readonly string[] {
  const reading = readCell(phases, text)
  assert.ok('value' in reading && reading.value.type === 'terms')
  return reading.value.terms
}

function codeOf(column: SheetColumn, text: string, unit?: string): string {
  const reading = readCell(column, text, { unit })
  assert.ok('refused' in reading, `read: ${JSON.stringify(reading)}`)
  return reading.refused.code
}

describe('words', () => {
  test('two BCC phases are not one', () => {
    assert.deepEqual(termsIn('BCC+BCC+Sec.'), ['BCC', 'second_BCC', 'secondary'])
  })

  test('a third phase of one kind is refused where the recipe has terms for two', () => {
    assert.equal(codeOf(phases, 'BCC+BCC+BCC'), 'cell.repeated_word')
    assert.equal(codeOf(phases, 'FCC+FCC'), 'cell.repeated_word')
  })

  test('a word that the recipe does not know is refused, also one that every object knows', () => {
    assert.equal(codeOf(phases, 'BCC+HCP'), 'cell.unknown_word')
    assert.equal(codeOf(phases, 'constructor'), 'cell.unknown_word')
    assert.equal(codeOf(phases, 'BCC+'), 'cell.unknown_word')
  })
})

describe('numbers', () => {
  const strength: SheetColumn = { header: 'YS', unit: 'MPa' }

  test('a number keeps the digits that its author wrote', () => {
    const value = { type: 'quantity', value: 158, unit: 'MPa', written: '158.0' }
    assert.deepEqual(readCell(strength, '158.0'), { value })
  })

  test('what is not a number is refused, never taken for zero', () => {
    for (const text of ['high', '12,5', '1 200', '1.2.3']) assert.match(codeOf(strength, text), /^quantity\./)
  })

  test('a unit may stand in another column, and a number without it is refused', () => {
    const column: SheetColumn = { header: 'strength', unit_column: 'unit' }
    const value = { type: 'quantity', value: 1.2, unit: 'GPa', written: '1.2' }
    assert.deepEqual(readCell(column, '1.2', { unit: 'GPa' }), { value })
    assert.equal(codeOf(column, '1.2'), 'cell.no_unit')
  })
})

test('an impossible composition is refused with its own reason', () => {
  assert.match(codeOf({ header: 'FORMULA', composition: 'amount' }, 'Al0.5 Xx1'), /^composition\./)
})
