import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { readCif } from './read-cif.ts'
import { structureIn } from './structure-in.ts'

const CELL = `_cell_length_a 4.3125(3)\n_CELL_LENGTH_B 4.3125(3)\n_cell_length_c 4.9711(4)
_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 120\n`
const refusal = (text: string, block?: string) => {
  try {
    structureIn(text, block)
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    assert.match(error.text.ko, /[가-힣]/)
    return error
  }
  return assert.fail('nothing was refused')
}

test('cell, volume, symbol and formula are read as written, with their standard uncertainties', () => {
  const { cell, volume, space_group, formula, block } = structureIn(
    `data_Se # a comment\n_chemical_formula_sum Se\n_space_group_name_H-M_alt 'P 31 2 1'\n${CELL}_cell_volume 80.065(10)\n`,
  )
  assert.deepEqual([block, formula, space_group], ['Se', 'Se', 'P 31 2 1'])
  assert.deepEqual(cell!.a, { value: 4.3125, unit: 'Å', written: '4.3125(3)', uncertainty: { kind: 'standard', value: 0.0003 } })
  assert.deepEqual(cell!.gamma, { value: 120, unit: '°', written: '120' })
  assert.deepEqual([volume!.value, volume!.unit, volume!.uncertainty], [80.065, 'Å³', { kind: 'standard', value: 0.01 }])
})

test('a quote ends only before white space, a text between semicolons is one value, and loops are read over', () => {
  const [block] = readCif(`data_x
_a 'P 31 2"' # Double quote inside single quotes
_b 'O'Neill and "others"'
_t
;_cell_length_a 99
'not a tag'
;
loop_
_atom_label
_atom_x
Se1 0.25
Se2 '_cell_length_b'
_c "last"
`)
  assert.deepEqual([...block!.items], [
    ['_a', ['P 31 2"']], ['_b', ['O\'Neill and "others"']], ['_t', ["_cell_length_a 99\n'not a tag'"]], ['_c', ['last']],
  ])
})

test('what a file does not state is not given: no volume, no symbol, no formula', () => {
  const structure = structureIn(`data_x\n${CELL}_cell_volume ?\n_chemical_formula_sum .\n_space_group_name_H-M_alt ''`)
  assert.deepEqual(Object.keys(structure).sort(), ['block', 'cell'])
})

test('of several structures the one meant is named, or nothing is taken', () => {
  const both = `data_one\n${CELL}data_two\n${CELL.replace('120', '60')}data_empty\n_a 1\n`
  assert.equal(refusal(both).code, 'structure.several')
  assert.equal(structureIn(both, 'two').cell!.gamma.value, 60)
  assert.equal(refusal(both, 'empty').code, 'structure.no_cell')
})

test('no cell, half a cell, a number that is none, one tag said twice and angles that span nothing are refused', () => {
  assert.equal(refusal('%PDF-1.7').code, 'structure.no_cell')
  assert.equal(refusal(`data_x\n${CELL.replace(/.*gamma.*/, '')}`).code, 'structure.cell')
  assert.match(refusal(`data_x\n${CELL.replace('4.3125(3)', '1.000000(x)')}`).text.en, /^_cell_length_a: /)
  assert.equal(refusal(`data_x\n${CELL}_cell_length_a 5\n`).code, 'structure.twice')
  assert.equal(refusal(`data_x\n${CELL.replace('120', '-10')}`).code, 'structure.cell')
  assert.equal(refusal(`data_x\n${CELL.replace('alpha 90', 'alpha 20').replace('beta 90', 'beta 20')}`).code, 'structure.cell')
})

test('mmCIF writes the same tags with a full stop', () => {
  assert.equal(structureIn(`data_4INS\n${CELL.replaceAll(/_cell_/gi, '_cell.')}_symmetry.space_group_name_H-M 'H 3'`).space_group, 'H 3')
})

test('whatever the text, reading it comes to an end without a fault', () => {
  const piece = fc.constantFrom("'", '"', '\n;', '\n', ' ', 'data_x', 'loop_', '_cell_length_a', '#', '4.1(2)', '_b', '\r\n')
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
    readCif(pieces.join(''))
  }))
})
