import { bestKnown, knownRows } from '#discovery/planning/known.ts'
import type { WrittenPoint } from '#discovery/planning/point.ts'
import { predictorOf } from '#discovery/planning/predictor.ts'
import { propose } from '#discovery/planning/propose.ts'
import type { ColumnWords } from '#discovery/planning/reason.ts'
import type { Proposed } from '#discovery/planning/propose.ts'
import { rank } from '#discovery/planning/rank.ts'
import type { Ranked } from '#discovery/planning/rank.ts'
import type { DesignSpace } from '#discovery/planning/space.ts'
import { openFitted } from '../models/fitted.ts'
import type { FittedFile } from '../models/fitted.ts'

export type RoundInput = {
  readonly file: FittedFile
  readonly space: DesignSpace
  readonly goal: 'max' | 'min'
  readonly count: number
  readonly seed: number
  readonly words: ColumnWords
  /** Columns that are conditions of the test, by their templates. */
  readonly conditions: readonly string[]
  /** Points that were accepted before. */
  readonly pending: readonly WrittenPoint[]
  readonly declined: readonly WrittenPoint[]
}

/** What one round found; `best` and `nearest` are indices of the rows that the model learned from. */
export type Round = {
  readonly best: number
  readonly proposals: readonly Proposed[]
  readonly ranking: readonly Ranked[]
}

/** Finds the next experiments in a thread of its own; sends the progress on the way. */
export function run(
  { file, space, goal, count, seed, pending, declined, words, conditions }: RoundInput, send: (message: unknown) => void,
): Round {
  const { model, inputs, observed, limits, records, artefact } = openFitted(file)
  const predictor = predictorOf(model, inputs)
  const known = knownRows(inputs, records.map(({ name }) => name), observed, limits)
  const best = bestKnown(known, space, goal, new Set(conditions))
  const proposals = propose(
    { predictor, space, goal, best, count, seed, known, pending, declined, words, unit: artefact.target.unit }, send,
  )
  const ranking = 'candidates' in space
    ? rank({ predictor, candidates: space.candidates, goal, best: best.observed })
    : []
  return { best: known.indexOf(best), proposals, ranking }
}
