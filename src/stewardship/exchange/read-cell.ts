import { parseComposition } from '#science/chemistry/composition.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { parseQuantity } from '#science/quantities/quantity.ts'
import type { Quantity } from '#science/quantities/quantity.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { withSummaries } from '#record/curves/fill-summaries.ts'
import type { Value } from '#record/records/value.ts'
import type { OutsideColumn } from './outside.ts'
import type { RecipeColumn } from './recipe.ts'

/** A column that is read without looking beside its sheet. */
export type SheetColumn = Exclude<RecipeColumn, OutsideColumn>

/** Quantities that a curve gives to other fields of its record. */
export type Summaries = Parameters<typeof withSummaries>[1]

/** What a filled cell came to: a value, or the reason why it was refused. */
export type CellReading =
  | { readonly value: Value; readonly summaries?: Summaries }
  | { readonly refused: { readonly code: string; readonly text: Text } }

/** What a number's row says of it in other cells. */
export type Beside = {
  /** The unit, where it stands in another column. */
  readonly unit?: string | undefined
  /** Its standard deviation, as text. */
  readonly spread?: string | undefined
}

/**
 * The value that a column's rule reads from a cell's text (trimmed, not missing).
 *
 * Terms come in the order of the words; ordering them
 * by the vocabulary is for the caller, who knows the template.
 */
export function readCell(column: SheetColumn, text: string, beside: Beside = {}): CellReading {
  return refusedAs(() => ({ value: readValue(column, text, beside) }))
}

/** A reading, or the refusal that it came to. */
export function refusedAs(read: () => CellReading): CellReading {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { refused: { code: error.code, text: error.text } }
  }
}

function readValue(column: SheetColumn, text: string, { unit, spread }: Beside): Value {
  if ('composition' in column) {
    const { written, basis, fractions } = parseComposition(text, column.composition)
    return { type: 'composition', written, basis, fractions }
  }
  if ('unit' in column) {
    const quantity = parseQuantity(withoutSign(text, column.after), column.unit)
    return { type: 'quantity', ...(spread === undefined ? quantity : withSpread(quantity, spread, column.unit)) }
  }
  if ('unit_column' in column) {
    if (unit === undefined) throw noUnit(column.unit_column)
    return { type: 'quantity', ...parseQuantity(text, unit) }
  }
  if ('words' in column) return { type: 'terms', terms: readWords(column, text) }
  return { type: 'text', text }
}

/** A number without the sign that follows it: `4910x` where the recipe says so. */
function withoutSign(text: string, after: readonly string[] = []): string {
  const sign = after.find((each) => text.endsWith(each))
  return sign === undefined ? text : text.slice(0, -sign.length).trimEnd()
}

/** With the standard deviation that another cell gives; a zero is a cell that was filled to be full, and says nothing. */
function withSpread(quantity: Quantity, spread: string, unit: string): Quantity {
  const { value, bound, high } = parseQuantity(spread, unit)
  if (bound !== undefined || high !== undefined || value < 0) throw notASpread(spread)
  return value === 0 || quantity.bound !== undefined || quantity.high !== undefined ? quantity : { ...quantity, uncertainty: { kind: 'standard', value } }
}

function notASpread(text: string): Refusal {
  return new Refusal('cell.not_a_spread', {
    en: `“${text}” is no standard deviation: write one number that is not negative.`,
    ko: `“${text}”은(는) 표준편차가 아닙니다. 음수가 아닌 수 하나를 쓰십시오.`,
  }, { text })
}

function readWords(column: Extract<SheetColumn, { words: unknown }>, text: string): string[] {
  const words = column.split === undefined ? [text] : text.split(column.split).map((word) => word.trim())
  const seen = new Map<string, number>()
  return words.map((word) => {
    const meant = Object.hasOwn(column.words, word) ? column.words[word] : undefined
    if (meant === undefined) throw unknownWord(word, Object.keys(column.words))
    const terms = typeof meant === 'string' ? [meant] : meant
    const times = seen.get(word) ?? 0
    seen.set(word, times + 1)
    const term = terms[times]
    if (term === undefined) throw repeatedWord(word, terms.length)
    return term
  })
}

function noUnit(column: string): Refusal {
  return new Refusal(
    'cell.no_unit',
    {
      en: `The number has no unit: the cell of “${column}” in its row is empty. Fill it in.`,
      ko: `단위가 없습니다. 같은 행의 “${column}” 칸이 비어 있으니 단위를 적으십시오.`,
    },
    { column },
  )
}

/** The refusal of a word that the recipe does not know. */
export function unknownWord(word: string, known: readonly string[]): Refusal {
  const nearest = nearestWord(word, known)
  return new Refusal(
    'cell.unknown_word',
    {
      en: `The recipe does not know the word “${word}”${nearest ? ` (did you mean “${nearest}”?)` : ''}; it knows `
        + `${known.join(', ')}. Correct the cell or add the word to the recipe.`,
      ko: `레시피에 없는 단어 “${word}”입니다.${nearest ? ` “${nearest}”을(를) 뜻하셨습니까?` : ''} 쓸 수 있는 단어: ${known.join(', ')}. 칸을 `
        + `고치거나 레시피에 단어를 추가하십시오.`,
    },
    { word, nearest, known },
  )
}

function repeatedWord(word: string, times: number): Refusal {
  return new Refusal(
    'cell.repeated_word',
    {
      en: `“${word}” stands in the cell more often than the recipe has terms for (${times}). Correct `
        + `the cell or add a term.`,
      ko: `칸에 “${word}”이(가) 레시피의 용어 수(${times})보다 많이 나옵니다. 칸을 고치거나 용어를 추가하십시오.`,
    },
    { word, times },
  )
}
