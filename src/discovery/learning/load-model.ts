import { Refusal } from '#science/refusal.ts'
import { ARTEFACT_FORMAT } from './artefact.ts'
import type { ModelArtefact } from './artefact.ts'
import { meanOf } from './choose.ts'
import type { Column } from './columns.ts'
import { answersOfChain } from './chain/answers.ts'
import { rangeDistance } from './distance.ts'
import { encode, encodedFeatures } from './encoding/encoder.ts'
import { KNOWN_ELEMENTS } from './encoding/known-elements.ts'
import { joinLearners, temper } from './ensemble.ts'
import { predictLearner, predictLearnerMean, readLearner, treesOf } from './learners/learner.ts'
import type { Learner } from './learners/learner.ts'
import { likeliest } from './likeliest.ts'
import type { ClassificationModel, RegressionModel } from './model.ts'
import { predictionOf } from './prediction-of.ts'
import { readArray } from './typed-array-text.ts'

/**
 * Makes a model predict from its artefact.
 *
 * Refuses another format (`learning.artefact_format`) and an artefact made with other element properties
 * (`learning.artefact_elements`), because it would predict something else than it learned.
 */
export function loadModel(artefact: ModelArtefact): RegressionModel | ClassificationModel {
  requireReadable(artefact)
  const { encoder, card } = artefact
  const features = encodedFeatures(encoder, KNOWN_ELEMENTS)
  const learners = artefact.learners.map((text) => readLearner(text))
  const weights = artefact.weights ?? learners.map(() => 1 / learners.length)
  const range = { ...artefact.range, reference: readArray(artefact.range.reference, 'f32') }
  const fitted = {
    kind: card.kind,
    features: features.map(({ name, column, stage, template }) => ({ name, column, stage, template })),
    encode: (inputs: Parameters<RegressionModel['encode']>[0]) => encode(encoder, withConstants(inputs, artefact.constants), KNOWN_ELEMENTS),
    distanceEncoded: (X: Float64Array) => rangeDistance(range, X),
  }

  if (artefact.target.kind === 'number' && 'lines' in artefact.certainty) {
    const { certainty } = artefact
    const { lines, calibration } = certainty
    const { log, bounds = [null, null] } = artefact.target
    const join = (X: Float64Array) => joinLearners(learners.map((learner) => predictLearner(learner, X)), weights, lines)
    const plain: RegressionModel = {
      ...fitted,
      task: 'regression',
      logTarget: log,
      predict(inputs) {
        const X = fitted.encode(inputs)
        const { mean, scale } = join(X)
        const distance = fitted.distanceEncoded(X)
        return Array.from(mean, (centre, row) => predictionOf(certainty, { log, bounds }, centre, scale[row]!, distance[row]!))
      },
      predictEncoded(X) {
        const { mean, scale } = join(X)
        return { mean, sd: scale.map((value) => calibration.sdFactor * value) }
      },
      meanEncoded: (X) => meanOf(learners.map((learner) => predictLearnerMean(learner, X)), weights),
      parts: partsOf(learners, weights),
    }
    return artefact.chain ? answersOfChain(artefact.chain, plain, bounds, loadModel) : plain
  }
  if (artefact.target.kind !== 'category' || !('temperature' in artefact.certainty)) {
    throw new Error('The certainty of an artefact does not fit its target')
  }
  const { classes } = artefact.target
  const { temperature } = artefact.certainty
  const c = classes.length
  const predictEncoded = (X: Float64Array) =>
    temper(meanOf(learners.map((learner) => predictLearnerMean(learner, X)), weights), c, temperature)
  return {
    ...fitted,
    task: 'classification',
    classes,
    predict(inputs) {
      const X = fitted.encode(inputs)
      const P = predictEncoded(X)
      const distance = fitted.distanceEncoded(X)
      return Array.from(distance, (far, row) => {
        const probabilities = P.subarray(row * c, (row + 1) * c)
        return {
          label: likeliest(classes, probabilities),
          probabilities: Object.fromEntries(classes.map((name, index) => [name, probabilities[index]!])),
          distance: far,
        }
      })
    },
    predictEncoded,
  }
}

function partsOf(learners: readonly Learner[], weights: readonly number[]): RegressionModel['parts'] {
  const parts = learners.map((learner, index) => ({ learner, weight: weights[index]!, trees: treesOf(learner) }))
  const others = parts.filter(({ trees }) => trees === null)
  return {
    trees: parts.flatMap(({ trees, weight }) => (trees ? [{ trees, weight }] : [])),
    rest: others.length === 0 ? null : (X) => (
      meanOf(others.map(({ learner }) => predictLearnerMean(learner, X)), others.map(({ weight }) => weight))
    ),
  }
}

/** The inputs with a column for each constant; a column of that name that is given stays. */
function withConstants(inputs: readonly Column[], constants: ModelArtefact['constants'] = {}): readonly Column[] {
  const n = inputs[0]?.values.length ?? 0
  const added = Object.entries(constants).filter(([name]) => !inputs.some((column) => column.name === name))
  return [...inputs, ...added.map(([name, value]): Column => (
    { name, kind: 'category', values: Array.from({ length: n }, () => value) }))]
}

function requireReadable(artefact: ModelArtefact) {
  if (artefact.format !== ARTEFACT_FORMAT) {
    throw new Refusal('learning.artefact_format', {
      en: `This is not a model of the format ${ARTEFACT_FORMAT} but "${artefact.format}". Train it again.`,
      ko: `모델 형식이 ${ARTEFACT_FORMAT}이(가) 아니라 "${artefact.format}"입니다. 모델을 다시 학습하십시오.`,
    }, { format: artefact.format, expected: ARTEFACT_FORMAT })
  }
  const same = artefact.elementProperties.length === KNOWN_ELEMENTS.names.length
    && artefact.elementProperties.every((name, index) => name === KNOWN_ELEMENTS.names[index])
  if (same) return
  throw new Refusal('learning.artefact_elements', {
    en: 'The model was trained with another table of element properties. Train it again.',
    ko: '이 모델은 다른 원소 물성표로 학습되었습니다. 모델을 다시 학습하십시오.',
  }, { trained: artefact.elementProperties, known: KNOWN_ELEMENTS.names })
}
