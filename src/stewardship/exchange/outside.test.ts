import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Template } from '#record/templates/template.ts'
import { applyRecipe } from './apply-recipe.ts'
import type { CsvRow } from './csv-row.ts'
import { curveOfRows } from './curve-of-rows.ts'
import type { Outside } from './outside.ts'
import type { CellReading } from './read-cell.ts'
import type { Recipe } from './recipe.ts'

const label = { en: 'x', ko: 'x' }
const bar: Template = { template: 'bar', version: 1, kind: 'material', stage: 'fabrication', label, fields: [] }
const tension: Template = {
  template: 'tension', version: 1, kind: 'measurement', stage: 'property', label, fields: [
    { name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', axes: [{ name: 'strain', label, unit: '1' }, { name: 'stress', label, unit: 'MPa' }] },
    { name: 'strength', label, type: 'quantity', role: 'result', unit: 'MPa', obligation: 'required' },
    { name: 'sheet', label, type: 'file', role: 'result', obligation: 'optional' },
  ],
}
const templates = new Map([['bar@1', bar], ['tension@1', tension]])

const recipe: Recipe = {
  recipe: 'tests', version: 1, title: label, file: { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [''] },
  columns: {
    bar: { header: 'sample', names: 'bar' },
    curve: {
      header: 'file', curve: 'curves/{}', read: { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [''] },
      axes: [{ axis: 'strain', header: 'e', unit: '1' }, { axis: 'stress', header: 's', unit: 'ksi' }],
    },
  },
  records: [{ as: 'test', template: 'tension@1', name: 'Test', origin: 'measured', key: ['bar'], of: 'bar', values: { curve: 'curve' } }],
}

async function* rows(...cells: string[][]): AsyncGenerator<CsvRow> {
  for (const [index, each] of cells.entries()) yield { line: index + 1, cells: each }
}

/** A hub that holds the bar B-1, and a folder with one curve whose maximum is 45 ksi. */
const outside: Outside = {
  read: async (column, target, texts) => new Map(texts.map((text): [string, CellReading] => {
    if ('names' in column) {
      return [text, text === 'B-1'
        ? { value: { type: 'reference', to: { record: 'id-of-b1' } } }
        : { refused: { code: 'cell.unknown_record', text: { en: `No record is called “${text}”.`, ko: text } } }]
    }
    assert.equal(target?.field.name, 'curve')
    return [text, {
      value: { type: 'curve', axes: [{ name: 'strain', unit: '1' }, { name: 'stress', unit: 'ksi' }], points: 9, data: 'a'.repeat(64) },
      summaries: [{ name: 'strength', value: { type: 'quantity', value: 45, unit: 'ksi', from_curve: 'curve' } }],
    }]
  })),
}

describe('a sheet of tests on samples that the hub holds', () => {
  test('hangs each test on the sample that its row names; a required value may come from the curve', async () => {
    const { drafts, findings } = await applyRecipe(recipe, templates, rows(['sample', 'file'], ['B-1', 'b1.csv']), undefined, outside)
    assert.deepEqual(findings, [])
    const [{ key, content }] = drafts as [typeof drafts[number]]
    assert.ok(content.kind === 'measurement')
    assert.equal(content.of, 'record:id-of-b1')
    assert.deepEqual(content.values['strength'], { type: 'quantity', value: 45, unit: 'ksi', from_curve: 'curve' })
    assert.equal(key, 'test[{"record":"id-of-b1"}]')
  })

  test('makes nothing of a row whose sample is not there, and says which cell', async () => {
    const { drafts, findings } = await applyRecipe(recipe, templates, rows(['sample', 'file'], ['b1', 'b1.csv'], ['', 'b2.csv']), undefined, outside)
    assert.equal(drafts.length, 0)
    const told = findings.filter(({ severity }) => severity === 'refused').map(({ line, column, value, code }) => [line, column, value, code])
    assert.deepEqual(told, [[2, 'sample', 'b1', 'cell.unknown_record'], [3, null, null, 'record.left_out']])
    assert.match(findings.find(({ line }) => line === 3)!.text.en, /The row names no record in “sample”/)
  })

  test('cannot say that its process made what is there already', async () => {
    const cut: Template = { ...bar, template: 'cut', kind: 'process' }
    const wrong: Recipe = { ...recipe, columns: { bar: recipe.columns['bar']! }, records: [
      { as: 'cut', template: 'cut@1', name: 'Cut', origin: 'measured', key: ['bar'], values: {}, outputs: [{ record: 'bar' }] },
    ] }
    await assert.rejects(applyRecipe(wrong, new Map([...templates, ['cut@1', cut]]), rows(['sample'], ['B-1'])), { code: 'recipe.made_elsewhere' })
  })

  test('is refused whole where a column of files fills no field, or its template is not known', async () => {
    const idle: Recipe = { ...recipe, columns: { ...recipe.columns, picture: { header: 'file', file: 'pictures/{}' } } }
    await assert.rejects(applyRecipe(idle, templates, rows(['sample', 'file'])), { code: 'recipe.file_column' })
    const unknown: Recipe = { ...recipe, columns: { ...recipe.columns, bar: { header: 'sample', names: 'barr' } } }
    await assert.rejects(applyRecipe(unknown, templates, rows(['sample', 'file'])), { code: 'recipe.unknown_template', message: /“bar”/ })
  })
})

describe('a curve in a file of columns', () => {
  const column = recipe.columns['curve'] as Parameters<typeof curveOfRows>[1]

  test('has the points as written, a gap where a cell is empty', async () => {
    const curve = await curveOfRows(rows(['s', 'e'], ['10', '0.001'], ['', '2e-3']), column)
    assert.deepEqual(curve.axes, [{ name: 'strain', unit: '1', values: [0.001, 0.002] }, { name: 'stress', unit: 'ksi', values: [10, null] }])
  })

  test('of several beside one another has its own lines only: the longest makes them', async () => {
    const curve = await curveOfRows(rows(['s', 'e', 'e2'], ['10', '0.001', '1'], ['', '', '2']), column)
    assert.deepEqual(curve.axes.map(({ values }) => values), [[0.001], [10]])
  })

  test('is refused for a cell that is no number, by line and column', async () => {
    await assert.rejects(curveOfRows(rows(['e', 's'], ['0.1', 'OVER']), column), { code: 'curve.not_a_number', message: /Line 2.*“OVER”.*“s”/ })
    await assert.rejects(curveOfRows(rows(['e', 'stress'], ['0.1', '1']), column), { code: 'curve.column_missing' })
  })
})
