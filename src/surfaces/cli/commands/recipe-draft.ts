import { draftRecipe } from '#contract/operations/recipe.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { openSourceFile } from '../host/recipe-source.ts'
import type { HUB } from '../option.ts'
import { writeRemark } from '../output.ts'

/** Prints a recipe to begin with as YAML, and on stderr what each guess rests on and what has to be settled. */
export async function run({ argument, options, language, json }: Asked<typeof HUB>): Promise<Outcome> {
  const { hub } = options
  const file = await openSourceFile(argument)
  const client = await connect(language)
  const { sha256 } = await client.upload(hub, file.content, 'text/csv')
  const draft = await client.call(draftRecipe, { params: { hub }, body: { file: { sha256, name: file.name } } })
  if (!json) {
    for (const { header, state, choice, because, candidates } of draft.columns) {
      const meant = choice?.use === 'value' ? `${choice.template}.${choice.field}` : (choice?.use ?? '')
      const others = candidates.map(({ template, field }) => `${template}.${field}`).join(', ')
      if (state === 'guessed') writeRemark(TOLD[language].guessed(header, meant, because[language]))
      else if (state === 'asked') writeRemark(TOLD[language].asked(header, because[language], others))
      else writeRemark(TOLD[language].left(header))
    }
    for (const { [language]: text } of [...draft.asks, ...draft.remarks]) writeRemark(text)
  }
  const { yaml } = draft
  if (yaml === null && !json) throw undecided(argument, draft.asks)
  return { json: draft, text: () => yaml!.trimEnd() }
}

const TOLD = {
  en: {
    guessed: (header: string, meant: string, from: string) => `Guessed: “${header}” is ${meant}, by ${from}.`,
    asked: (header: string, why: string, others: string) => `Asked: “${header}”. ${why}${others === '' ? '' : ` (${others})`}`,
    left: (header: string) => `Left out: “${header}”.`,
  },
  ko: {
    guessed: (header: string, meant: string, from: string) => `추정: “${header}”은(는) ${meant}. 근거: ${from}.`,
    asked: (header: string, why: string, others: string) => `질문: “${header}”. ${why}${others === '' ? '' : ` (${others})`}`,
    left: (header: string) => `제외: “${header}”.`,
  },
}

function undecided(file: string, asks: readonly { en: string; ko: string }[]): Refusal {
  return new Refusal('recipe.undecided', {
    en: `No recipe can be drafted for ${file}: ${asks.map(({ en }) => en).join(' ')} Map it on the page Imports, or write a recipe by hand.`,
    ko: `${file}의 레시피를 만들 수 없습니다. ${asks.map(({ ko }) => ko).join(' ')} 가져오기 페이지에서 열을 지정하거나 레시피를 직접 쓰십시오.`,
  }, { file })
}
