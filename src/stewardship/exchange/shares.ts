import { plainDecimal } from '#science/chemistry/formula-print.ts'
import { isPlainNumber } from '#science/quantities/quantity.ts'
import type { Text } from '#science/refusal.ts'
import { commaUnsaid, hasCommaInNumber, pointForComma } from './decimal-comma.ts'
import type { RecipeColumn } from './recipe.ts'

export type SharesColumn = Extract<RecipeColumn, { readonly shares: unknown }>

type Refused = { readonly text: string; readonly refused: { readonly code: string; readonly text: Text } }

/** Percent by which shares may sum above 100 where the rest is asked for: rounded ones do. */
const ROUNDING = 0.01

/**
 * The formula that the shares of a row make, in percent: `Co88.18Ir11.82`; null where no share is filled.
 *
 * An element whose cell is empty is left out, as sheets leave out what is not in a material; what cannot be read as a share is
 * refused. With `rest` the shares are made up to 100 by that element.
 */
export function formulaOfShares(
  { shares: columns, rest }: Pick<SharesColumn, 'shares' | 'rest'>, textOf: (column: string) => string | null, decimal: '.' | ',' | null,
): string | null | Refused {
  const shares: [string, number][] = []
  for (const [element, column] of Object.entries(columns)) {
    const text = textOf(column)
    if (text === null) continue
    const written = decimal === ',' ? pointForComma(text) : text
    if (typeof written !== 'string') return { text, refused: written }
    const share = isPlainNumber(written) ? Number(written) : NaN
    if (!(share >= 0)) return { text, refused: decimal === '.' && hasCommaInNumber(text) ? commaUnsaid(text) : notAShare(element, text) }
    shares.push([element, share])
  }
  if (shares.length === 0) return null
  const sum = shares.reduce((total, [, share]) => total + share, 0)
  if (rest !== undefined && sum > 100 + ROUNDING) return { text: plainDecimal(sum), refused: aboveWhole(rest, plainDecimal(sum)) }
  if (rest !== undefined) shares.push([rest, Math.max(0, Number((100 - sum).toPrecision(10)))])
  return shares.filter(([, share]) => share > 0).map(([element, share]) => `${element}${plainDecimal(share)}`).join('')
}

function notAShare(element: string, text: string): Refused['refused'] {
  return { code: 'cell.not_a_share', text: {
    en: `“${text}” is no share of ${element}: write a number of percent that is not negative, or leave the cell empty.`,
    ko: `“${text}”은(는) ${element}의 비율이 아닙니다. 음수가 아닌 백분율을 쓰거나 칸을 비우십시오.`,
  } }
}

function aboveWhole(rest: string, sum: string): Refused['refused'] {
  return { code: 'cell.shares_above_whole', text: {
    en: `The shares sum to ${sum} %, so that nothing is left for ${rest}. Correct them; they are read in percent.`,
    ko: `비율의 합이 ${sum} %여서 ${rest}의 몫이 없습니다. 백분율로 적었는지 확인하고 고치십시오.`,
  } }
}
