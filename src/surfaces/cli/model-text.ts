import type { z } from 'zod'
import { inLanguage } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import type { ModelCardSchema, ModelSchema } from '#contract/schemas/model.ts'
import { errorText, r2Text } from '#science/numerics/score-text.ts'
import { chainLines } from './chain-text.ts'
import { importanceBars } from './importance-bars.ts'
import { intervalTable } from './interval-table.ts'
import { count, figure, moment } from './number-text.ts'
import { labelled } from './text-table.ts'

type Model = z.infer<typeof ModelSchema>
type Card = z.infer<typeof ModelCardSchema>

/** The card of a model for people: how far off it is on rows it had not seen, and what it learns from. */
export function modelText(model: Model, language: Language): string {
  const words = WORDS[language]
  const head: [string, string][] = [
    [words.model, `${model.name} v${model.version}`],
    ['ID', model.id],
    [words.state, `${words.states[model.state]} · ${moment(model.created_at)} · ${model.created_by}`],
  ]
  if (model.problem) head.push([words.problem, model.problem[language]])
  if (model.weakness) head.push([words.weakness, model.weakness[language]])
  return [labelled(head), ...(model.card ? cardText(model.card, language) : [])].join('\n\n')
}

function cardText(card: Card, language: Language): string[] {
  const words = WORDS[language]
  const unit = card.target_unit && card.target_unit !== '1' ? ` ${card.target_unit}` : ''
  const origins = Object.entries(card.origins).map(([origin, n]) => `${origin} ${count(n, language)}`).join(', ')
  const { overall } = card
  return [
    labelled([
      [words.target, `${card.target}${unit && ` (${unit.trim()})`}`],
      [words.inputs, card.inputs.map(({ name }) => name).join(', ')],
      [words.rows, `${count(card.rows, language)} (${origins}; ${words.sources} ${count(card.sources, language)})`],
      ...(card.frozen ? [[words.frozen, `${card.frozen.n}, SHA-256 ${card.frozen.sha256}`] as [string, string]] : []),
      [words.learner, card.learner],
      [words.split, card.split[language]],
      ['MAE', `${errorText(overall.mae)}${unit} (${words.baseline} ${errorText(card.baseline_mae)})`],
      ['RMSE', `${errorText(overall.rmse)}${unit}`],
      ['R²', r2Text(overall.r2)],
      [words.tried, card.candidates.map(({ learner, mae }) => `${learner} ${errorText(mae)}`).join(', ')],
      [words.seconds, figure(card.seconds, 3)],
    ]),
    card.chain ? labelled(chainLines({
      ...card.chain,
      links: card.chain.links.map(({ name, rows, unit: of, number, labels }) => ({
        name, rows, text: number ? `MAE ${errorText(number.mae)} ${of ?? ''}, R² ${r2Text(number.r2)}` : `${words.balanced} ${figure(labels!.balanced_accuracy, 3)}`,
      })),
    }, card.target_unit ?? '', language)) : '',
    intervalTable(overall, language),
    importanceBars(words.byStage, card.contributions.by_stage),
    importanceBars(words.byColumn, card.contributions.by_column),
    card.warnings.length > 0 ? [words.warnings, ...card.warnings.map((text) => `  ${inLanguage(text, language)}`)].join('\n') : '',
  ].filter(Boolean)
}

const WORDS = {
  en: {
    model: 'Model', state: 'State', problem: 'Problem', weakness: 'Warning', target: 'Target', inputs: 'Inputs', rows: 'Rows', frozen: 'Frozen table',
    sources: 'sources',
    learner: 'Learner', split: 'Errors from', baseline: 'always the mean:', tried: 'Tried (MAE)',
    seconds: 'Seconds', warnings: 'Note', balanced: 'balanced accuracy',
    byStage: 'What it learns from, by stage (rise of the MAE when shuffled)', byColumn: 'By column',
    states: { training: 'training', ready: 'ready', failed: 'failed', cancelled: 'cancelled' },
  },
  ko: {
    model: '모델', state: '상태', problem: '문제', weakness: '경고', target: '목표', inputs: '입력', rows: '행', frozen: '동결본', sources: '출처',
    learner: '학습기', split: '오차 산정', baseline: '항상 평균으로 답할 때', tried: '시도(MAE)', seconds: '걸린 시간(초)', warnings: '참고', balanced: '균형 정확도',
    byStage: '단계별 기여(섞었을 때 MAE 증가)', byColumn: '열별 기여',
    states: { training: '학습 중', ready: '준비됨', failed: '실패', cancelled: '취소됨' },
  },
} as const
