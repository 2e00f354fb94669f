import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvHeader, csvLine, csvRow } from './table-csv.ts'

test('a CSV cell with a comma, a quote or a line end stands in quotes', () => {
  assert.equal(csvLine(['a,b', 'say "x"', 'two\nlines', '<5', '']), '"a,b","say ""x""","two\nlines",<5,\r\n')
})

const column = (name: string, kind: 'number' | 'category', unit: string | null) => (
  { name, kind, unit, label: { en: name, ko: name }, stage: null, template: null, path: { from: 'own', field: name }, filled: 1 } as const
)
const COLUMNS = [column('strength', 'number', 'MPa'), column('ratio', 'number', '1'), column('phase', 'category', null)]
const said = { record: 'r', steps: 2 }
const row = (...cells: Parameters<typeof csvRow>[0]['cells']) => ({ record: 'r0', name: 'Bar 1', cells })

test('a number stands under its unit, a missing value is empty, a bound and a range are not taken for a value', () => {
  assert.equal(csvHeader(COLUMNS, 'values'), 'record,name,strength (MPa),ratio,phase\r\n')
  const cells = row({ value: 5, bound: '<', ...said }, { value: 1, high: 2, ...said }, null)
  assert.equal(csvRow(cells, COLUMNS, 'values'), 'r0,Bar 1,<5,1–2,\r\n')
})

test('with details each value has its uncertainty, the record it was read from and the steps to it', () => {
  assert.equal(
    csvHeader(COLUMNS, 'details'),
    'record,name,strength (MPa),strength ± (MPa),strength record,strength steps,ratio,ratio ±,ratio record,ratio steps,'
      + 'phase,phase record,phase steps\r\n',
  )
  const cells = row(
    { value: 500, uncertainty: { kind: 'standard', value: 15 }, ...said },
    { value: 0.5, uncertainty: { kind: 'interval', low: 0.4, high: 0.7, level: 0.95 }, ...said }, null,
  )
  assert.equal(csvRow(cells, COLUMNS, 'details'), 'r0,Bar 1,500,15,r,2,0.5,0.4–0.7 (95 %),r,2,,,\r\n')
})
