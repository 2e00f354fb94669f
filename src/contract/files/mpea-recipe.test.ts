import assert from 'node:assert/strict'
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { RecordContent } from '#record/records/record.ts'
import { templateKey } from '#record/templates/template.ts'
import { applyRecipe } from '#stewardship/exchange/apply-recipe.ts'
import type { Applied } from '#stewardship/exchange/apply-recipe.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import { parseRecipeFile } from './recipe-file.ts'
import { parseTemplateFile } from './template-file.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const file = join(process.env.SOJAE_TEST_DATA ?? '../shared/data', 'mpea', 'MPEA_dataset.csv')
const skip = existsSync(file) ? false : `${file} is not there (set SOJAE_TEST_DATA)`

const recipe = parseRecipeFile(readFileSync(join(root, 'recipes', 'mpea', 'recipe.yaml'), 'utf8'), 'recipe.yaml')
const templates = new Map(readdirSync(join(root, 'templates')).map((name) => {
  const template = parseTemplateFile(readFileSync(join(root, 'templates', name), 'utf8'), name)
  return [templateKey(template), template] as const
}))

// The expected numbers were counted apart from this code, in Python with the csv module and exact fractions: distinct
// tuples of the cells that the recipe names as keys, over the 1,525 distinct rows.
describe('the 1,545 rows of the MPEA dataset', { skip }, () => {
  let applied: Applied
  before(async () => {
    applied = await applyRecipe(recipe, templates, readCsv(createReadStream(file), { delimiter: ',' }))
  })

  const named = (as: string) => applied.drafts.filter(({ key }) => key.startsWith(`${as}[`))
  const specimenOf = (content: RecordContent) => {
    assert.ok(content.kind !== 'material')
    return content.kind === 'process' ? content.outputs[0]!.material : content.of
  }
  const number = (content: RecordContent, field: string) => {
    const value = content.values[field]
    return value?.type === 'quantity' ? value.value : null
  }

  test('the file is the one that the recipe was written for', () => {
    const bytes = readFileSync(file)
    assert.equal(createHash('sha256').update(bytes).digest('hex'), recipe.source!.sha256)
    assert.equal(bytes.length, recipe.source!.bytes)
  })

  test('20 rows repeat another', () => {
    assert.deepEqual([applied.rowsRead, applied.duplicateRows], [1545, 20])
  })

  test('every cell can be read', () => {
    assert.deepEqual(applied.findings.filter(({ severity }) => severity === 'refused'), [])
  })

  test('they speak of 825 alloys in 1,037 specimens and of what was measured on them', () => {
    const counts = Object.fromEntries(recipe.records.map(({ as }) => [as, named(as).length]))
    assert.deepEqual(counts, {
      alloy: 825,
      density_calculation: 825,
      modulus_calculation: 329,
      specimen: 1037,
      processing_run: 1037,
      microstructure: 926,
      hardness_test: 517,
      tension_test: 1122,
      density_measurement: 60,
      modulus_measurement: 144,
      interstitials: 17,
    })
  })

  test('142 results stand beside another one under the same conditions, and none was averaged', () => {
    assert.equal(applied.findings.filter(({ code }) => code === 'record.another_occurrence').length, 142)
    assert.equal(applied.drafts.filter(({ key }) => /#\d+$/.test(key)).length, 142)
  })

  test('1,065 tests have a yield strength; 1,006 of them with composition, processing and phases', () => {
    const specimensWith = (as: string, field: string) => (
      new Set(named(as).filter(({ content }) => content.values[field]).map(({ content }) => specimenOf(content)))
    )
    const tests = named('tension_test').filter(({ content }) => content.values['yield_strength'])
    assert.equal(tests.length, 1065)
    const processed = specimensWith('processing_run', 'processing_method')
    const observed = specimensWith('microstructure', 'phases')
    const specimens = tests.map(({ content }) => specimenOf(content))
    assert.equal(specimens.filter((key) => processed.has(key) && observed.has(key)).length, 1006)
  })

  test('hot hardness has its temperature, hardness beside a compression test has none', () => {
    const found = (line: number) => named('hardness_test').find((draft) => draft.line === line)!.content
    assert.deepEqual([number(found(1298), 'vickers_hardness'), number(found(1298), 'test_temperature')], [425, 400])
    assert.deepEqual([number(found(2), 'vickers_hardness'), number(found(2), 'test_temperature')], [138, null])
  })

  test('the modulus of one alloy at 41 temperatures is one specimen with as many measurements', () => {
    const bySpecimen = Map.groupBy(named('modulus_measurement'), ({ content }) => specimenOf(content))
    assert.equal(Math.max(...[...bySpecimen.values()].map((drafts) => drafts.length)), 41)
  })

  test('a DOI with a space before it is that DOI', () => {
    const dois = applied.drafts.flatMap(({ content: { source } }) => (source.kind === 'literature' ? [source.doi] : []))
    assert.ok(dois.every((doi) => /^10\.\d{4,9}\/\S+$/.test(doi)))
    assert.ok(dois.includes('10.1038/ncomms10602'))
  })

  test('calculated densities are computed and come from the dataset, not from the articles', () => {
    for (const { content: { origin, source } } of named('density_calculation')) {
      assert.deepEqual([origin, source.kind], ['computed', 'database'])
    }
  })
})
