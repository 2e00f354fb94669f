import { Document, isScalar, visit } from 'yaml'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import { RecipeSchema } from '../schemas/recipe.ts'
import { readYaml } from './read-yaml.ts'

/** The recipe that a `recipe.yaml` states; refuses `file.*` with line, path and what is expected. */
export function parseRecipeFile(text: string, file: string): Recipe {
  return readYaml(text, file, RecipeSchema)
}

/** The `recipe.yaml` of a recipe, one line for each column and each short list; it reads back as the same. */
export function formatRecipeFile(recipe: Recipe): string {
  const document = new Document(recipe)
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? pair.key.value : null
      if (key === 'columns') {
        for (const column of (pair.value as { items: { value: { flow?: boolean } }[] }).items) column.value.flow = true
      } else if (['title', 'file', 'literature', 'key', 'when', 'inputs', 'outputs'].includes(String(key)) && pair.value !== null && typeof pair.value === 'object') {
        (pair.value as { flow?: boolean }).flow = true
      }
    },
  })
  return document.toString({ lineWidth: 120, flowCollectionPadding: false })
}
