import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Template } from '#record/templates/template.ts'
import { parseCampaignFile } from '#contract/files/campaign-file.ts'
import type { CampaignFile } from '#contract/files/campaign-file.ts'
import { parseRecipeFile } from '#contract/files/recipe-file.ts'
import { parseRecordDraftFile } from '#contract/files/record-draft-file.ts'
import { parseTableFile } from '#contract/files/table-file.ts'
import { parseTemplateFile } from '#contract/files/template-file.ts'

/** Where this release keeps the templates, recipes and examples that it ships. */
const ROOT = resolve(import.meta.dirname, '../..')

/** The templates of the standard set. */
export async function shippedTemplates(): Promise<Template[]> {
  const folder = join(ROOT, 'templates')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.template.yaml')).sort()
  return Promise.all(names.map(async (name) => parseTemplateFile(await readFile(join(folder, name), 'utf8'), name)))
}

type Recipe = ReturnType<typeof parseRecipeFile>
type RecordDraft = ReturnType<typeof parseRecordDraftFile>[number]

/** A recipe with the table that it suggests for what it brings in. */
export type ShippedRecipe = { readonly recipe: Recipe; readonly table: TableDefinition | null }

/** The recipes that are shipped, by name: a folder of `recipes` holds one, `recipe.yaml`, or several, `*.recipe.yaml`. */
export async function shippedRecipes(): Promise<Map<string, ShippedRecipe>> {
  const folder = join(ROOT, 'recipes')
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(^|[/.])recipe\.yaml$/.test(name)).sort()
  const recipes = await Promise.all(names.map(async (name) => {
    const recipe = parseRecipeFile(await readFile(join(folder, name), 'utf8'), `recipes/${name}`)
    const table = name.replace(/recipe\.yaml$/, 'table.yaml')
    const text = await readFile(join(folder, table), 'utf8').catch(() => null)
    return { recipe, table: text === null ? null : parseTableFile(text, `recipes/${table}`) }
  }))
  return new Map(recipes.map((shipped) => [shipped.recipe.recipe, shipped]))
}

/** The records of every history in `examples/histories`, a folder each, and the tables over them. */
export async function shippedHistories(): Promise<{ drafts: RecordDraft[]; tables: TableDefinition[] }> {
  const folder = join(ROOT, 'examples', 'histories')
  const names = (await readdir(folder, { recursive: true })).sort()
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  const files = async <T>(end: string, parse: (text: string, file: string) => T) => Promise.all(
    names.filter((name) => name.endsWith(end)).map(async (name) => parse(await read(name), `examples/histories/${name}`)),
  )
  return {
    drafts: (await files('records.jsonl', parseRecordDraftFile)).flat(),
    tables: await files('.table.yaml', parseTableFile),
  }
}

/** The records, the table and the campaign of an example. */
export async function shippedExample(name: string): Promise<{ drafts: RecordDraft[]; table: TableDefinition; campaign: CampaignFile }> {
  const folder = join(ROOT, 'examples', name)
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  return {
    drafts: parseRecordDraftFile(await read('records.jsonl'), `examples/${name}/records.jsonl`),
    table: parseTableFile(await read('table.yaml'), `examples/${name}/table.yaml`),
    campaign: parseCampaignFile(await read('campaign.yaml'), `examples/${name}/campaign.yaml`),
  }
}
