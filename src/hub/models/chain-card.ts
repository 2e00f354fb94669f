import type { z } from 'zod'
import type { ChainCardSchema } from '#contract/schemas/model.ts'
import type { Text } from '#science/refusal.ts'
import { baselineError } from '#discovery/learning/baseline.ts'
import type { Card, OutOfFoldRow, RegressionErrors } from '#discovery/learning/card.ts'
import type { ChainPart } from '#discovery/learning/chain/chain-part.ts'
import type { BuiltTable } from '#record/tables/build-table.ts'

type ChainCard = z.infer<typeof ChainCardSchema>

/** What the card of a model tells of its chain: the errors beside the flat model's, and how well each link foretells. */
export function chainCard({ links, judged, uses }: ChainPart, { columns }: Pick<BuiltTable, 'columns'>): ChainCard {
  const { informed, whole, partial, gain } = judged
  return {
    uses, gain, whole, partial, chain: shortErrors(judged.chain), flat: shortErrors(judged.flat),
    informed: informed && {
      rows: informed.rows, mae: informed.knowing.mae, coverage_90: informed.knowing.coverage['90'], blind_mae: informed.blind,
    },
    links: links.map(({ column: { name, stage = null, template = null }, model: { card } }) => ({
      name, stage, template, label: columns.find((column) => column.name === name)?.label ?? { en: name, ko: name },
      unit: card.logTarget ? `log10(${card.unit ?? '1'})` : card.unit, rows: card.rows, ...foretells(card),
    })),
  }
}

function shortErrors({ mae, rmse, crps, coverage }: RegressionErrors): ChainCard['chain'] {
  return { mae, rmse, crps, coverage_90: coverage['90'] }
}

function foretells({ errors, outOfFold }: Card): Pick<ChainCard['links'][number], 'number' | 'labels'> {
  if ('balancedAccuracy' in errors) return { number: null, labels: { n: errors.classes.length, balanced_accuracy: errors.balancedAccuracy } }
  const rows = outOfFold as readonly Extract<OutOfFoldRow, { observed: number }>[]
  return { number: { mae: errors.mae, r2: errors.r2, baseline_mae: baselineError(rows) }, labels: null }
}

/** That rows of other origins took no part. */
export function otherOrigins(rows: number): Text {
  return {
    en: `${rows === 1 ? '1 row of another origin was' : `${rows} rows of other origins were`} left out: a chain learns from rows of one origin.`,
    ko: `출처 구분이 다른 행 ${rows}개를 제외했습니다. 사슬 모델은 한 가지 출처의 행으로만 학습합니다.`,
  }
}
