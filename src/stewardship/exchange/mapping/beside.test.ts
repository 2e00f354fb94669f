import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOTHING_BESIDE, pathAround, textsThatName } from './beside.ts'

const beside = (...paths: string[]) => ({ ...NOTHING_BESIDE, paths })
const around = (cells: string[], ...paths: string[]) => pathAround(cells, beside(...paths))?.path ?? null

test('cells name files where one folder and one ending around at least half of them are paths of the ZIP', () => {
  assert.equal(around(['a', 'b', 'c'], 'cifs/a.cif', 'cifs/b.cif', 'readme.txt'), 'cifs/{}.cif')
  assert.equal(around(['a', 'b', 'c'], 'cifs/a.cif', 'readme.txt'), null, 'one of three')
  assert.equal(around(['a.cif', 'b.cif'], 'x/cifs/a.cif', 'x/cifs/b.cif'), 'x/cifs/{}')
  assert.equal(around(['sem/1.png', 'sem/2.png'], 'raw/sem/1.png', 'raw/sem/2.png'), 'raw/{}')
  assert.equal(around(['1', '2']), null)
})

test('the folder in which all lie may be left out, a name with points keeps them', () => {
  assert.equal(pathAround(['a.1', 'a.2'], { ...NOTHING_BESIDE, top: 'set/', paths: ['set/a.1.tif', 'set/a.2.tif', 'set/sheet.csv'] })?.path, '{}.tif')
})

test('of two folders that hold files so called, the one with more of them is meant', () => {
  assert.deepEqual(pathAround(['a', 'b', 'b', 'c'], beside('cif/a.cif', 'png/a.png', 'png/b.png', 'png/c.png')), { path: 'png/{}.png', n: 3, of: 3 })
})

test('numbers name no records: a temperature of 300 is not the sample 300', () => {
  assert.deepEqual(textsThatName(['300', '4e2', '300']), [])
  assert.deepEqual(textsThatName(['300', 'M1', 'M1']), ['300', 'M1'])
})
