import { errorText, r2Text } from '#science/numerics/score-text.ts'
import { withUnit } from '#science/quantities/with-unit.ts'
import type { Text } from '#science/refusal.ts'

/** The figures of held-out rows by which a model is judged weak; null where a figure does not apply. */
export type Judged =
  | {
      readonly task: 'regression'
      readonly r2: number | null
      readonly mae: number | null
      /** The MAE of always answering the mean of the other folds. */
      readonly baselineMae: number | null
      readonly unit: string | null
      readonly folds: readonly { readonly n: number; readonly r2: number | null }[]
    }
  | { readonly task: 'classification'; readonly balancedAccuracy: number; readonly nClasses: number }

/** A tenth of the way from guessing to perfect: less is lost in the choice of folds. */
const LEAST_SKILL = 0.1
/** With fewer rows the R² of a fold hangs on one or two of them, so such folds are not counted. */
const MIN_FOLD_ROWS = 10

/**
 * Says that a model is weak, by which figure, and what to do; null for a model that is not.
 *
 * A model of numbers is weak when R² ≤ 0.1, when its MAE is no smaller than that of always guessing the mean, or when
 * R² is below 0 in more than half of the folds with 10 rows or more. One of labels is weak when its balanced accuracy
 * makes a tenth or less of the way from chance to 1.
 */
export function weaknessOf(judged: Judged): Text | null {
  const figures = judged.task === 'regression' ? weakRegression(judged) : weakClassification(judged)
  return figures && {
    en: `This model is weak: on rows held out from learning, ${figures.en}. Add rows or choose other inputs; do not plan `
      + 'with it.',
    ko: `약한 모델입니다. 학습에서 제외해 둔 행에서 ${figures.ko}. 행을 늘리거나 다른 입력을 고르고, 이 모델로 실험을 계획하지 마십시오.`,
  }
}

function weakRegression({ r2, mae, baselineMae, unit, folds }: Extract<Judged, { task: 'regression' }>): Text | null {
  if (r2 !== null && r2 <= LEAST_SKILL) {
    return {
      en: `R² is ${r2Text(r2)}, ${r2 > 0 ? 'hardly' : 'no'} better than always guessing the mean`,
      ko: `R²가 ${r2Text(r2)}(으)로, 항상 평균으로 답하는 것보다 ${r2 > 0 ? '거의 ' : ''}낫지 않습니다`,
    }
  }
  if (mae !== null && baselineMae !== null && mae >= baselineMae) {
    const [own, guess] = [mae, baselineMae].map((error) => withUnit(errorText(error), unit))
    return {
      en: `the mean error (${own}) is no smaller than that of always guessing the mean (${guess})`,
      ko: `평균 오차(${own})가 항상 평균으로 답할 때의 오차(${guess})보다 작지 않습니다`,
    }
  }
  const counted = folds.filter(({ n, r2: inFold }) => n >= MIN_FOLD_ROWS && inFold !== null)
  const bad = counted.filter(({ r2: inFold }) => inFold! < 0).length
  if (bad * 2 <= counted.length) return null
  return {
    en: `R² is below 0 in ${bad} of ${counted.length} folds, worse than guessing their mean`,
    ko: `폴드 ${counted.length}개 중 ${bad}개에서 R²가 0보다 작아, 해당 폴드의 평균으로 답하는 것보다 못합니다`,
  }
}

function weakClassification(
  { balancedAccuracy, nClasses }: Extract<Judged, { task: 'classification' }>
): Text | null {
  const chance = 1 / nClasses
  if (balancedAccuracy > chance + LEAST_SKILL * (1 - chance)) return null
  const [own, guess] = [balancedAccuracy, chance].map((share) => share.toFixed(2))
  return {
    en: `balanced accuracy is ${own}, hardly better than the ${guess} of chance`,
    ko: `균형 정확도가 ${own}(으)로, 우연히 맞힐 확률 ${guess}보다 거의 낫지 않습니다`,
  }
}
