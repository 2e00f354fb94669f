import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyRecipe } from './apply-recipe.ts'
import type { CsvRow } from './csv-row.ts'
import { hardnessRecipe, hardnessTemplates } from './fixtures/hardness.ts'

const HEADER = ['formula', 'method', 'HV', 'T', 'doi', 'title', 'year']
async function* rows(...cells: string[][]): AsyncGenerator<CsvRow> {
  for (const [index, each] of [HEADER, ...cells].entries()) yield { line: index + 1, cells: each }
}
/** The alloy is known by its formula alone, and the file speaks for it. */
const shared = {
  ...hardnessRecipe,
  records: hardnessRecipe.records.map((record) => (record.as === 'alloy' ? { ...record, key: ['formula'], source: 'file' as const } : record)),
}
const told = async (recipe: typeof hardnessRecipe, ...cells: string[][]) => (await applyRecipe(recipe, hardnessTemplates, rows(...cells))).findings
  .filter(({ code }) => code === 'record.several_articles').map(({ line, text, records }) => [line, text.en, records?.length])

test('a row of another article that a recipe takes for the same alloy is named, with the line that it was taken for', async () => {
  const found = await told(
    shared, ['CoNi', 'cast', '120', '25', '10.1000/a', '', ''], ['CoNi', 'cast', '130', '25', '10.1000/a', '', ''], ['Ni2Co2', 'cast', '90', '25', '10.1000/b', '', ''],
  )
  assert.equal(found.length, 1)
  assert.equal(found[0]![0], 4)
  assert.match(found[0]![1] as string, /10\.1000\/b.*line 2, from another article \(10\.1000\/a\)/)
})

test('where the article is a part of what makes an alloy one, nothing is told', async () => {
  assert.deepEqual(await told(hardnessRecipe, ['CoNi', 'cast', '120', '25', '10.1000/a', '', ''], ['CoNi', 'cast', '90', '25', '10.1000/b', '', '']), [])
})
