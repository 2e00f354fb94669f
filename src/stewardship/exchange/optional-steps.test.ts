import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Template } from '#record/templates/template.ts'
import { applyRecipe } from './apply-recipe.ts'
import type { CsvRow } from './csv-row.ts'
import type { Recipe } from './recipe.ts'

const label = { en: 'Device', ko: '소자' }
const piece: Template = { template: 'piece', version: 1, kind: 'material', stage: 'fabrication', label, fields: [
  { name: 'layers', label, type: 'text', role: 'attribute', obligation: 'optional' },
] }
const anneal: Template = { template: 'anneal', version: 1, kind: 'process', stage: 'fabrication', label, fields: [
  { name: 'temperature', label, type: 'quantity', role: 'parameter', unit: '°C', obligation: 'required' },
  { name: 'treatment', label, type: 'terms', role: 'parameter', obligation: 'optional', vocabulary: [{ term: 'annealing', label }] },
] }
const templates = new Map([['piece@1', piece], ['anneal@1', anneal]])

const part = (step: number) => ({ header: 'anneal', unit: '°C', part: { '>>': step } })
const recipe: Recipe = {
  recipe: 'cells', version: 1, title: label, file: { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: ['', 'nan'] },
  columns: {
    number: { header: 'number', text: true }, sample: { header: 'sample', text: true }, stack: { header: 'stack', text: true }, doi: { header: 'doi', text: true },
    first: part(1), second: part(2), kind: { header: 'anneal', words: { annealing: 'annealing' }, stated: 'annealing', part: { '>>': 2 } },
  },
  literature: { doi: 'doi' },
  records: [
    { as: 'film', template: 'piece@1', name: 'film {number}', origin: 'specified', key: ['number'], values: {} },
    { as: 'warm', template: 'piece@1', name: 'warm {number}', origin: 'specified', key: ['number'], when: ['first'], values: {} },
    {
      as: 'first_anneal', template: 'anneal@1', name: 'first', origin: 'specified', key: ['warm'], when: ['first'],
      inputs: [{ record: 'film' }], outputs: [{ record: 'warm' }], values: { temperature: 'first' },
    },
    { as: 'device', template: 'piece@1', name: '{sample}', origin: 'specified', key: ['number'], values: { layers: 'stack' } },
    {
      as: 'last_anneal', template: 'anneal@1', state: 'planned', name: 'last', origin: 'specified', key: ['device'], when: ['second'],
      inputs: [{ record: ['warm', 'film'] }], outputs: [{ record: 'device' }], values: { temperature: 'second', treatment: 'kind' },
    },
  ],
}

async function* rows(...cells: string[][]): AsyncGenerator<CsvRow> {
  for (const [index, each] of [['number', 'sample', 'stack', 'anneal', 'doi'], ...cells].entries()) yield { line: index + 1, cells: each }
}
const apply = (...cells: string[][]) => applyRecipe(recipe, templates, rows(...cells))
const DOI = '10.1000/a'

describe('a device with steps that others lack', () => {
  test('hangs on the last step that its row has, and no number is made of what is not known', async () => {
    const { drafts, findings } = await apply(['1', 'A', 'x', '90 >> 100', DOI], ['2', 'B', 'x', 'nan >> 110', DOI])
    const last = drafts.flatMap(({ key, content }) => (key.startsWith('last_anneal') && content.kind === 'process' ? [content] : []))
    assert.deepEqual(last.map(({ inputs }) => inputs[0]!.material), ['warm[1]', 'film[2]'])
    assert.equal(drafts.filter(({ key }) => key.startsWith('first_anneal')).length, 1)
    assert.deepEqual(findings.filter(({ severity }) => severity === 'refused'), [])
  })

  test('says what is only planned as a plan, with the word that its header states', async () => {
    const { drafts } = await apply(['1', 'A', 'x', 'nan >> 110', DOI])
    const { content } = drafts.find(({ key }) => key.startsWith('last_anneal'))!
    assert.ok(content.kind === 'process')
    assert.deepEqual([content.state, content.values], ['planned', {}])
    assert.deepEqual(content.planned, { temperature: { type: 'quantity', value: 110, unit: '°C', written: '110' }, treatment: { type: 'terms', terms: ['annealing'] } })
  })

  test('refuses the part that is no number, and tells the part that no record takes', async () => {
    const { findings } = await apply(['1', 'A', 'x', 'warm >> 100 >> 120', DOI])
    const told = findings.filter(({ column }) => column === 'anneal').map(({ code, value }) => [code, value])
    assert.deepEqual(told, [['cell.part_unread', 'warm >> 100 >> 120'], ['quantity.malformed', 'warm']])
    assert.match(findings.find(({ code }) => code === 'cell.part_unread')!.text.en, /from “120” of this cell/)
  })
})

describe('what shows only in the whole sheet', () => {
  const codes = async (...cells: string[][]) => (await apply(...cells)).findings.map(({ code, line, value }) => [code, line, value])

  test('two devices with one number are told, by the line of the second', async () => {
    assert.deepEqual((await codes(['1', 'A', 'x', '', DOI], ['2', 'A', 'y', '', DOI])).filter(([code]) => code === 'record.shared_name'), [['record.shared_name', 3, 'A']])
  })

  test('a file that is one article’s to nine tenths says so; one of a single article does not', async () => {
    const of = (doi: (row: number) => string) => Array.from({ length: 20 }, (_, row) => [`${row}`, `S${row}`, `stack ${row}`, '', doi(row)])
    assert.deepEqual((await codes(...of((row) => (row < 2 ? '10.1000/b' : DOI)))).filter(([code]) => code === 'source.one_sided'), [['source.one_sided', null, DOI]])
    assert.deepEqual((await codes(...of(() => DOI))).filter(([code]) => code === 'source.one_sided'), [])
  })

  test('a column that holds nothing is told with all others of its kind', async () => {
    const { findings } = await applyRecipe(recipe, templates, (async function* () {
      yield { line: 1, cells: ['number', 'sample', 'stack', 'anneal', 'doi', 'humidity', 'operator', 'note'] }
      yield { line: 2, cells: ['1', 'A', 'x', '', DOI, '', '', 'wet'] }
    })())
    assert.deepEqual(findings.map(({ code, column }) => [code, column]), [['column.unused', 'note'], ['column.empty', null]])
    assert.match(findings[1]!.text.en, /^2 columns hold nothing \(humidity, operator\)/)
  })
})

test('conditions of columns that go round are refused before a row is read', async () => {
  const round: Recipe = { ...recipe, columns: {
    ...recipe.columns, stack: { header: 'stack', text: true, when: ['sample'] }, sample: { header: 'sample', text: true, unless: ['stack'] },
  } }
  await assert.rejects(applyRecipe(round, templates, rows()), { code: 'recipe.circular_condition' })
})

test('only what happens can be planned: a planned material is refused', async () => {
  const [film, ...others] = recipe.records
  const wrong: Recipe = { ...recipe, records: [{ ...film!, state: 'planned' }, ...others] }
  await assert.rejects(applyRecipe(wrong, templates, rows()), { code: 'recipe.wrong_kind' })
})
