import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { composition, quantity } from '../fixtures/lineages.ts'
import { kindOfField, plainValue, sourceText } from './cell.ts'

test('a number is told in the unit of its column', () => {
  assert.deepEqual(plainValue(quantity(0.2, 'GPa'), 'MPa'), { value: 200 })
  assert.deepEqual(plainValue(quantity(25, '°C'), 'K'), { value: 298.15 })
  assert.deepEqual(plainValue(quantity(50, '%'), '1'), { value: 0.5 })
})

test('a bound stays a bound and a range a range, both ends in the unit of the column', () => {
  assert.deepEqual(plainValue(quantity(1, 'GPa', { bound: '>=' }), 'MPa'), { value: 1000, bound: '>=' })
  assert.deepEqual(plainValue(quantity(1, 'mm', { high: 3 }), 'µm'), { value: 1000, high: 3000 })
})

test('a mass is refused in a column of lengths rather than shown as one', () => {
  assert.throws(
    () => plainValue(quantity(1, 'kg'), 'mm'),
    (error) => error instanceof Refusal && error.code === 'unit.incompatible',
  )
})

test('phases make one category in whatever order they were found', () => {
  for (const terms of [['FCC', 'BCC'], ['BCC', 'FCC']]) assert.deepEqual(
    plainValue({ type: 'terms', terms }, null), { value: 'BCC+FCC' },
  )
})

test('a composition is shown as written and keeps its fractions; text and yes or no are shown as they are', () => {
  assert.deepEqual(
    plainValue(composition({ Ni: 0.5, Al: 0.5 }), null), { value: 'NiAl', fractions: { Ni: 0.5, Al: 0.5 } },
  )
  assert.deepEqual(plainValue({ type: 'text', text: 'bar' }, null), { value: 'bar' })
  assert.deepEqual(plainValue({ type: 'boolean', boolean: false }, null), { value: 'false' })
})

test('a structure is shown by its name, and its file and data block stand with it', () => {
  const structure = { type: 'structure', sha256: 'ab', name: 'se.cif' } as const
  assert.deepEqual(plainValue(structure, null), { value: 'se.cif', file: { sha256: 'ab' } })
  assert.deepEqual(plainValue({ ...structure, block: 'two' }, null).file, { sha256: 'ab', block: 'two' })
})

test('only numbers with a unit are numbers to a table', () => {
  const kinds = (['quantity', 'composition', 'text', 'terms', 'boolean', 'structure'] as const)
    .map(
      (type) => kindOfField({ name: 'f', label: { en: 'f', ko: 'f' }, type, role: 'result', obligation: 'optional' })
    )
  assert.deepEqual(kinds, ['number', 'composition', 'text', 'category', 'category', 'structure'])
})

test('own work has no source to cite; articles and databases are cited by what finds them', () => {
  assert.equal(sourceText({ kind: 'own' }), null)
  assert.equal(sourceText({ kind: 'literature', doi: '10.1000/a', title: 'On alloys' }), '10.1000/a')
  assert.equal(sourceText({ kind: 'database', name: 'COD', identifier: '9008460' }), 'COD 9008460')
  assert.equal(sourceText({ kind: 'database', name: 'COD' }), 'COD')
})

test('a table and an export say of a file that is kept elsewhere where it is, and never that it is here', () => {
  const file = { type: 'file', sha256: 'a'.repeat(64), name: 'run5.h5', size: 5 } as const
  assert.deepEqual(plainValue(file, null), { value: 'run5.h5' })
  assert.deepEqual(plainValue({ ...file, address: 's3://facility/run5.h5' }, null), { value: 'run5.h5 (kept elsewhere: s3://facility/run5.h5)' })
})
