import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { compositionKey, formatFormula, massFractions, parseFormula } from '#science/chemistry/composition.ts'
import { formatQuantity, parseQuantity } from '#science/quantities/quantity.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'

const data = process.env['SOJAE_TEST_DATA'] ?? '../shared/data'

function rows(path: string): Record<string, string>[] {
  return parse(readFileSync(join(data, path)), { columns: true, bom: true, relax_column_count: true })
}

const SETS = [
  { path: 'mpea/MPEA_dataset.csv', column: 'FORMULA', nRows: 1545, nAlloys: 630 },
  { path: 'matbench_steels/matbench_steels.csv', column: 'composition', nRows: 312, nAlloys: 312 },
  { path: 'hec_efa/efa_62.csv', column: 'formula', nRows: 62, nAlloys: 62 },
]

for (const { path, column, nRows, nAlloys } of SETS) {
  const skip = existsSync(join(data, path)) ? false : `no ${path} in ${data}`
  test(`every formula of ${path} can be read, and prints as the same alloy`, { skip }, () => {
    const formulas = rows(path).map((row) => row[column]!)
    assert.equal(formulas.length, nRows)
    const keys = new Set<string>()
    for (const formula of formulas) {
      const composition = parseFormula(formula)
      const key = compositionKey(composition)
      keys.add(key)
      assert.equal(compositionKey(parseFormula(formatFormula(composition))), key, formula)
      assert.ok(Math.abs(Object.values(massFractions(composition)).reduce((a, b) => a + b, 0) - 1) < 1e-12, formula)
    }
    assert.ok(keys.size <= nAlloys && keys.size > 0.9 * nAlloys, `${keys.size} alloys`)
  })
}

const mpea = join(data, 'mpea/MPEA_dataset.csv')
const noMpea = existsSync(mpea) ? false : `no ${mpea}`
test('every unit in the header of the alloy table can be read', { skip: noMpea }, () => {
  const columns = Object.keys(rows('mpea/MPEA_dataset.csv')[0]!)
  const units = columns.flatMap((name) => /\(([^()]*)\)$/.exec(name)?.[1] ?? [])
  assert.equal(units.length, 13)
  for (const unit of units) parseUnit(unit)
})

const obelix = join(data, 'obelix/train.csv')
test('censored conductivities stay censored', { skip: existsSync(obelix) ? false : `no ${obelix}` }, () => {
  const quantities = rows('obelix/train.csv').map((row) => parseQuantity(row['Ionic conductivity (S cm-1)']!, 'S cm-1'))
  assert.equal(quantities.filter((quantity) => quantity.bound === '<').length, 29)
  for (const quantity of quantities) assert.match(formatQuantity(quantity, 'ko'), / S\/cm$/)
})
