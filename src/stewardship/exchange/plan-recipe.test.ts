import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planRecipe } from './plan-recipe.ts'
import { hardnessRecipe, hardnessTemplates } from './fixtures/hardness.ts'
import type { Recipe, RecipeRecord } from './recipe.ts'

const alter = (as: string, change: Partial<RecipeRecord>): Recipe => ({
  ...hardnessRecipe,
  records: hardnessRecipe.records.map((record) => (record.as === as ? { ...record, ...change } : record)),
})
const refuse = (recipe: Recipe, code: string, pattern: RegExp) => (
  assert.throws(() => planRecipe(recipe, hardnessTemplates), (error: { code: string; message: string }) => {
    assert.equal(error.code, code)
    assert.match(error.message, pattern)
    return true
  })
)

test('a sound recipe knows for each record which earlier ones it points to', () => {
  const plan = planRecipe(hardnessRecipe, hardnessTemplates)
  assert.deepEqual(plan.map(({ points }) => [...points.values()]), [[], [0], [0, 1], [1]])
})

test('every name that a recipe uses must be one that there is', () => {
  refuse(alter('test', { template: 'hardness@2' }), 'recipe.unknown_template', /hardness@2/)
  refuse(alter('test', { values: { hardnes: 'hardness' } }), 'recipe.unknown_field', /Did you mean “hardness”/)
  refuse(alter('test', { values: { hardness: 'hardnes' } }), 'recipe.unknown_column', /Did you mean “hardness”/)
  refuse(alter('test', { of: 'piece' }), 'recipe.unknown_record', /piece/)
  refuse(alter('test', { name: '{formla}' }), 'recipe.unknown_column', /Did you mean “formula”/)
  refuse({ ...hardnessRecipe, literature: { doi: 'DOI' } }, 'recipe.unknown_column', /DOI/)
})

test('a record may only point to one made before it', () => {
  const [alloy, ...others] = hardnessRecipe.records
  refuse({ ...hardnessRecipe, records: [...others, alloy!] }, 'recipe.unknown_record', /alloy/)
})

test('a measurement says what it measures, a material does not, and both point to materials', () => {
  const { of: _of, ...unlinked } = hardnessRecipe.records.find(({ as }) => as === 'test')!
  refuse({ ...hardnessRecipe, records: [...hardnessRecipe.records.slice(0, 3), unlinked] }, 'recipe.wrong_kind', /“of”/)
  refuse(alter('specimen', { of: 'alloy' }), 'recipe.wrong_kind', /does not belong/)
  refuse(alter('test', { of: 'run' }), 'recipe.wrong_kind', /not a material/)
})

test('a column must be read as what its field holds, in a unit that compares, with terms that it has', () => {
  refuse(alter('test', { values: { hardness: 'method' } }), 'recipe.wrong_type', /terms.*quantity/)
  const columns = { ...hardnessRecipe.columns, hardness: { header: 'HV', unit: 'µm' } }
  refuse({ ...hardnessRecipe, columns }, 'recipe.unit', /µm.*HV/)
  const misspelt = { ...hardnessRecipe.columns, method: { header: 'method', words: { cast: 'CASTT' } } }
  refuse({ ...hardnessRecipe, columns: misspelt }, 'recipe.unknown_term', /Did you mean “CAST”/)
})

test('a name stands for one thing', () => {
  refuse(alter('test', { as: 'specimen' }), 'recipe.duplicate_name', /specimen/)
  refuse(alter('test', { as: 'hardness' }), 'recipe.duplicate_name', /hardness/)
})
