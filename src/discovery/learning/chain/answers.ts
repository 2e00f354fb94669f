import { Refusal } from '#science/refusal.ts'
import type { ModelArtefact } from '../artefact.ts'
import type { Bounds } from '../bounds.ts'
import { columnRows } from '../columns.ts'
import type { Column } from '../columns.ts'
import { joinLearners } from '../ensemble.ts'
import { encode } from '../encoding/encoder.ts'
import { KNOWN_ELEMENTS } from '../encoding/known-elements.ts'
import { predictLearner, readLearner } from '../learners/learner.ts'
import type { FittedModel, Prediction, RegressionModel } from '../model.ts'
import { predictionOf } from '../prediction-of.ts'
import type { ChainPart } from './chain-part.ts'
import { drawThrough, overDraws } from './draws.ts'
import { loadLinks } from './links.ts'

/**
 * A model of numbers that goes over what comes out on the way.
 *
 * Where something observed is given of a row, the chain answers, which alone can use it; else the one that `uses` names. Every answer tells
 * which it was and what is foretold of what was not observed. Where the chain is in use, what looks into a model's learners
 * is refused (`learning.not_of_chain`): it would tell of the flat model.
 */
export function answersOfChain(
  chain: ChainPart, flat: RegressionModel, bounds: Bounds, load: (artefact: ModelArtefact) => FittedModel,
): RegressionModel {
  const links = loadLinks(chain.links, load)
  const names = links.map(({ column }) => column.name)
  const { last, seed, uses } = chain
  const learners = last.learners.map((text) => readLearner(text))
  const predict = (inputs: readonly Column[]): Prediction[] => {
    const plain = flat.predict(inputs.filter(({ name }) => !names.includes(name)))
    const isInformed = plain.map((_, row) => inputs.some(({ name, values }) => names.includes(name) && values[row] !== null))
    const answers = [...plain]
    // Apart, so that a row's answer does not hang on what is known of the rows beside it.
    for (const informed of [false, true]) {
      const rows = [...plain.keys()].filter((row) => isInformed[row] === informed)
      if (rows.length === 0) continue
      const certainty = (informed ? last.informed : null) ?? last.blind
      const { columns, s, foretold } = drawThrough(links, inputs.map((column) => columnRows(column, rows)), seed)
      const by = informed ? 'chain' : uses
      const X = by === 'chain' ? encode(last.encoder, columns, KNOWN_ELEMENTS) : null
      const said = X && joinLearners(learners.map((learner) => overDraws(predictLearner(learner, X), s)), last.weights, certainty.lines)
      rows.forEach((row, at) => {
        const one = plain[row]!
        answers[row] = {
          ...(said ? predictionOf(certainty, { log: flat.logTarget, bounds }, said.mean[at]!, said.scale[at]!, one.distance) : one),
          onTheWay: { by, foretold: foretold[at]! },
        }
      })
    }
    return answers
  }
  if (uses === 'flat') return { ...flat, predict }
  return {
    ...flat, predict,
    predictEncoded: () => { throw notOfChain() },
    meanEncoded: () => { throw notOfChain() },
    get parts(): never { throw notOfChain() },
  }
}

/** The observed columns of a model, which a case may give: without rows, but with the labels that were learned. Empty for a model without a chain. */
export function observedColumns({ chain }: Pick<ModelArtefact, 'chain'>): Column[] {
  return (chain?.links ?? []).map(({ column, model: { target } }) => (
    { ...column, values: target.kind === 'category' ? target.classes : [] } as unknown as Column
  ))
}

/** Refuses a model whose chain is in use, for what would tell of the flat model (`learning.not_of_chain`). */
export function requireFlat({ chain }: Pick<ModelArtefact, 'chain'>): void {
  if (chain?.uses === 'chain') throw notOfChain()
}

/** What looks into a model's learners is not there for one that goes over what comes out on the way. */
function notOfChain(): Refusal {
  return new Refusal('learning.not_of_chain', {
    en: 'This model goes over what comes out on the way; what single inputs do to it is not taken apart, and no proposals or trees are made of it. '
      + 'Train one with nothing on the way for that.',
    ko: '이 모델은 중간에 나오는 값을 거쳐 예측하므로 입력별 설명, 실험 제안, 트리 내보내기를 지원하지 않습니다. 필요하면 중간값을 지정하지 말고 다시 학습하십시오.',
  })
}
