import { Refusal } from '#science/refusal.ts'
import { requireFlat } from './chain/answers.ts'
import { encodedFeatures } from './encoding/encoder.ts'
import { KNOWN_ELEMENTS } from './encoding/known-elements.ts'
import { readLearner } from './learners/learner.ts'
import { onnxOfBoosting, onnxOfForest } from './learners/onnx-trees.ts'
import type { OnnxSubject } from './learners/onnx-trees.ts'
import type { OpenModel } from './model-file.ts'

/** An ONNX file, and the encoded features that it wants in this order. */
export type OnnxModel = { readonly bytes: Uint8Array; readonly features: readonly string[] }

/**
 * The trees of a model as ONNX: from encoded features, X: (n × d) in single precision, to the mean (log10 of it with a log
 * target), or to a label with probabilities before they are calibrated.
 *
 * What encodes columns, the intervals and the range of validity stay behind. Refuses a model that is not trees of one kind
 * alone (`learning.no_onnx`): a mean of several learners would be another model.
 */
export function onnxOfModel({ artefact }: Pick<OpenModel, 'artefact'>): OnnxModel {
  requireFlat(artefact)
  const learners = artefact.learners.map((text) => readLearner(text))
  const [learner] = learners
  if (!learner || learners.length > 1 || (learner.kind !== 'forest' && learner.kind !== 'boosting')) throw noOnnx(artefact.card.kind)
  const all = encodedFeatures(artefact.encoder, KNOWN_ELEMENTS)
  const features = learner.used.map((feature) => all[feature]!.name)
  const { target } = artefact
  const subject: OnnxSubject = {
    features,
    target: target.kind === 'number' ? { kind: 'number', centre: learner.centre, scale: learner.scale } : { kind: 'category', classes: target.classes },
  }
  const bytes = learner.kind === 'forest' ? onnxOfForest(learner.fitted, subject) : onnxOfBoosting(learner.fitted.middle, subject)
  return { bytes, features }
}

function noOnnx(kind: string): Refusal {
  return new Refusal('learning.no_onnx', {
    en: `ONNX holds trees of one kind, and this model is: ${kind}. Train one with --model gb or --model rf.`,
    ko: `ONNX에는 한 종류의 트리만 담을 수 있는데 이 모델은 ${kind}입니다. --model gb나 --model rf로 학습하십시오.`,
  }, { kind })
}
