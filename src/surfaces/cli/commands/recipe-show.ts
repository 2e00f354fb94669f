import { getRecipe } from '#contract/operations/recipe.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { showOptions } from './recipe.ts'

/** Prints a recipe as YAML, its newest version unless one is named. */
export async function run({ argument, options, language }: Asked<typeof showOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { hub, version } = options
  const found = await client.call(getRecipe, { params: { hub, name: argument }, query: version === undefined ? {} : { version } })
  return { json: found, text: () => found.yaml.trimEnd() }
}
