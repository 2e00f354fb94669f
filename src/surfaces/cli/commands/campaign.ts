import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const spaceOptions = options({
  goal: {
    kind: 'choice', placeholder: 'max|min', choices: ['max', 'min'], default: 'max',
    about: { en: 'max or min (default: max)', ko: 'max 또는 min(기본값: max)' },
  },
  process: {
    kind: 'text', placeholder: 'NAME@N', required: true,
    about: { en: 'Template of the process that an accepted proposal plans', ko: '수락한 제안으로 계획할 공정의 템플릿' },
  },
})

export const createOptions = HUB

export const suggestOptions = options({
  count: {
    kind: 'whole', placeholder: 'N', default: 5, min: 1, max: 50,
    about: { en: 'How many proposals (default: 5)', ko: '제안 수(기본값: 5)' },
  },
})

export const declineOptions = options({
  reason: { kind: 'text', placeholder: 'TEXT', default: '', about: { en: 'Why it is put aside', ko: '제외 사유' } },
})

export const simulateOptions = options({
  target: { kind: 'text', placeholder: 'COL', required: true, about: { en: 'Column of the result', ko: '결과 열' } },
  goal: {
    kind: 'choice', placeholder: 'max|min', choices: ['max', 'min'], default: 'max',
    about: { en: 'max or min (default: max)', ko: 'max 또는 min(기본값: max)' },
  },
  ignore: { kind: 'texts', placeholder: 'a,b', about: { en: 'Columns to leave out; may repeat', ko: '제외할 열. 반복 가능' } },
  formula: { kind: 'texts', placeholder: 'COL', about: { en: 'Column of chemical formulas; may repeat', ko: '화학식 열. 반복 가능' } },
  budget: {
    kind: 'whole', placeholder: 'N', default: 50, min: 1,
    about: { en: 'Experiments in a run, the first ones included (default: 50)', ko: '한 회의 실험 수, 처음 실험 포함(기본값: 50)' },
  },
  initial: {
    kind: 'whole', placeholder: 'N', default: 2, min: 1,
    about: { en: 'Experiments drawn to begin with (default: 2)', ko: '처음에 무작위로 고를 실험 수(기본값: 2)' },
  },
  runs: { kind: 'whole', placeholder: 'N', min: 1, about: { en: 'Runs (default: 50, or those of --starts)', ko: '재현 횟수(기본값: 50, --starts가 있으면 그 수)' } },
  starts: {
    kind: 'text', placeholder: 'FILE.json',
    about: { en: 'What each run begins with: [[111, 134], …], places in ascending order of the inputs', ko: '회마다 처음 할 실험: [[111, 134], …] (입력 오름차순 순번)' },
  },
  method: {
    kind: 'choice', placeholder: 'HOW', choices: ['ours', 'random'], default: 'ours',
    about: { en: 'How experiments are chosen (default: ours)', ko: '실험을 고르는 방법(기본값: ours)' },
  },
  seed: { kind: 'whole', placeholder: 'N', default: 0, min: 0, about: { en: 'Same seed, same runs (default: 0)', ko: '시드가 같으면 결과도 같음(기본값: 0)' } },
})

export const CAMPAIGN_COMMANDS: readonly Command[] = [
  {
    words: 'campaign list',
    about: { en: 'Campaigns of the hub, newest first', ko: '허브의 캠페인(최신순)' },
    options: HUB,
    example: 'sojae campaign list',
    load: () => import('./campaign-list.ts'),
  },
  {
    words: 'campaign draft',
    argument: 'MODEL',
    about: { en: 'Write a campaign file that spans a model\'s data, to be edited', ko: '모델 데이터 범위로 캠페인 파일 초안 출력(편집용)' },
    options: spaceOptions,
    example: 'sojae campaign draft 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --process alloy_processing@1 > campaign.yaml',
    load: () => import('./campaign-draft.ts'),
  },
  {
    words: 'campaign create',
    argument: 'FILE.yaml',
    about: { en: 'Open a campaign and find its first experiments', ko: '캠페인을 열고 첫 실험 제안 받기' },
    options: createOptions,
    example: 'sojae campaign create campaign.yaml',
    load: () => import('./campaign-create.ts'),
  },
  {
    words: 'campaign show',
    argument: 'ID',
    about: { en: 'A campaign with its proposals', ko: '캠페인과 제안' },
    options: {},
    example: 'sojae campaign show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./campaign-show.ts'),
  },
  {
    words: 'campaign suggest',
    argument: 'ID',
    about: { en: 'Find the next experiments; open proposals are replaced', ko: '다음 실험 찾기(미결정 제안은 교체)' },
    options: suggestOptions,
    example: 'sojae campaign suggest 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --count 5',
    load: () => import('./campaign-suggest.ts'),
  },
  {
    words: 'campaign accept',
    argument: 'PROPOSAL',
    about: { en: 'Make the planned process that a proposal describes', ko: '제안을 수락하여 계획된 공정 만들기' },
    options: {},
    example: 'sojae campaign accept 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./campaign-accept.ts'),
  },
  {
    words: 'campaign decline',
    argument: 'PROPOSAL',
    about: { en: 'Put a proposal aside for this campaign', ko: '제안을 이 캠페인에서 제외' },
    options: declineOptions,
    example: 'sojae campaign decline 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "no Hf in stock"',
    load: () => import('./campaign-decline.ts'),
  },
  {
    words: 'campaign simulate',
    argument: 'FILE.csv',
    about: { en: 'Replay planning on experiments that were all made; needs no hub', ko: '이미 모두 수행한 실험으로 실험 계획을 재현(허브 불필요)' },
    options: simulateOptions,
    example: 'sojae campaign simulate P3HT_dataset.csv --target "Conductivity (measured) (S/cm)" --goal max --budget 50',
    load: () => import('./campaign-simulate.ts'),
  },
]
