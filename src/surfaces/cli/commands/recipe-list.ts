import { listRecipes } from '#contract/operations/recipe.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the recipes that a hub knows. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.call(listRecipes, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: { name: 'Recipe', version: 'Version', title: 'Title', by: 'Kept by', shipped: 'shipped' },
        ko: { name: '레시피', version: '버전', title: '제목', by: '보관한 사람', shipped: '기본 제공' },
      }[language]
      const rows = answer.recipes.map(({ name, version, title, kept }) => (
        [name, String(version), title[language], kept ? `${kept.author}, ${kept.at.slice(0, 10)}` : words.shipped]
      ))
      return textTable([
        { title: words.name }, { title: words.version, right: true }, { title: words.title, shrinks: true }, { title: words.by },
      ], rows, terminalWidth())
    },
  }
}
