import { checkImport, draftRecipe, getCheckProgress, getRecipe, listRecipes, saveRecipe, stopImportCheck } from '#contract/operations/recipe.ts'
import * as check from '#hub/imports/check-import.ts'
import * as draft from '#hub/recipes/draft-recipe.ts'
import * as recipes from '#hub/recipes/recipes.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function recipeRoutes(app: App, { at }: Serving): void {
  implement(app, listRecipes, async ({ actor, params }) => recipes.listRecipes(at, actor, params.hub))
  implement(app, getRecipe, async ({ actor, params, query }) => recipes.getRecipe(at, actor, params.hub, params.name, query.version))
  implement(app, saveRecipe, async ({ actor, params, body }) => recipes.saveRecipe(at, actor, params.hub, body.yaml))
  implement(app, draftRecipe, async ({ actor, params, body }) => draft.draftRecipe(at, actor, params.hub, body))
  implement(app, checkImport, async ({ actor, params, body }) => check.checkImport(at, actor, params.hub, body))
  implement(app, getCheckProgress, async ({ actor, params }) => check.getCheckProgress(at, actor, params.hub, params.run))
  implement(app, stopImportCheck, async ({ actor, params }) => check.stopImportCheck(at, actor, params.hub, params.run))
}
