import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shipped } from './fixtures/shipped-template.ts'
import { matchColumns, readSheet, writeColumns } from './curve-columns.ts'

const { axes } = shipped('tension_test').fields.find(({ type }) => type === 'curve')!
const both = [{ name: 'strain', place: 0 }, { name: 'stress', place: 1 }]
const columnsOf = (text: string) => readSheet(text).columns.map(({ label, unit }) => `${label} in ${unit}`)

test('a unit in a heading is read in whichever way people put it there', () => {
  for (const head of ['strain (%),stress (MPa)', 'strain [%],stress [MPa]', 'strain / %\tstress / MPa', '"strain, %","stress, MPa"']) {
    assert.deepEqual(columnsOf(`${head}\n0,0\n`), ['strain in %', 'stress in MPa'], head)
  }
})

test('where a heading has no unit none is taken, and what is no unit is shown as it stands', () => {
  assert.deepEqual(columnsOf('strain,stress (MPaa)\n0,0'), ['strain in ', 'stress in MPaa'])
})

test('a column finds its axis by name or by label in either language, and never where two could be meant', () => {
  const places = (head: string) => matchColumns(axes!, readSheet(`${head}\n0;0;0`).columns)
  assert.deepEqual(places('time (s);Stress (MPa);STRAIN (%)'), [2, 1])
  assert.deepEqual(places('공칭변형률 (%);Engineering stress (MPa);note'), [0, 1])
  assert.deepEqual(places('strain (%);stress (MPa);stress (psi)'), [0, null])
  assert.deepEqual(places('a;b;c'), [null, null])
})

test('a first line of numbers is a point', () => {
  const sheet = readSheet('0 0\n0.1   70\n')
  assert.deepEqual(sheet.columns.map(({ heading }) => heading), ['', ''])
  assert.equal(writeColumns(sheet, both), 'strain,stress\n0,0\n0.1,70\n')
})

test('a decimal comma, a word and a row that ends early reach the hub as they are, to be refused there', () => {
  assert.equal(writeColumns(readSheet('x;y\n0,1;5\nn/a;6\n7\n'), both), 'strain,stress\n"0,1",5\nn/a,6\n7\n')
})

test('a missing value stays missing, and other columns are left out', () => {
  const sheet = readSheet('time,strain,stress\n0,0.1,\n1,0.2,140\n')
  assert.equal(writeColumns(sheet, [{ name: 'strain', place: 1 }, { name: 'stress', place: 2 }]), 'strain,stress\n0.1,\n0.2,140\n')
})

test('every number reaches the hub with the digits that were written, whatever parts the columns', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)
  fc.assert(fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), fc.constantFrom(',', ';', '\t', ' '), (points, sign) => {
    const text = ['strain stress', ...points.map(([x, y]) => `${x} ${y}`)].join('\r\n').replaceAll(' ', sign)
    const expected = ['strain,stress', ...points.map(([x, y]) => `${x},${y}`)].join('\n')
    assert.equal(writeColumns(readSheet(text), both), `${expected}\n`)
  }))
})
