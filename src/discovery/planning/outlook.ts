import type { Text } from '#science/refusal.ts'

/** Below this chance of beating the best known a proposal is a guess rather than a plan. */
const SLIM = 0.01

/** Says that no proposal is likely to beat the best known, where that is so; `chances` are probabilities in 0…1. */
export function outlook(chances: readonly number[]): Text | null {
  if (chances.length === 0 || chances.some((chance) => chance >= SLIM)) return null
  return {
    en: 'None of these proposals is likely to beat the best known: the model gives each a chance below 1\u00a0%. Widen the '
      + 'space, fix other conditions, or do those that teach the model most.',
    ko: '알려진 최고값을 넘을 가능성이 있는 제안이 없습니다(모델이 추정한 확률이 모두 1\u00a0% 미만). 설계 공간을 넓히거나 고정 조건을 '
      + '바꾸거나, 모델이 가장 많이 배울 수 있는 실험을 고르십시오.',
  }
}
