import type { z } from 'zod'
import type { PredictionSchema } from '#contract/schemas/model.ts'
import { observedColumns } from '#discovery/learning/chain/answers.ts'
import { explainPredictions } from '#discovery/learning/contributions.ts'
import { backgroundOf, nearestKnown } from '#discovery/learning/model-file.ts'
import { remarksOn } from '#discovery/learning/remarks.ts'
import type { Words } from '#discovery/learning/remarks.ts'
import { cellTermsText } from '#record/tables/cell-terms.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { openFitted } from './fitted.ts'
import { fieldsOfModel } from './fields-of-model.ts'
import type { FieldOf } from './fields-of-model.ts'
import { readModelFile } from './models.ts'
import type { Model } from './models.ts'
import { readCases } from './read-cases.ts'
import type { Case } from './read-cases.ts'

type Prediction = z.infer<typeof PredictionSchema>

/** Predicts cases with intervals, range of validity, remarks, the nearest known records and what each stage adds. */
export async function predictCases(
  at: Installation, actor: Actor, id: string, cases: readonly Case[],
): Promise<Prediction[]> {
  const { hub, model, file } = await readModelFile(at, actor, id)
  const fitted = openFitted(file)
  const fieldOf = await fieldsOfModel(at.db, hub, model)
  const inputs = readCases([...fitted.inputs, ...observedColumns(fitted.artefact)], fieldOf, cases)
  const words = wordsOf(model, fieldOf)
  const predicted = fitted.model.predict(inputs)
  // A hub's models are of numbers, and the rows they learned from are its records.
  const nearest = nearestKnown(fitted, inputs) as Prediction['nearest'][]
  // What single inputs do is told of the flat model alone.
  const isOfChain = predicted.some(({ onTheWay }) => onTheWay?.by === 'chain')
  const explained = cases.length > 20 || isOfChain ? null : explainPredictions(fitted.model, inputs, backgroundOf(fitted), { seed: 1 })
  return predicted.map((prediction, index) => ({
    mean: prediction.mean, sd: prediction.sd, aleatoric: prediction.aleatoric, epistemic: prediction.epistemic, intervals: mutable(prediction.intervals), distance: prediction.distance,
    unit: fitted.artefact.target.unit, nearest: nearest[index]!,
    by_stage: explained?.[index]!.contributions.filter(({ by }) => by === 'stage').map(
      ({ name, value }) => ({ name, value })
    ) ?? [],
    remarks: remarksOn(fitted.artefact.encoder, fitted.inputs, inputs, index, words),
    ...(prediction.onTheWay && { on_the_way: { by: prediction.onTheWay.by, foretold: [...prediction.onTheWay.foretold] } }),
  }))
}

/** Intervals as the wire has them. */
function mutable(intervals: Readonly<Record<string, readonly [number, number]>>): Record<string, [number, number]> {
  return Object.fromEntries(Object.entries(intervals).map(([level, [low, high]]) => [level, [low, high]]))
}

/** Columns as the model's card calls them, terms as their vocabulary does. */
function wordsOf({ card }: Model, fieldOf: FieldOf): Words {
  return {
    column: (name) => card?.inputs.find((input) => input.name === name)?.label ?? { en: name, ko: name },
    term: (column, value) => cellTermsText(value, fieldOf(column)?.field ?? {}),
  }
}
