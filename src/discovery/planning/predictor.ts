import type { Column } from '../learning/columns.ts'
import type { BatchPrediction, Prediction, RegressionModel } from '../learning/model.ts'
import { pointsToColumns } from './point.ts'
import type { Input, Point } from './point.ts'

/** What planning needs of a model. */
export type Predictor = {
  readonly inputs: readonly Input[]
  /** Whether `judge` answers on the log10 of the target. */
  readonly logTarget: boolean
  /** Mean and standard deviation of n points, on the scale where the prediction is nearly normal; for the search. */
  judge(points: readonly Point[]): BatchPrediction
  /** The full prediction of the few points that are shown, in the target's unit. */
  predict(points: readonly Point[]): Prediction[]
}

/** Rows encoded at a time, so that memory stays small beside the model. */
const CHUNK = 2000

/** Lets planning ask a trained model; `inputs` are the columns that it learned from. */
export function predictorOf(
  model: Pick<RegressionModel, 'logTarget' | 'encode' | 'predictEncoded' | 'predict'>, inputs: readonly Column[],
): Predictor {
  const kinds = inputs.map(({ name, kind }) => ({ name, kind }))
  return {
    inputs: kinds,
    logTarget: model.logTarget,
    judge(points) {
      const mean = new Float64Array(points.length)
      const sd = new Float64Array(points.length)
      for (let start = 0; start < points.length; start += CHUNK) {
        const part = model.predictEncoded(model.encode(pointsToColumns(points.slice(start, start + CHUNK), kinds)))
        mean.set(part.mean, start)
        sd.set(part.sd, start)
      }
      return { mean, sd }
    },
    predict: (points) => model.predict(pointsToColumns(points, kinds)),
  }
}
