import type { Recipe } from '#stewardship/exchange/recipe.ts'
import { RecipeSchema } from '../schemas/recipe.ts'
import { readYaml } from './read-yaml.ts'

/** The recipe that a `recipe.yaml` states; refuses `file.*` with line, path and what is expected. */
export function parseRecipeFile(text: string, file: string): Recipe {
  return readYaml(text, file, RecipeSchema)
}
