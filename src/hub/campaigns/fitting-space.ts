import { Refusal } from '#science/refusal.ts'
import type { Fitted } from '../models/fitted.ts'
import type { CampaignRequest } from './campaigns.ts'

/** Refuses a space with a dimension that the model does not know: it could not judge what is proposed there. */
export function requireFitting(space: CampaignRequest['space'], { inputs }: Pick<Fitted, 'inputs'>): void {
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
