import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { parseFormula } from '#science/chemistry/composition.ts'
import type { PredictionInputSchema, PredictionSchema } from '#contract/schemas/model.ts'
import { explainPredictions } from '#discovery/learning/contributions.ts'
import type { Column } from '#discovery/learning/columns.ts'
import { nearestRows } from '#discovery/learning/nearest-rows.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { openFitted } from './fitted.ts'
import type { Fitted, FittedFile } from './fitted.ts'
import { readArtefact } from './models.ts'

export type Case = z.infer<typeof PredictionInputSchema>
type Prediction = z.infer<typeof PredictionSchema>

/** Rows against which a prediction is explained; more would be exacter and slower. */
const BACKGROUND = 60

/** Predicts cases with intervals, range of validity, the nearest known records and what each stage adds. */
export async function predictCases(
  at: Installation, actor: Actor, id: string, cases: readonly Case[],
): Promise<Prediction[]> {
  const { artefact } = await readArtefact(at, actor, id)
  const fitted = openFitted(artefact as FittedFile)
  const inputs = columnsOf(fitted, cases)
  const predicted = fitted.model.predict(inputs)
  const nearest = nearestKnown(fitted, inputs)
  const step = Math.max(1, Math.floor(fitted.records.length / BACKGROUND))
  const background = fitted.inputs.map(
    (column) => ({ ...column, values: column.values.filter((_, row) => row % step === 0) }) as Column
  )
  const explained = cases.length > 20 ? null : explainPredictions(fitted.model, inputs, background, { seed: 1 })
  return predicted.map((prediction, index) => ({
    mean: prediction.mean, sd: prediction.sd, intervals: mutable(prediction.intervals), distance: prediction.distance,
    unit: fitted.artefact.target.unit, nearest: nearest[index]!,
    by_stage: explained?.[index]!.contributions.filter(({ by }) => by === 'stage').map(
      ({ name, value }) => ({ name, value })
    ) ?? [],
  }))
}

/** Intervals as the wire has them. */
function mutable(intervals: Readonly<Record<string, readonly [number, number]>>): Record<string, [number, number]> {
  return Object.fromEntries(Object.entries(intervals).map(([level, [low, high]]) => [level, [low, high]]))
}

/** The three known records nearest to each row. */
function nearestKnown(fitted: Fitted, inputs: readonly Column[]): {
  record: string
  name: string
  observed: number
}[][] {
  const { model, artefact, records, observed } = fitted
  const rows = nearestRows(artefact.range, model.encode(inputs), model.encode(fitted.inputs), 3)
  return rows.map((indices) => indices.map((index) => ({ ...records[index]!, observed: observed[index]! })))
}

/**
 * Cases as the model's columns; a column that a case leaves out is missing, one that the model does not know is
 * refused.
 */
function columnsOf({ inputs }: Pick<Fitted, 'inputs'>, cases: readonly Case[]): Column[] {
  const known = new Set(inputs.map(({ name }) => name))
  const unknown = cases.flatMap((one) => Object.keys(one)).find((name) => !known.has(name))
  if (unknown !== undefined) {
    const choices = [...known].join(', ')
    throw new Refusal(
      'model.unknown_input',
      {
        en: `The model has no input “${unknown}”; it has: ${choices}.`,
        ko: `모델에 입력 “${unknown}”이(가) 없습니다. 있는 입력: ${choices}.`,
      },
      { input: unknown },
    )
  }
  return inputs.map(
    (column) => ({ ...column, values: cases.map((one) => readValue(column, one[column.name] ?? null)) }) as Column
  )
}

function readValue(column: Column, value: number | string | null): unknown {
  if (value === null || value === '') return null
  if (column.kind === 'composition') return parseFormula(String(value)).fractions
  if (column.kind === 'category') return String(value)
  const number = typeof value === 'number' ? value : Number(value)
  if (Number.isFinite(number)) return number
  throw new Refusal(
    'model.not_a_number',
    {
      en: `“${column.name}” wants a number${column.unit ? ` in ${column.unit}` : ''}, not “${value}”.`,
      ko: `“${column.name}”에는 ${column.unit ? `${column.unit} 단위의 ` : ''}수치가 필요합니다. 입력값: “${value}”.`,
    },
    { input: column.name, value },
  )
}
