import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyRecipe } from './apply-recipe.ts'
import { pointForComma } from './decimal-comma.ts'
import { hardnessRecipe, hardnessTemplates } from './fixtures/hardness.ts'
import { readCsv } from './read-csv.ts'

test('a comma between digits is a decimal point, in values, bounds, spreads and formulas', () => {
  for (const [written, meant] of [['1,5', '1.5'], ['<0,25', '<0.25'], ['-,5', '-.5'], ['12,3 ± 0,4', '12.3 ± 0.4'], ['1,5e-3', '1.5e-3'], ['Al0,25 Co1', 'Al0.25 Co1'], ['107', '107']]) {
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
