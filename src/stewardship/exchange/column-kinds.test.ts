// Columns in which what belongs together stands apart: shares of one composition, a value and its spread, a sign after a number.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseComposition } from '#science/chemistry/composition.ts'
import type { RecipeColumn } from './recipe.ts'
import { RowReader } from './row-reader.ts'
import type { ReadCell } from './row-reader.ts'
import { formulaOfShares } from './shares.ts'

const label = { en: 'x', ko: 'x' }
/** What a column reads in one row of a sheet. */
function read(column: RecipeColumn, sheet: Record<string, string>, decimal: '.' | ',' = '.'): ReadCell {
  const spread: RecipeColumn = { header: 'std', text: true }
  const shares = Object.keys(sheet).map((header): [string, RecipeColumn] => [header.toLowerCase(), { header, text: true }])
  const columns = { it: column, ...('shares' in column && Object.fromEntries(shares)), ...('std' in sheet && { spread }) }
  const reader = new RowReader(
    { recipe: 'r', version: 1, title: label, file: { kind: 'csv', delimiter: ';', encoding: 'utf-8', missing: [''], decimal }, columns, records: [] },
    { line: 1, cells: Object.keys(sheet) },
  )
  return reader.read({ line: 2, cells: Object.values(sheet) }).cells.get('it')!
}
const value = (cell: ReadCell) => (cell.state === 'read' ? cell.value : cell.state === 'refused' ? cell.code : null)
const written = (cell: ReadCell) => (cell.state === 'read' && cell.value.type === 'composition' ? [cell.value.written, cell.value.fractions] : value(cell))

const STEEL: RecipeColumn = { header: 'C', composition: 'mass', shares: { C: 'c', Cr: 'cr' }, rest: 'Fe' }

test('columns of shares are one composition; iron makes up what they leave', () => {
  const [text, fractions] = written(read(STEEL, { C: '0.4', Cr: '18' })) as [string, Record<string, number>]
  assert.equal(text, 'C0.4Cr18Fe81.6')
  assert.deepEqual(fractions, parseComposition('C0.4Cr18Fe81.6', 'mass').fractions)
})

test('an element whose cell is empty is left out; a row without any share has no composition, and is not pure iron', () => {
  assert.equal((written(read(STEEL, { C: '0.4', Cr: '' })) as [string])[0], 'C0.4Fe99.6')
  assert.equal(read(STEEL, { C: '', Cr: '' }).state, 'missing')
})

test('a share that is no number, below zero or beyond the whole is refused, never clipped', () => {
  assert.equal(value(read(STEEL, { C: 'trace', Cr: '18' })), 'cell.not_a_share')
  assert.equal(value(read(STEEL, { C: '-1', Cr: '18' })), 'cell.not_a_share')
  assert.equal(value(read(STEEL, { C: '90', Cr: '18' })), 'cell.shares_above_whole')
})

test('shares are read with the decimal comma of their sheet', () => {
  assert.equal((written(read(STEEL, { C: '0,4', Cr: '18' }, ',')) as [string])[0], 'C0.4Cr18Fe81.6')
  assert.equal(read(STEEL, { C: '0.4', Cr: '18' }, ',').state, 'refused')
})

test('with the rest made up, shares sum to a hundred to the last digit that a sheet has', () => {
  const share = fc.integer({ min: 0, max: 500_000 }).map((n) => n / 10_000)
  fc.assert(fc.property(share, share, (cobalt, iridium) => {
    const formula = formulaOfShares({ shares: { Co: 'a', Ir: 'b' }, rest: 'Ni' }, (column) => String(column === 'a' ? cobalt : iridium), null) as string
    const sum = [...formula.matchAll(/[A-Z][a-z]([\d.]+)/g)].reduce((total, [, digits]) => total + Number(digits), 0)
    assert.ok(Math.abs(sum - 100) < 1e-7, formula)
  }))
})

const SLOPE: RecipeColumn = { header: 'Tafel', unit: 'mV', uncertainty_column: 'spread' }

test('a deviation in the next column is the number’s standard uncertainty; a zero or an empty cell says nothing', () => {
  assert.deepEqual(value(read(SLOPE, { Tafel: '72.4', std: '0.86' })), {
    type: 'quantity', value: 72.4, unit: 'mV', written: '72.4', uncertainty: { kind: 'standard', value: 0.86 },
  })
  for (const std of ['0', '']) assert.deepEqual(value(read(SLOPE, { Tafel: '72.4', std })), { type: 'quantity', value: 72.4, unit: 'mV', written: '72.4' })
  assert.equal(value(read(SLOPE, { Tafel: '72.4', std: '-1' })), 'cell.not_a_spread')
  assert.equal(value(read(SLOPE, { Tafel: '72.4', std: '1–2' })), 'cell.not_a_spread')
})

test('4910x is 4910 where the recipe says that an x follows; 4910y is refused', () => {
  const column: RecipeColumn = { header: 'magnification', unit: '1', after: ['x', 'X'] }
  assert.deepEqual(['4910x', '1964 X'].map((text) => (value(read(column, { magnification: text })) as { value: number }).value), [4910, 1964])
  assert.match(value(read(column, { magnification: '4910y' })) as string, /^(quantity|unit)\./)
})

test('what a recipe states is read in every row whose cell is filled, and in no other', () => {
  const column: RecipeColumn = { header: 'XRF', words: { xrf: 'xrf' }, stated: 'xrf' }
  assert.deepEqual(value(read(column, { XRF: '88.18' })), { type: 'terms', terms: ['xrf'] })
  assert.equal(read(column, { XRF: '' }).state, 'missing')
  assert.deepEqual(value(read({ header: 'XRF', text: true, stated: 'Co' }, { XRF: '88.18' })), { type: 'text', text: 'Co' })
})
