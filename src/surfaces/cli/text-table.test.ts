import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayWidth, labelled, textTable } from './text-table.ts'

test('a Korean letter is as wide as two Latin ones, also where it is written in parts', () => {
  assert.equal(displayWidth('경도 HV'), 7)
  assert.equal(displayWidth('경도'.normalize('NFD')), 4)
  assert.equal(displayWidth('Al₀.₅ − °C'), 10)
})

test('columns are aligned by what is seen, numbers to the right', () => {
  const table = textTable([{ title: '합금' }, { title: 'MPa', right: true }], [['AlTi', '1200'], ['항복강도', '80']])
  assert.equal(table, '합금       MPa\nAlTi      1200\n항복강도    80')
})

test('nothing is cut where there is no terminal', () => {
  const long = 'x'.repeat(500)
  assert.ok(textTable([{ title: 'a', shrinks: true }], [[long]]).includes(long))
})

test('a narrow terminal cuts only the columns that may be cut', () => {
  const id = '01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10'
  const table = textTable([{ title: 'Name', shrinks: true }, { title: 'ID' }], [['AlCoCrFeNi as cast, homogenised', id]], 60)
  const [, row] = table.split('\n')
  assert.equal(displayWidth(row!), 60)
  assert.match(row!, /^AlCoCrFeNi as cast, h…  01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10$/)
})

test('labels are as wide as the widest', () => {
  assert.equal(labelled([['a', '1'], ['측정', '2']]), 'a     1\n측정  2')
})
