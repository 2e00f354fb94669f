import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { applyRecipe } from './apply-recipe.ts'
import { formulaOfCommas, pointForComma } from './decimal-comma.ts'
import { hardnessRecipe, hardnessTemplates } from './fixtures/hardness.ts'
import { readCsv } from './read-csv.ts'

test('a comma between digits is a decimal point, in values, bounds and spreads', () => {
  for (const [written, meant] of [['1,5', '1.5'], ['<0,25', '<0.25'], ['-,5', '-.5'], ['12,3 ± 0,4', '12.3 ± 0.4'], ['1,5e-3', '1.5e-3'], ['107', '107']]) {
    assert.equal(pointForComma(written!), meant)
  }
})

test('a number with a point among decimal commas is refused: it may be a thousand or one and a bit', () => {
  for (const written of ['1.234', '1.234,5', '.5']) assert.equal((pointForComma(written) as { code: string }).code, 'cell.decimal_point')
})

test('numbers of a sheet with decimal commas come to the same values, its words and texts as written', async () => {
  const recipe = { ...hardnessRecipe, file: { kind: 'csv', delimiter: ';', encoding: 'utf-8', decimal: ',', missing: [''] } as const }
  async function* bytes() { yield Buffer.from('formula;method;HV;T;doi;title;year\nCo0,5Ni1;cast;120,5;25;10.1000/a;A, b;2020\nCoNi;cast;1.205;25;10.1000/a;;\n') }
  const { drafts, findings } = await applyRecipe(recipe, hardnessTemplates, readCsv(bytes(), recipe.file))
  const values = drafts.flatMap(({ content }) => (content.values['hardness'] ? [content.values['hardness']] : []))
  assert.deepEqual(values, [{ type: 'quantity', value: 120.5, unit: 'HV', written: '120.5' }])
  assert.equal(drafts.find(({ key }) => key.startsWith('alloy['))!.content.name, 'Co0,5Ni1')
  assert.deepEqual(findings.filter(({ code }) => code === 'cell.decimal_point').map(({ line, column, value }) => [line, column, value]), [[3, 'HV', '1.205']])
})

test('a formula with points is read whatever sign the numbers of its sheet have', () => {
  for (const written of ['Al0.3CoCrFeNi', 'Fe-18.5Cr-8Ni', '(Ti0.5,Zr0.5)C', 'CoNi']) assert.equal(formulaOfCommas(written), written)
})

test('a formula with decimal commas is read where each comma can be nothing else', () => {
  for (const [written, meant] of [
    ['Al0,3CoCrFeNi', 'Al0.3CoCrFeNi'], ['Fe-18,5Cr-8Ni', 'Fe-18.5Cr-8Ni'], ['(Ti,Zr)0,5C', '(Ti,Zr)0.5C'], ['(Ti0,5,Zr0,5)C', '(Ti0.5,Zr0.5)C'],
    ['(Ti0,5Zr0,5)C', '(Ti0.5Zr0.5)C'], ['(Fe1,05Ni0,95)2P', '(Fe1.05Ni0.95)2P'], ['(Ti1, 2Zr)C', '(Ti1, 2Zr)C'],
  ]) assert.equal(formulaOfCommas(written!), meant)
})

test('a comma in brackets that may part two elements is refused, and so are both signs in one formula', () => {
  for (const written of ['(Ti1,2Zr)C', '[Ti1,2(Zr,Hf)]C']) assert.equal((formulaOfCommas(written) as { code: string }).code, 'cell.decimal_or_list', written)
  for (const written of ['Al0.3Co0,5Ni', '(Ti0.5,2Zr)C']) assert.equal((formulaOfCommas(written) as { code: string }).code, 'cell.decimal_point', written)
})

async function import_(text: string, file: { delimiter: string; decimal?: ',' }) {
  const recipe = { ...hardnessRecipe, file: { kind: 'csv', encoding: 'utf-8', missing: [''], ...file } as const }
  async function* bytes() { yield Buffer.from(text) }
  const { drafts, findings } = await applyRecipe(recipe, hardnessTemplates, readCsv(bytes(), recipe.file))
  return { drafts, findings, hardness: drafts.flatMap(({ content: { values: { hardness } } }) => (hardness?.type === 'quantity' ? [hardness.value] : [])) }
}

test('formulas of a sheet with decimal commas come to the same composition with either sign', async () => {
  for (const formula of ['Al0.3CoCrFeNi', 'Al0,3CoCrFeNi']) {
    const { drafts, findings, hardness } = await import_(`formula;method;HV;T;doi;title;year\n${formula};cast;120,5;25;10.1000/a;A;2020\n`, { delimiter: ';', decimal: ',' })
    assert.deepEqual([hardness, findings.filter(({ severity }) => severity !== 'remark')], [[120.5], []])
    const composition = drafts.flatMap(({ content }) => Object.values(content.values)).find(({ type }) => type === 'composition')
    assert.equal(composition?.type === 'composition' && composition.fractions['Al']?.toFixed(6), (0.3 / 4.3).toFixed(6))
  }
})

test('where commas part the columns too, decimal commas in quotes are read and others are refused', async () => {
  const header = 'formula,method,HV,T,doi,title,year\n'
  const { hardness } = await import_(`${header}"Co0,5Ni1",cast,"120,5",25,10.1000/a,A,2020\n`, { delimiter: ',', decimal: ',' })
  assert.deepEqual(hardness, [120.5])
  await assert.rejects(import_(`${header}CoNi,cast,120,5,25,10.1000/a,A,2020\n`, { delimiter: ',', decimal: ',' }), { code: 'csv.ragged' })
})

test('a comma in a file that is read with points is refused by the name that the setting has on the page, in both languages', async () => {
  const { findings, hardness } = await import_('formula,method,HV,T,doi,title,year\nCoNi,cast,"120,5",25,10.1000/a,A,2020\n"Co0,5Ni",cast,120,25,10.1000/a,A,2020\n', { delimiter: ',' })
  assert.deepEqual(hardness, [])
  const told = findings.filter(({ code }) => code === 'cell.decimal_comma')
  assert.deepEqual(told.map(({ line, column, value }) => [line, column, value]), [[2, 'HV', '120,5'], [3, 'formula', 'Co0,5Ni']])
  for (const language of ['en', 'ko'] as const) {
    const words = JSON.parse(await readFile(new URL(`../../surfaces/web/messages/${language}/mapping.json`, import.meta.url), 'utf8')) as Record<string, string>
    for (const key of ['reading_title', 'reading_decimal', 'reading_decimal_comma']) assert.ok(told[0]!.text[language].includes(words[key]!.replace(':', '')), `${key} ${words[key]}`)
    assert.match(told[0]!.text[language], /decimal: ','/)
  }
})
