import { Refusal } from '#science/refusal.ts'
import type { FieldOf } from '../models/fields-of-model.ts'
import type { Fitted } from '../models/fitted.ts'
import { readTerms } from '../models/read-cases.ts'
import type { CampaignRequest } from './campaigns.ts'

type Space = CampaignRequest['space']
type Inputs = Fitted['inputs']

/**
 * A space with its terms as the model's rows have them; a label stands for its term.
 *
 * Refuses a dimension that the model does not know (`space.unknown_column`) and a term that the vocabulary does not hold
 * (`model.unknown_term`): the model could not judge what is proposed there.
 */
export function fittingSpace(space: Space, inputs: Inputs, fieldOf: FieldOf): Space {
  requireKnown(space, inputs)
  const term = <T extends string | number>(column: string, written: T): T => {
    const { kind, values } = inputs.find(({ name }) => name === column)!
    if (kind !== 'category') return written
    return readTerms(column, fieldOf(column)?.field ?? null, String(written), values) as T
  }
  if ('candidates' in space) {
    return {
      candidates: space.candidates.map((one) => (
        Object.fromEntries(Object.entries(one).map(([column, value]) => [column, term(column, value)]))
      )),
    }
  }
  return {
    dimensions: space.dimensions.map((dimension) => {
      if (dimension.kind === 'choice') {
        return { ...dimension, choices: dimension.choices.map((one) => term(dimension.column, one)) }
      }
      return dimension.kind === 'fixed' ? { ...dimension, value: term(dimension.column, dimension.value) } : dimension
    }),
  }
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
