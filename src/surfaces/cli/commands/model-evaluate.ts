import type { Asked, Outcome } from '../command.ts'
import { evaluationText } from '../evaluation-text.ts'
import { foldChoice } from '../fold-choice.ts'
import { evaluateCsv } from '../host/evaluate-csv.ts'
import { parseBudget } from '../parse-budget.ts'
import { createProgressLine } from '../progress-line.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { evaluateOptions } from './model-options.ts'

const EVALUATING = { en: 'Evaluating', ko: '평가 중' }

/** Measures how well a CSV file can be learned; needs no hub. */
export async function run({ argument, options, language }: Asked<typeof evaluateOptions>): Promise<Outcome> {
  const { log_target: logTarget, model: family = 'auto', ...rest } = options
  if (rest.folds !== undefined && rest.k !== undefined) {
    throw wrongUsage('folds_and_k', {
      en: '--folds names the folds; --k would make others. Give one of them.',
      ko: '--folds와 --k는 함께 쓸 수 없습니다. 하나만 지정하십시오.',
    }, 'model evaluate')
  }
  if (rest.folds !== undefined && rest.group.length > 0) {
    throw wrongUsage('folds_and_group', {
      en: '--folds names the folds; --group would make others. Give one of them.',
      ko: '--folds와 --group은 함께 쓸 수 없습니다. 하나만 지정하십시오.',
    }, 'model evaluate')
  }
  const budget = parseBudget(rest.budget, 'model evaluate')
  const split = foldChoice(rest, 'model evaluate')
  const progress = createProgressLine(EVALUATING, language)
  const evaluation = await evaluateCsv(argument, { ...rest, split, logTarget, family, budget }, progress.show).finally(() => progress.clear())
  return { json: evaluation, text: () => evaluationText(evaluation, language) }
}
