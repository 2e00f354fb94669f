import { Refusal } from '#science/refusal.ts'
import { isPlainNumber } from '#science/quantities/quantity.ts'
import type { RecipeColumn } from './recipe.ts'

/** A column whose composition is listed: its parts in some columns, their amounts in others. */
export type ListedComposition = Extract<RecipeColumn, { readonly lists: unknown }>

/**
 * The formula that lists of parts and amounts make: `Cs; FA` with `0.17; 0.83`, and `Pb` with `1`, is `Cs0.17(CH5N2)0.83Pb1`.
 *
 * Null where every list is empty. Refuses `composition.uneven_lists` where a list has not one amount for each part, and
 * `composition.no_amount` where an amount is no number (`x`): what is not known is never shared out.
 */
export function formulaOfLists({ lists, between, formulas = {} }: ListedComposition, textOf: (column: string) => string | null): string | null {
  const pairs = Object.entries(lists).map(([parts, amounts]) => [textOf(parts), textOf(amounts)] as const)
  if (pairs.every(([parts, amounts]) => parts === null && amounts === null)) return null
  return pairs.map(([partsText, amountsText]) => {
    const [parts, amounts] = [listed(partsText, between), listed(amountsText, between)]
    if (parts.length !== amounts.length) throw uneven(partsText ?? '', amountsText ?? '', parts.length, amounts.length)
    return parts.map((part, nth) => {
      const amount = amounts[nth]!
      if (part === '' || !isPlainNumber(amount)) throw noAmount(part, amount)
      const formula = Object.hasOwn(formulas, part) ? formulas[part]! : part
      return (/^[A-Z][a-z]?$/.test(formula) ? formula : `(${formula})`) + amount
    }).join('')
  }).join('')
}

function listed(text: string | null, between: string): string[] {
  return text === null ? [] : text.split(between).map((each) => each.trim())
}

function uneven(parts: string, amounts: string, nParts: number, nAmounts: number): Refusal {
  return new Refusal('composition.uneven_lists', {
    en: `“${parts}” lists ${nParts} and “${amounts}” ${nAmounts}; each part needs its amount. Correct the cells.`,
    ko: `“${parts}”에는 ${nParts}개, “${amounts}”에는 ${nAmounts}개가 있습니다. 성분마다 양이 하나씩 필요하니 칸을 고치십시오.`,
  }, { parts, amounts })
}

function noAmount(part: string, amount: string): Refusal {
  return new Refusal('composition.no_amount', {
    en: `“${amount}” is no amount of “${part}”. Write a number for each part, or leave the composition out.`,
    ko: `“${amount}”은(는) “${part}”의 양이 아닙니다. 성분마다 숫자를 쓰거나 조성을 비우십시오.`,
  }, { part, amount })
}
