import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import { inputsFromCases, inputsFromCells } from './inputs-from-cells.ts'
import { tableFromCsv } from './from-csv.ts'
import { train } from './train.ts'

const header = ['alloy', 'route', 'T', 'hv']
const rows = Array.from({ length: 24 }, (_, n) => [`Fe${n + 1}Ni`, n % 2 ? 'cast' : '7', String(n * 10), String(100 + n)])
const { table } = tableFromCsv(header, rows, { target: 'hv', formula: ['alloy'] })
const artefact = train(table, { importance: false })

const says = (code: string, en: RegExp, ask: () => unknown) => assert.throws(ask, (error: Refusal) => {
  assert.equal(error.code, code)
  assert.match(error.text.en, en)
  return true
})

test('columns are found by name whatever their order, and the rest of a file is passed over', () => {
  const given = inputsFromCells(artefact, ['T', 'note', 'route', 'alloy'], [['20', 'x', 'cast', 'FeNi']])
  assert.deepEqual(given.inputs, inputsFromCells(artefact, header, [['FeNi', 'cast', '20', '']]).inputs)
})

test('a column is read as the kind the model learned it as: a term that looks like a number stays a term', () => {
  const { inputs } = inputsFromCells(artefact, header, [['FeNi', '7', '', '']])
  assert.deepEqual(inputs.map(({ kind, values }) => [kind, values[0]]), [['composition', { Fe: 0.5, Ni: 0.5 }], ['category', '7'], ['number', null]])
})

test('a number known only as a limit is missing, as in training, and that is said', () => {
  const { inputs, notes } = inputsFromCells(artefact, header, [['FeNi', 'cast', '<20', '']])
  assert.equal(inputs[2]!.values[0], null)
  assert.match(notes[0]!.en, /^1 value of "T" is only a limit/)
})

test('what cannot be read is told by row, column and value, and a missing column by its name and what comes near', () => {
  says('learning.cell_not_number', /^Row 2, column "T": "hot" is no number/, () => inputsFromCells(artefact, header, [rows[0]!, ['FeNi', 'cast', 'hot', '']]))
  says('learning.cell_not_formula', /^Row 1, column "alloy": /, () => inputsFromCells(artefact, header, [['steel!', 'cast', '1', '']]))
  says('learning.column_missing', /needs the column "route", not in the file \(it has "Route"\)/, () => inputsFromCells(artefact, ['alloy', 'T', 'Route'], [['FeNi', '1', 'cast']]))
})

test('what a case leaves out is unknown, and what the model does not have is refused', () => {
  assert.deepEqual(inputsFromCases(artefact, [{ alloy: 'FeNi' }]).map(({ values }) => values[0]), [{ Fe: 0.5, Ni: 0.5 }, null, null])
  says('model.unknown_input', /no input “t”; it has: alloy, route, T/, () => inputsFromCases(artefact, [{ t: '3' }]))
})

test('molecules are described as in training; a column of crystal structures may be left empty, and never holds text', () => {
  const describer = { names: ['length', 'rings'], main: 2, describe: (smiles: string) => (smiles === '?' ? null : [smiles.length, 1]) }
  const chains = rows.map(([, , , hv], n) => ['C'.repeat(n + 1), hv!])
  const learned = tableFromCsv(['solvent', 'hv'], chains, { target: 'hv', smiles: { ...describer, columns: ['solvent'] } })
  const model = train(learned.table, { importance: false })
  const { inputs } = inputsFromCells(model, ['solvent'], [['CCO'], ['']], describer)
  assert.deepEqual(inputs[0]!.values, [[3, 1], null])
  says('learning.smiles', /^Row 1, column "solvent": "\?" is no SMILES/, () => inputsFromCells(model, ['solvent'], [['?']], describer))
  // To who describes molecules by other numbers the column is no molecule.
  const others = { ...describer, names: ['density', 'sites'] }
  says('learning.no_structures', /^Row 2, column "solvent": .*crystal structures/, () => inputsFromCells(model, ['solvent'], [[''], ['CCO']], others))
  assert.deepEqual(inputsFromCells(model, ['solvent'], [['']], others).inputs[0]!.values, [null])
})
