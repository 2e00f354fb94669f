import type { z } from 'zod'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { Language } from '#science/refusal.ts'
import type { CampaignSchema, ProposalSchema } from '#contract/schemas/campaign.ts'
import { count, figure, moment } from './number-text.ts'
import { terminalWidth } from './output.ts'
import { labelled, textTable } from './text-table.ts'

type Campaign = z.infer<typeof CampaignSchema>
type Proposal = z.infer<typeof ProposalSchema>

/** Candidates of a ranking that fit on a screen; all of them are in the JSON. */
const RANKED = 10

/** A campaign for people: its aim, the best known so far, the proposals, the top of the ranking. */
export function campaignText(campaign: Campaign, language: Language): string {
  const words = WORDS[language]
  const { request, target, best, proposals, ranking, problem, warnings } = campaign
  const suffix = unitSuffix(campaign)
  const head: [string, string][] = [
    [words.campaign, request.name],
    ['ID', campaign.id],
    [words.goal, `${words.goals[request.goal]} ${target}`],
    [words.opened, `${moment(campaign.created_at)} · ${campaign.created_by}`],
  ]
  if (best) head.push([words.best, `${formulaText(best.name)}: ${figure(best.observed)}${suffix}`])
  for (const warning of warnings) head.push([words.warning, warning[language]])
  if (problem) head.push([words.problem, problem[language]])
  return [
    labelled(head),
    ...proposals.map((proposal) => proposalText(proposal, language, suffix)),
    ...(ranking.length > 0 ? [rankingText(campaign, language)] : []),
  ].join('\n\n')
}

/** What was decided on a proposal, and the planned process that came of it. */
export function decisionText({ n, point, state, process }: Proposal, language: Language): string {
  const words = WORDS[language]
  const line = `${n}. ${pointText(point)} · ${words.states[state]}`
  return process ? `${line}\n${labelled([[`  ${words.process}`, `sojae record show ${process}`]])}` : line
}

/** A proposal for people: what to make, what is predicted of it, and why it is proposed. */
function proposalText(proposal: Proposal, language: Language, suffix: string): string {
  const words = WORDS[language]
  const { intervals, nearest } = proposal
  const pairs: [string, string][] = [
    ['  ID', proposal.id],
    [`  ${words.predicted}`, `${figure(proposal.mean)} ± ${figure(proposal.sd, 2)}${suffix}`],
  ]
  const ninety = intervals['90']
  if (ninety) pairs.push([`  90 % ${words.interval}`, `${figure(ninety[0])} … ${figure(ninety[1])}${suffix}`])
  pairs.push([`  ${words.gain}`, `${figure(proposal.expected_improvement, 3)}${suffix}`])
  if (nearest[0]) pairs.push([`  ${words.nearest}`, `${formulaText(nearest[0].name)}: ${figure(nearest[0].observed)}${suffix}`])
  pairs.push([`  ${words.reason}`, proposal.reason[language]])
  if (proposal.process) pairs.push([`  ${words.process}`, proposal.process])
  if (proposal.reason_declined) pairs.push([`  ${words.declined}`, proposal.reason_declined])
  return `${proposal.n}. ${pointText(proposal.point)} · ${words.states[proposal.state]}\n${labelled(pairs)}`
}

function rankingText({ ranking, ...campaign }: Campaign, language: Language): string {
  const words = WORDS[language]
  const rows = ranking.slice(0, RANKED).map((one, index) =>
    [String(index + 1), pointText(one.point), figure(one.mean), figure(one.sd, 2), figure(one.expected_improvement, 3)])
  const suffix = unitSuffix(campaign)
  const table = textTable([
    { title: words.rank, right: true }, { title: words.candidate, shrinks: true },
    { title: `${words.predicted}${suffix && ` (${suffix.trim()})`}`, right: true },
    { title: '±', right: true }, { title: words.gain, right: true },
  ], rows, terminalWidth())
  const more = ranking.length - rows.length
  return `${words.ranking} (${count(ranking.length, language)})\n${table}${more > 0 ? `\n… ${words.more(more)}` : ''}`
}

function pointText(point: Proposal['point']): string {
  return Object.entries(point).map(([column, value]) => `${column} ${formulaText(String(value))}`).join(' · ')
}

function unitSuffix({ target_unit }: Pick<Campaign, 'target_unit'>): string {
  return target_unit && target_unit !== '1' ? ` ${target_unit}` : ''
}

const WORDS = {
  en: {
    campaign: 'Campaign', goal: 'Goal', opened: 'Opened', best: 'Best known', problem: 'Problem', warning: 'Warning',
    predicted: 'Predicted',
    interval: 'interval', gain: 'Expected gain', nearest: 'Nearest known', reason: 'Reason', declined: 'Declined because',
    process: 'Planned process', rank: 'Rank',
    candidate: 'Candidate', ranking: 'Ranking of candidates', more: (n: number) => `${n} more in --json`,
    goals: {
      max: 'highest', min: 'lowest',
    }, states: { proposed: 'proposed', accepted: 'accepted', declined: 'declined' },
  },
  ko: {
    campaign: '캠페인', goal: '목표', opened: '시작', best: '현재 최고', problem: '문제', warning: '주의', predicted: '예측값',
    interval: '구간', gain: '기대 향상', nearest: '가까운 기록', reason: '이유', declined: '거절 이유', process: '계획된 공정', rank: '순위',
    candidate: '후보', ranking: '후보 순위', more: (n: number) => `그 밖에 ${n}건은 --json으로`,
    goals: { max: '최대', min: '최소' }, states: { proposed: '제안', accepted: '수락', declined: '제외' },
  },
} as const
