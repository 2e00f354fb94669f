import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyRecipe } from '../apply-recipe.ts'
import type { Applied } from '../apply-recipe.ts'
import { hardnessRecipe, hardnessTemplates } from '../fixtures/hardness.ts'
import { sheetFileOf, writeXlsx } from '../fixtures/write-xlsx.ts'
import type { WrittenCell } from '../fixtures/write-xlsx.ts'
import { readRows } from '../read-rows.ts'
import type { TableFile } from '../recipe.ts'

const HEADER = ['formula', 'method', 'HV', 'T', 'doi', 'title', 'year']

function apply(rows: WrittenCell[][], file: TableFile = { kind: 'xlsx', missing: ['', 'n/a'] }): Promise<Applied> {
  const bytes = writeXlsx({ sheets: [{ name: 'Tests', rows }] })
  const recipe = { ...hardnessRecipe, file }
  return applyRecipe(recipe, hardnessTemplates, readRows(sheetFileOf(bytes), file))
}

test('a workbook makes the records that the same rows make as CSV', async () => {
  const rows: WrittenCell[][] = [HEADER, ['CoNi', 'cast', 120.5, 25, '10.1000/a', 'A title', 2020], ['CoNi', 'cast', 90, 600, '10.1000/a', 'A title', 2020]]
  const csv: TableFile = { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: ['', 'n/a'] }
  const whole = Buffer.from(rows.map((cells) => cells.join(',')).join('\n'))
  const fromCsv = await applyRecipe(hardnessRecipe, hardnessTemplates, readRows(sheetFileOf(whole), csv))
  assert.deepEqual(await apply(rows), fromCsv)
})

test('an error value and a formula without its result are findings at their line and column, and the rest of their row goes in', async () => {
  const { drafts, findings } = await apply([
    HEADER, ['CoNi', 'cast', { xml: 't="e"><v>#DIV/0!</v>' }, 25, '10.1000/a', null, null], ['CoFe', 'cast', 90, { xml: '><f>A1*2</f>' }, '10.1000/a', null, null],
  ])
  const refused = findings.filter(({ severity, column }) => severity === 'refused' && column !== null)
  assert.deepEqual(refused.map(({ severity, code, line, column, value }) => [severity, code, line, column, value]), [
    ['refused', 'cell.error_value', 2, 'HV', '#DIV/0!'], ['refused', 'cell.formula_without_value', 3, 'T', '=A1*2'],
  ])
  assert.match(refused[0]!.text.ko, /C2 칸/)
  assert.equal(drafts.filter(({ key }) => key.startsWith('alloy[')).length, 2)
})
