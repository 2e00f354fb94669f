import type { z } from 'zod'
import type { CampaignSchema } from '#contract/schemas/campaign.ts'

type Candidate = z.infer<typeof CampaignSchema>['ranking'][number]

/** By what a list of candidates may be sorted; the most promising, surest, or most familiar first. */
export const RANKINGS = ['gain', 'mean', 'sd', 'distance', 'name'] as const
export type Ranking = (typeof RANKINGS)[number]

/** The candidates in the wanted order: best mean for the goal, smallest sd, nearest to the data, name by alphabet. */
export function sortRanking(candidates: readonly Candidate[], by: Ranking, goal: 'max' | 'min'): Candidate[] {
  const name = (candidate: Candidate) => Object.values(candidate.point).join(' ')
  const compare: Record<Ranking, (a: Candidate, b: Candidate) => number> = {
    gain: (a, b) => b.expected_improvement - a.expected_improvement,
    mean: (a, b) => (goal === 'max' ? b.mean - a.mean : a.mean - b.mean),
    sd: (a, b) => a.sd - b.sd,
    distance: (a, b) => a.distance - b.distance,
    name: (a, b) => name(a).localeCompare(name(b)),
  }
  return [...candidates].sort(compare[by])
}
