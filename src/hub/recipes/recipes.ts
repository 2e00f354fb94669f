import type { z } from 'zod'
import { formatRecipeFile, parseRecipeFile } from '#contract/files/recipe-file.ts'
import type { getRecipe as getOperation } from '#contract/operations/recipe.ts'
import type { RecipeSummarySchema } from '#contract/schemas/import.ts'
import type { ChainLinkSchema } from '#contract/schemas/mapping.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import { Refusal } from '#science/refusal.ts'
import { planRecipe } from '#stewardship/exchange/plan-recipe.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import { shippedRecipes } from '#platform/shipped.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { templatesOf } from '../records/templates-of.ts'
import { writeOnce } from '../write-once.ts'

type Summary = z.infer<typeof RecipeSummarySchema>
type ChainLink = z.infer<typeof ChainLinkSchema>

/** A recipe that is known in a hub; `kept` is null of a shipped one. */
export type KnownRecipe = { readonly recipe: Recipe; readonly kept: Summary['kept'] }

/** Recipes that a hub knows: its own in their newest version, the latest first, then those that are shipped. */
export async function listRecipes(at: Installation, actor: Actor, slug: string): Promise<{ recipes: Summary[] }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  return { recipes: (await knownRecipes(at, hub.id)).map(summaryOf) }
}

export async function knownRecipes(at: Installation, hub: string): Promise<KnownRecipe[]> {
  const rows = await keptRows(at, hub).distinctOn('recipe.name').orderBy('recipe.name').orderBy('recipe.version', 'desc').execute()
  const own = rows.map((row): KnownRecipe => ({ recipe: parseRecipeFile(row.recipe, 'recipe.yaml'), kept: keptOf(row) }))
  const names = new Set(own.map(({ recipe }) => recipe.recipe))
  const shipped = [...(await shippedRecipes()).values()].filter(({ recipe }) => !names.has(recipe.recipe))
  return [...own.toSorted((a, b) => (a.kept!.at < b.kept!.at ? 1 : -1)), ...shipped.map(({ recipe }) => ({ recipe, kept: null }))]
}

export function summaryOf({ recipe, kept }: KnownRecipe): Summary {
  return {
    name: recipe.recipe, title: recipe.title, licence: recipe.source?.licence ?? '', citation: recipe.source?.citation ?? '',
    source_url: recipe.source?.url ?? '', templates: [...new Set(recipe.records.map(({ template }) => template))], version: recipe.version, kept,
  }
}

/** A recipe by its name, the hub's own before a shipped one, with all its versions. */
export async function getRecipe(
  at: Installation, actor: Actor, slug: string, name: string, version?: number,
): Promise<z.infer<typeof getOperation.answer>> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const rows = await keptRows(at, hub.id).where('recipe.name', '=', name).orderBy('recipe.version', 'desc').execute()
  const shipped = rows.length > 0 ? undefined : (await shippedRecipes()).get(name)?.recipe
  const row = version === undefined ? rows[0] : rows.find((each) => each.version === version)
  const isShipped = shipped !== undefined && (version ?? shipped.version) === shipped.version
  if (!row && !isShipped) throw noSuch('recipe', version === undefined ? name : `${name}@${version}`)
  const yaml = row?.recipe ?? formatRecipeFile(shipped!)
  return {
    name, version: row?.version ?? shipped!.version, yaml, shipped: !row,
    versions: row ? rows.map((each) => ({ version: each.version, ...keptOf(each) })) : [{ version: shipped!.version, author: null, at: null }],
    chain: chainOf(parseRecipeFile(yaml, 'recipe.yaml')),
  }
}

/**
 * Keeps a recipe as the next version of its name; the same recipe again adds nothing.
 *
 * Refuses what `planRecipe` refuses, `recipe.name_shipped` and, for a version that is not the next, `recipe.version`.
 */
export async function saveRecipe(
  at: Installation, actor: Actor, slug: string, yaml: string,
): Promise<{ name: string; version: number; added: boolean }> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const recipe = parseRecipeFile(yaml, 'recipe.yaml')
  planRecipe(recipe, await templatesOf(at.db, hub.id))
  if ((await shippedRecipes()).has(recipe.recipe)) throw nameShipped(recipe.recipe)
  return writeOnce(at, actor, async (trx) => {
    await lockHub(trx, hub.id)
    const newest = await trx
      .selectFrom('recipe').select(['version', 'recipe']).where('hub', '=', hub.id).where('name', '=', recipe.recipe)
      .orderBy('version', 'desc').limit(1).executeTakeFirst()
    const said = (each: Recipe) => canonicalJson({ ...each, version: 0 })
    if (newest && said(parseRecipeFile(newest.recipe, 'recipe.yaml')) === said(recipe)) {
      return { name: recipe.recipe, version: newest.version, added: false }
    }
    const next = (newest?.version ?? 0) + 1
    if (recipe.version !== next) throw wrongVersion(recipe, next)
    await trx.insertInto('recipe').values({ hub: hub.id, name: recipe.recipe, version: next, recipe: yaml, author: actor.account, at: at.now() }).execute()
    return { name: recipe.recipe, version: next, added: true }
  })
}

/** The recipe that a request means: the text of one, or one by its name. */
export async function recipeAsked(at: Installation, hub: string, asked: { name: string } | { yaml: string }): Promise<Recipe> {
  if ('yaml' in asked) return parseRecipeFile(asked.yaml, 'recipe.yaml')
  const known = await knownRecipes(at, hub)
  const found = known.find(({ recipe }) => recipe.recipe === asked.name)
  if (found) return found.recipe
  const choices = known.map(({ recipe }) => recipe.recipe).join(', ')
  throw new Refusal('recipe.unknown', {
    en: `There is no recipe “${asked.name}”; there are: ${choices}.`,
    ko: `레시피 “${asked.name}”이(가) 없습니다. 있는 레시피: ${choices}.`,
  }, { recipe: asked.name })
}

/** The records that each row makes or names by a recipe, as a page draws them. */
export function chainOf(recipe: Recipe): ChainLink[] {
  const made = recipe.records.map(({ as, template, name, origin, of, inputs = [], outputs = [], values, key }): ChainLink => ({
    as, template, there: false, name, origin, of: [of ?? null].flat()[0]!, inputs: inputs.flatMap(({ record }) => record), outputs: outputs.flatMap(({ record }) => record),
    values: Object.entries(values).map(([field, column]) => ({ field, header: recipe.columns[column]?.header ?? column })),
    key: key.map((part) => recipe.columns[part]?.header ?? part),
  }))
  const hungOn = new Set(made.flatMap(({ of, inputs }) => [of, ...inputs]))
  const there = Object.entries(recipe.columns).flatMap(([as, column]): ChainLink[] => (
    'names' in column && hungOn.has(as)
      ? [{ as, template: column.names, there: true, name: `{${as}}`, origin: null, of: null, inputs: [], outputs: [], values: [], key: [column.header] }]
      : []
  ))
  return [...there, ...made]
}

function keptRows(at: Installation, hub: string) {
  return at.db.selectFrom('recipe').innerJoin('account', 'account.id', 'recipe.author')
    .select(['recipe.name', 'recipe.version', 'recipe.recipe', 'recipe.at', 'account.name as author']).where('recipe.hub', '=', hub)
}

function keptOf({ author, at }: { author: string; at: Date }) {
  return { author, at: at.toISOString() }
}

function nameShipped(name: string): Refusal {
  return new Refusal('recipe.name_shipped', {
    en: `“${name}” is the name of a shipped recipe; give yours another.`, ko: `“${name}”은(는) 기본 제공 레시피의 이름입니다. 다른 이름을 쓰십시오.`,
  }, { recipe: name })
}

function wrongVersion({ recipe, version }: Recipe, next: number): Refusal {
  return new Refusal('recipe.version', {
    en: `The next version of “${recipe}” is ${next}, and this says ${version}. Write version: ${next}, or give it another name.`,
    ko: `“${recipe}”의 다음 버전은 ${next}인데 ${version}(으)로 적혀 있습니다. version: ${next}(으)로 쓰거나 다른 이름을 쓰십시오.`,
  }, { recipe, version, next })
}
