import { resolve } from 'node:path'
import type { Language } from '#science/refusal.ts'
import type { Asked, Outcome } from './command.ts'
import type { predictOptions } from './commands/model-options.ts'
import { readModelFile, requireFree } from './host/model-file.ts'
import { predictCases, predictCsv, writePredictions } from './host/predict-file.ts'
import type { FilePrediction, FilePredictions } from './host/predict-file.ts'
import { count, figure } from './number-text.ts'
import { parseCase } from './parse-case.ts'
import { predictionsText } from './prediction-text.ts'
import { createProgressLine } from './progress-line.ts'
import { textTable } from './text-table.ts'
import { wrongUsage } from './usage-refusal.ts'

const PREDICTING = { en: 'Predicting', ko: '예측 중' }

/** Predicts by a model in a file: cases, or the rows of a CSV file, which `-o` writes with their predictions. */
export async function predictByFile({ argument, further: [csv], options, language, json }: Asked<typeof predictOptions>): Promise<Outcome> {
  const { out, force } = options
  if (csv === undefined) {
    const predictions = await predictCases(await readModelFile(argument), options.case.map(parseCase))
    return { json: { predictions }, text: () => predictionsText(options.case, predictions, language) }
  }
  if (out !== undefined) {
    if ([argument, csv].some((path) => resolve(path) === resolve(out))) throw overItself(out)
    await requireFree(out, 'table', force)
  }
  const model = await readModelFile(argument)
  const progress = createProgressLine(PREDICTING, language)
  const found = await predictCsv(model, csv, json, (share) => progress.show(share, null)).finally(() => progress.clear())
  if (out !== undefined) await writePredictions(out, found)
  const { target, predictions, notes } = found
  return {
    json: { target, predictions, notes, ...(out !== undefined && { file: out }) },
    text: () => rowsText(found, out, language),
  }
}

/** Rows shown; the rest is in the file that -o writes. */
const MOST_ROWS = 10
const MOST_REMARKS = 5

function rowsText({ target, predictions, notes }: FilePredictions, out: string | undefined, language: Language): string {
  const words = WORDS[language]
  const shown = predictions.slice(0, MOST_ROWS)
  const titles = [words.row, ...(shown[0] && 'label' in shown[0] ? [words.probability] : ['±', '90 %']), words.distance]
  const columns = [titles[0]!, titleOf(target, shown[0]), ...titles.slice(1)].map((title, index) => ({ title, right: index !== 1 || !isLabel(shown[0]) }))
  const far = predictions.filter(({ distance }) => distance > 1).length
  const remarks = predictions.flatMap(({ remarks: all }, row) => all.map((text) => `${words.row} ${row + 1}: ${text[language]}`))
  const rest = predictions.length - shown.length
  return [
    textTable(columns, shown.map(cellsOf)),
    [
      ...(rest > 0 ? [words.more(count(rest, language), out)] : []),
      ...(out !== undefined ? [words.written(count(predictions.length, language), out)] : []),
    ].join('\n'),
    [
      ...(far > 0 ? [words.far(count(far, language), count(predictions.length, language))] : []),
      ...notes.map((note) => note[language]),
      ...remarks.slice(0, MOST_REMARKS),
      ...(remarks.length > MOST_REMARKS ? [words.moreRemarks(count(remarks.length - MOST_REMARKS, language))] : []),
    ].join('\n'),
  ].filter(Boolean).join('\n\n')
}

function isLabel(said: FilePrediction | undefined): boolean {
  return said !== undefined && 'label' in said
}

function titleOf(target: string, said: FilePrediction | undefined): string {
  return said && 'unit' in said && said.unit && said.unit !== '1' ? `${target} (${said.unit})` : target
}

function cellsOf(said: FilePrediction, row: number): string[] {
  const beside = figure(said.distance, 2)
  if ('label' in said) return [String(row + 1), said.label, figure(said.probabilities[said.label], 2), beside]
  const [low, high] = said.intervals['90']!
  return [String(row + 1), figure(said.mean), figure(said.sd, 2), `${figure(low)} … ${figure(high)}`, beside]
}

function overItself(path: string) {
  return wrongUsage('out_is_input', {
    en: `-o ${path} would write over what is read. Choose another name.`,
    ko: `-o ${path}은(는) 읽는 파일과 같습니다. 다른 이름을 고르십시오.`,
  }, 'model predict')
}

const WORDS = {
  en: {
    row: 'Row', probability: 'Probability', distance: 'Distance',
    more: (n: string, out?: string) => `… and ${n} more${out === undefined ? '; -o OUT.csv writes all' : ''}`,
    written: (n: string, out: string) => `Written: ${out} (${n} rows)`,
    far: (n: string, all: string) => `Outside of what the model learned from (distance above 1), not to be relied on: ${n} of ${all} rows.`,
    moreRemarks: (n: string) => `… and ${n} more remarks; --json has all`,
  },
  ko: {
    row: '행', probability: '확률', distance: '거리',
    more: (n: string, out?: string) => `… 외 ${n}행${out === undefined ? '. -o OUT.csv로 모두 저장' : ''}`,
    written: (n: string, out: string) => `저장: ${out}(${n}행)`,
    far: (n: string, all: string) => `${all}행 중 ${n}행은 학습 자료의 범위를 벗어납니다(거리 1 초과). 신뢰하지 마십시오.`,
    moreRemarks: (n: string) => `… 주의 ${n}건 더 있음(--json으로 모두 보기)`,
  },
} as const
