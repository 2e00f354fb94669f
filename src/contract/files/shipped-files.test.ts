import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseFormula } from '#science/chemistry/composition.ts'
import type { Composition } from '#science/chemistry/composition.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { checkContent } from '#record/templates/check-content.ts'
import { checkTemplate } from '#record/templates/check-template.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import { candidateCompositions } from '#discovery/planning/candidate-compositions.ts'
import { planRecipe } from '#stewardship/exchange/plan-recipe.ts'
import { parseCampaignFile } from './campaign-file.ts'
import { parseRecipeFile } from './recipe-file.ts'
import { parseRecordDraftFile } from './record-draft-file.ts'
import { parseTableFile } from './table-file.ts'
import { formatTemplateFile, parseTemplateFile } from './template-file.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

const files = readdirSync(join(root, 'templates'))
const templates = new Map(files.map((file) => {
  const template = parseTemplateFile(read('templates', file), file)
  return [templateKey(template), template] as const
}))

const named = (name: string): Template => {
  const found = [...templates.values()].find(({ template }) => template === name)
  assert.ok(found, `no template ${name}`)
  return found
}

describe('the shipped templates', () => {
  for (const [key, { fields }] of templates) {
    test(`${key}: numbers have a unit that is known, and names come once`, () => {
      for (const { type, unit, vocabulary } of fields) {
        if (type === 'quantity') assert.doesNotThrow(() => parseUnit(unit ?? ''))
        if (type === 'terms') assert.ok(vocabulary)
        const terms = vocabulary?.map(({ term }) => term) ?? []
        assert.equal(new Set(terms).size, terms.length)
      }
      assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length)
    })
  }

  test('a hub takes all of them', () => {
    for (const [key, template] of templates) {
      assert.deepEqual(checkTemplate(template, [...templates.values()].filter((other) => other !== template)), [], key)
    }
  })

  test('each reads back as the same from the file that a page offers of it', () => {
    for (const template of templates.values()) assert.deepEqual(parseTemplateFile(formatTemplateFile(template), 'a.yaml'), template)
  })

  test('each stands in a file of its own name', () => {
    const expected = [...templates.values()].map(({ template }) => `${template}.template.yaml`)
    assert.deepEqual(files.toSorted(), expected.toSorted())
  })
})

function checkTable(table: TableDefinition): void {
  const rows = named(table.rows.template)
  for (const { name, path, unit } of table.columns) {
    if (path.from === 'source' || path.from === 'amount') continue
    const template = path.from === 'own' ? rows : named(path.template)
    const field = template.fields.find((candidate) => candidate.name === path.field)
    assert.ok(field, `${name}: no field ${path.field}`)
    assert.equal(unit, field.unit, name)
  }
  const columns = table.columns.map(({ name }) => name)
  for (const { column } of table.rows.where ?? []) assert.ok(columns.includes(column))
}

describe('the MPEA recipe', () => {
  test('every name in it is one that there is', () => {
    const recipe = parseRecipeFile(read('recipes', 'mpea', 'recipe.yaml'), 'recipe.yaml')
    assert.equal(planRecipe(recipe, templates).length, recipe.records.length)
  })

  test('its table draws fields that the templates have', () => {
    checkTable(parseTableFile(read('recipes', 'mpea', 'table.yaml'), 'table.yaml'))
  })
})

describe('the histories', () => {
  const folder = join('examples', 'histories')
  const histories = new Map(readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, parseRecordDraftFile(read(folder, name, 'records.jsonl'), name)] as const))
  const contentsOf = (name: string) => histories.get(name)!.map(({ content }) => content)

  test('all of them are what their templates allow, and no key comes twice', () => {
    for (const { key, content } of [...histories.values()].flat()) {
      assert.deepEqual(checkContent(content, templates.get(content.template)!), [], key)
    }
    const keys = [...histories.values()].flat().map(({ key }) => key)
    assert.equal(new Set(keys).size, keys.length)
  })

  test('their tables draw fields that the templates have', () => {
    for (const name of histories.keys()) {
      const tables = readdirSync(join(root, folder, name)).filter((file) => file.endsWith('.table.yaml'))
      assert.ok(tables.length > 0, name)
      for (const file of tables) checkTable(parseTableFile(read(folder, name, file), file))
    }
  })

  test('nothing that is made up is called measured, and each of its records says so', () => {
    for (const content of ['cells', 'wafer', 'bars', 'devices'].flatMap(contentsOf)) {
      assert.equal(content.origin, 'specified', content.name)
      assert.equal(content.source.kind, 'own', content.name)
      assert.match(content.note ?? '', /made up, not measured.*측정값이 아님/)
    }
  })

  test('all else that is measured names where it was published', () => {
    const measured = ['library', 'blends', 'plate'].flatMap(contentsOf).filter(({ origin }) => origin === 'measured')
    assert.equal(measured.length, 61 + 35 + 26)
    assert.ok(measured.every(({ source }) => source.kind !== 'own'))
  })
})

describe('the carbides', () => {
  const drafts = parseRecordDraftFile(read('examples', 'carbides', 'records.jsonl'), 'records.jsonl')

  test('62 compositions have one computed entropy-forming ability each, 56 of them from Sarker et al.', () => {
    const calculations = drafts.filter(({ content }) => content.kind === 'measurement')
    assert.equal(drafts.length, 124)
    assert.equal(calculations.length, 62)
    assert.ok(calculations.every(({ content }) => content.origin === 'computed'))
    const from = (doi: string) => calculations.filter(({ content: { source } }) => (
      source.kind === 'literature' && source.doi === doi
    ))
    assert.equal(from('10.1038/s41467-018-07160-7').length, 56)
    assert.equal(from('10.1038/s41524-020-0317-6').length, 6)
    assert.ok(from('10.1038/s41524-020-0317-6').every(({ key }) => key.includes('Cr')))
  })

  test('all of them are what their templates allow', () => {
    for (const { content } of drafts) assert.deepEqual(checkContent(content, templates.get(content.template)!), [])
  })

  test('the published extremes are MoNbTaVWC5 with 125 and CrHfTaWZrC5 with 36 (eV/atom)⁻¹', () => {
    const found = drafts.flatMap(({ key, content }) => {
      const value = content.values['entropy_forming_ability']
      return value?.type === 'quantity' ? [{ key, value: value.value }] : []
    }).toSorted((a, b) => a.value - b.value)
    assert.deepEqual(found[0], { key: 'efa:CrHfTaWZrC5', value: 36 })
    assert.deepEqual(found.at(-1), { key: 'efa:MoNbTaVWC5', value: 125 })
  })

  test('the table draws fields that the templates have', () => {
    checkTable(parseTableFile(read('examples', 'carbides', 'table.yaml'), 'table.yaml'))
  })

  test('the campaign leaves 64 carbides with chromium to be tried', () => {
    const campaign = parseCampaignFile(read('examples', 'carbides', 'campaign.yaml'), 'campaign.yaml')
    const known = drafts.flatMap(({ content }): Composition[] => {
      const value = content.values['composition']
      return value?.type === 'composition' ? [parseFormula(value.written)] : []
    })
    assert.equal(known.length, 62)
    assert.equal(candidateCompositions(campaign.candidates, known).length, 64)
    assert.equal(named(campaign.process.split('@')[0]!).kind, 'process')
  })
})
