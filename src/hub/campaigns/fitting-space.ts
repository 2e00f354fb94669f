import { Refusal } from '#science/refusal.ts'
import type { FieldOf } from '../models/fields-of-model.ts'
import type { Fitted } from '../models/fitted.ts'
import { readValue } from '../models/read-cases.ts'
import type { CampaignRequest } from './campaigns.ts'

type Space = CampaignRequest['space']
type Inputs = Fitted['inputs']

/**
 * A space with its terms as the model's rows have them; a label stands for its term.
 *
 * Refuses a dimension that the model does not know (`space.unknown_column`) or knows as another kind (`space.column_kind`),
 * a blank (`space.blank`), and what `readValue` refuses: unknown terms, formulas that cannot be read, impossible numbers.
 */
export function fittingSpace(space: Space, inputs: Inputs, fieldOf: FieldOf): Space {
  requireKnown(space, inputs)
  const columnOf = (name: string) => inputs.find((input) => input.name === name)!
  // A formula is kept as it is written; it is only seen that it can be read.
  const value = (name: string, written: number | string) => {
    const column = columnOf(name)
    const read = readValue(column, fieldOf(name), written)
    if (read === null) throw blank(name)
    return column.kind === 'composition' ? written : read as number | string
  }
  if ('candidates' in space) {
    return {
      candidates: space.candidates.map((one) => (
        Object.fromEntries(Object.entries(one).map(([column, written]) => [column, value(column, written)]))
      )),
    }
  }
  return {
    dimensions: space.dimensions.map((dimension) => {
      const { column } = dimension
      requireKind(dimension, columnOf(column))
      if (dimension.kind === 'choice') {
        return { ...dimension, choices: dimension.choices.map((one) => String(value(column, one))) }
      }
      if (dimension.kind === 'continuous') for (const end of [dimension.low, dimension.high]) value(column, end)
      return dimension.kind === 'fixed' ? { ...dimension, value: value(column, dimension.value) } : dimension
    }),
  }
}

const KIND_OF = { composition: 'composition', continuous: 'number', choice: 'category', fixed: null } as const
const KIND_WORDS = {
  number: { en: 'numbers', ko: '수치' }, category: { en: 'words', ko: '용어' }, composition: { en: 'compositions', ko: '조성' },
  vector: { en: 'structures', ko: '구조' },
}

/** A range of phases or a choice among numbers is no dimension. */
function requireKind({ kind, column }: { readonly kind: keyof typeof KIND_OF; readonly column: string }, input: Inputs[number]) {
  const wanted = KIND_OF[kind]
  if (wanted === null || wanted === input.kind) return
  const held = KIND_WORDS[input.kind]
  throw new Refusal(
    'space.column_kind',
    {
      en: `“${column}” holds ${held.en}, so it cannot be a dimension of kind “${kind}”; choose another kind.`,
      ko: `“${column}” 열의 값은 ${held.ko}이므로 “${kind}” 차원으로 쓸 수 없습니다. 다른 종류를 선택하십시오.`,
    },
    { column, kind, holds: input.kind },
  )
}

function blank(column: string): Refusal {
  return new Refusal(
    'space.blank',
    {
      en: `The space gives “${column}” no value. Fill it in, or take the column out.`,
      ko: `공간의 “${column}” 값이 비어 있습니다. 값을 입력하거나 이 열을 빼십시오.`,
    },
    { column },
  )
}

function requireKnown(space: Space, inputs: Inputs): void {
  const known = new Set(inputs.map(({ name }) => name))
  const columns = 'dimensions' in space
    ? space.dimensions.map(({ column }) => column)
    : space.candidates.flatMap((one) => Object.keys(one))
  const unknown = columns.find((column) => !known.has(column))
  if (unknown === undefined) return
  const choices = [...known].join(', ')
  throw new Refusal(
    'space.unknown_column',
    {
      en: `The model has no input “${unknown}”, so it cannot judge a space with it; it has: ${choices}.`,
      ko: `모델에 입력 “${unknown}”이(가) 없어 이 공간을 평가할 수 없습니다. 있는 입력: ${choices}.`,
    },
    { column: unknown },
  )
}
