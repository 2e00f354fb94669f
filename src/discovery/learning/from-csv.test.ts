import assert from 'node:assert/strict'
import test from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { tableFromCsv } from './from-csv.ts'

const header = ['alloy', 'T', 'route', 'label', 'YS']
const rows = Array.from({ length: 12 }, (_, row) =>
  [`Fe${row + 1}Ni`, row % 4 ? String(20 * row) : '', row % 2 ? 'CAST' : 'WROUGHT', `sample ${row}`, `${300 + row}.5`])

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

test('numbers, categories, formulas and names of rows are told apart, and what was guessed is said', () => {
  const { table, notes } = tableFromCsv(header, rows, { target: 'YS' })
  assert.deepEqual(table.inputs.map(({ name, kind }) => `${name} ${kind}`),
    ['alloy composition', 'T number', 'route category'])
  assert.equal(table.inputs[1]!.values[0], null)
  assert.deepEqual(table.target.values.slice(0, 2), [300.5, 301.5])
  assert.ok(notes.some((note) => note.en.includes('"alloy" was taken as a composition: 12 of 12')))
  assert.ok(notes.some((note) => note.en.includes('"label" was ignored')))
})

test('a decimal comma or a unit in one cell makes a column a category, never a guessed number', () => {
  const { table } = tableFromCsv(['T', 'YS'], [['1,5', '1'], ['2', '2'], ['12 MPa', '3']], { target: 'YS' })
  assert.equal(table.inputs[0]!.kind, 'category')
})

test('one slip among numbers is refused by its row, and never makes a class of every number', () => {
  const slip = [['1', '10'], ['2', 'abc'], ['3', '30']]
  const refused = refusal(() => tableFromCsv(['T', 'YS'], slip, { target: 'YS' }))
  assert.equal(refused.code, 'learning.target_not_number')
  assert.match(refused.text.en, /"abc" in row 2/)
  const { table } = tableFromCsv(['T', 'YS'], slip, { target: 'YS', task: 'classification' })
  assert.deepEqual(table.target.values, ['10', 'abc', '30'])
})

test('a target of words alone is learned as labels', () => {
  const { table } = tableFromCsv(['T', 'phase'], [['1', 'FCC'], ['2', 'BCC']], { target: 'phase' })
  assert.equal(table.target.kind, 'category')
})

test('an unknown column is refused with the closest names', () => {
  const { code, text } = refusal(() => tableFromCsv(header, rows, { target: 'ys' }))
  assert.equal(code, 'learning.column_unknown')
  assert.match(text.en, /Closest: "YS"/)
})

test('a formula that does not parse is refused with its row and column where the column was named', () => {
  const odd = rows.with(1, rows[1]!.with(0, 'FeXx2'))
  const { text } = refusal(() => tableFromCsv(header, odd, { target: 'YS', formula: ['alloy'] }))
  assert.match(text.en, /^Row 2, column "alloy": /)
})

test('group and fold columns split rows and are not learned from, except a formula that groups', () => {
  const { table } = tableFromCsv(header, rows,
    { target: 'YS', group: ['route', 'alloy'], formula: ['alloy'], folds: 'label' })
  assert.deepEqual(table.inputs.map((column) => column.name), ['alloy', 'T'])
  assert.deepEqual(table.groups?.map((group) => group.name), ['route', 'alloy'])
  assert.equal(table.folds?.[3], 'sample 3')
})

test('ragged rows, two columns of one name and an empty fold are refused', () => {
  assert.equal(refusal(() => tableFromCsv(header, rows.with(0, ['Fe']), { target: 'YS' })).code, 'learning.row_ragged')
  assert.equal(refusal(() => tableFromCsv(['a', 'a'], [], { target: 'a' })).code, 'learning.column_twice')
  assert.equal(refusal(() => tableFromCsv(header, rows, { target: 'YS', folds: 'T' })).code, 'learning.fold_missing')
})

test('limits are read: of the target learned from as such, of an input counted as missing, with a note', () => {
  const { table, notes } = tableFromCsv(['grain', 'σ'], [['> 20', '1e-4'], ['12', '<1E-10'], ['9', '≥ 2'], ['', '']], { target: 'σ' })
  assert.deepEqual(table.inputs[0]!.values, [null, 12, 9, null])
  assert.deepEqual(table.target.values, [1e-4, 1e-10, 2, null])
  assert.deepEqual(table.target.kind === 'number' && table.target.limits, [null, 'below', 'above', null])
  assert.match(notes[0]!.en, /1 value of "grain" is only a limit/)
})

test('a target that holds nothing but limits is no number', () => {
  assert.throws(() => tableFromCsv(['x', 'y'], [['1', '<2'], ['2', '<3']], { target: 'y', task: 'regression' }), /no number/)
})

test('a column of SMILES is one input of many numbers, may group rows, and a bad one is told with row and column', () => {
  const describe = (smiles: string) => (smiles === 'C1' ? null : [smiles.length, null])
  const smiles = { columns: ['solvent'], names: ['length', 'unknown'], main: 1, describe }
  const { table } = tableFromCsv(['solvent', 'y'], [['CCO', '1'], ['', '2'], ['O', '3']], { target: 'y', smiles, group: ['solvent'] })
  assert.deepEqual(table.inputs, [
    { name: 'solvent', kind: 'vector', names: ['length', 'unknown'], main: 1, values: [[3, null], null, [1, null]] },
  ])
  assert.deepEqual(table.groups![0]!.values, ['CCO', null, 'O'])
  const { code, text } = refusal(() => tableFromCsv(['solvent', 'y'], [['CCO', '1'], ['C1', '2']], { target: 'y', smiles }))
  assert.equal(code, 'learning.smiles')
  assert.match(text.en, /^Row 2, column "solvent": "C1" is no SMILES/)
})

test('rows of one family of elements share a key, whatever their amounts; without a composition that is refused', () => {
  const header = ['alloy', 'year', 'hv']
  const rows = [['FeNi', '2020', '1'], ['Fe3Ni', '2021', '2'], ['FeCr', '2022', '3']]
  const { table } = tableFromCsv(header, rows, { target: 'hv', formula: ['alloy'], family: true })
  const [first, second, third] = table.groups![0]!.values
  assert.equal(first, second)
  assert.notEqual(first, third)
  assert.throws(() => tableFromCsv(['year', 'hv'], [['1', '2']], { target: 'hv', family: true }), { code: 'learning.no_composition' })
})

test('a time is no input, and columns that are not named among the inputs are not learned from', () => {
  const { table } = tableFromCsv(['a', 'b', 'year', 'hv'], [['1', '2', '2020', '3'], ['4', '5', '2021', '6']], { target: 'hv', time: 'year', inputs: ['a'] })
  assert.deepEqual(table.inputs.map(({ name }) => name), ['a'])
  assert.deepEqual(table.times, [2020, 2021])
  assert.throws(() => tableFromCsv(['a', 'hv'], [['1', '3']], { target: 'hv', inputs: ['c'] }), { code: 'learning.column_unknown' })
})
