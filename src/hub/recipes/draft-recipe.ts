import type { z } from 'zod'
import { formatRecipeFile } from '#contract/files/recipe-file.ts'
import type { draftRecipe as draftOperation } from '#contract/operations/recipe.ts'
import { inItsLanguage, nameFrom } from '#record/templates/first-draft/first-draft.ts'
import type { Beside } from '#stewardship/exchange/mapping/beside.ts'
import type { ColumnChoice } from '#stewardship/exchange/mapping/column-choice.ts'
import { guessColumns } from '#stewardship/exchange/mapping/guess-columns.ts'
import { curveFields, seemsOneCurve } from '#stewardship/exchange/mapping/one-curve.ts'
import { recipeOfChoices } from '#stewardship/exchange/mapping/recipe-of-choices.ts'
import type { RecipeFile } from '#stewardship/exchange/recipe.ts'
import { shippedRecipes } from '#platform/shipped.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { beginningOf } from '../imports/look-at-sheet.ts'
import { namedInColumns } from '../imports/named-in-columns.ts'
import type { Installation } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'
import { chainOf, knownRecipes, summaryOf } from './recipes.ts'

/** Rows looked at: enough that a word of a vocabulary is hardly first met after them, and read in a moment. */
const MOST_ROWS = 5_000
const LONGEST_NAME = 60

/** A recipe to begin with for an uploaded sheet, by guesses and by what was chosen so far; stores nothing. */
export async function draftRecipe(
  at: Installation, actor: Actor, slug: string, asked: z.infer<NonNullable<typeof draftOperation.body>>,
): Promise<z.infer<typeof draftOperation.answer>> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const { reading, sheets, tables, header, rows, folder } = await beginningOf(at, hub.id, asked.file.sha256, { reading: asked.reading }, MOST_ROWS)
  const templates = await templatesOf(at.db, hub.id)
  const known = await knownRecipes(at, hub.id)
  const materials = [...new Set([...templates.values()].filter(({ kind }) => kind === 'material').map(({ template }) => template))]
  const cells = header.map((_, place) => rows.map((row) => (row.cells[place] ?? '').trim()).filter((cell) => cell !== '' && !reading.missing.includes(cell)))
  const beside: Beside = {
    records: await namedInColumns({ db: at.db, hub: hub.id }, cells, materials), paths: (folder?.paths ?? []).filter((path) => !isSheet(path, reading)), top: folder?.top ?? '',
  }
  const columns = guessColumns(header, rows.map((row) => row.cells), reading.missing, templates.values(), asked.choices as (ColumnChoice | null)[], beside)
  const title = titleOf(asked.file.name, reading, { sheets: sheets.length, tables: tables.length })
  const name = asked.name ?? await nameFor(title)
  const version = (known.find(({ recipe, kept }) => recipe.recipe === name && kept !== null)?.recipe.version ?? 0) + 1
  const label = inItsLanguage(title)
  const made = recipeOfChoices(columns, templates, {
    recipe: name, version, title: { en: label.en || title, ko: label.ko || title }, file: reading, material: asked.material, piece: asked.piece,
  })
  const headers = new Set(header.map((each) => each.trim()))
  const fits = known.filter(({ recipe }) => Object.values(recipe.columns).every((column) => headers.has(column.header.trim())))
  return {
    name, version, reading: { ...reading, missing: [...reading.missing] }, yaml: made.recipe && formatRecipeFile(made.recipe), chain: made.recipe ? chainOf(made.recipe) : [],
    columns: columns as unknown as z.infer<typeof draftOperation.answer>['columns'], asks: [...made.asks], remarks: [...made.remarks],
    material: made.material, piece: made.piece, curve: seemsOneCurve(header, rows.map((row) => row.cells), reading) ? curveFields(header, templates.values()) : null, fits: fits.map(summaryOf),
  }
}

/** What a sheet is called: two of one workbook or of one ZIP are not the same, and neither are the keys of their recipes. */
function titleOf(file: string, reading: RecipeFile, { sheets, tables }: { sheets: number; tables: number }): string {
  const plain = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  if (reading.kind === 'folder') return plain(file)
  const table = tables > 1 && reading.path !== undefined ? [plain(reading.path)] : []
  const sheet = sheets > 1 && reading.kind === 'xlsx' && reading.sheet !== undefined ? [reading.sheet] : []
  return [plain(file), ...table, ...sheet].join(' ')
}

/** The sheet itself is none of the files that it may name. */
function isSheet(path: string, reading: RecipeFile): boolean {
  return reading.kind !== 'folder' && reading.path === path
}

/** A name by the file's; one that is shipped is nobody else's. */
async function nameFor(title: string): Promise<string> {
  const name = nameFrom(title).replace(/_/g, '-').slice(0, LONGEST_NAME) || 'sheet'
  return (await shippedRecipes()).has(name) ? `${name}-sheet` : name
}
