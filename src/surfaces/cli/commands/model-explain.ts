import type { Asked, Outcome } from '../command.ts'
import { compareText, explainText } from '../explanation-text.ts'
import { compareInCsv, explainCsv } from '../host/explain-file.ts'
import { readModelFile } from '../host/model-file.ts'
import { createProgressLine } from '../progress-line.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { explainOptions } from './model-options.ts'

const EXPLAINING = { en: 'Explaining', ko: '설명 중' }

/** Splits the predictions of a CSV file's rows over its columns, or the difference of two of them. */
export async function run({ argument, further, options, language }: Asked<typeof explainOptions>): Promise<Outcome> {
  const csv = further[0]!
  const pair = options.compare.length > 0 ? pairOf(options.compare) : null
  const of = { label: options.label ?? null, seed: options.seed }
  const model = await readModelFile(argument)
  const scale = { target: model.artefact.target, label: of.label }
  if (pair) {
    const compared = await compareInCsv(model, csv, pair, of)
    return { json: compared, text: () => compareText(compared, scale, language) }
  }
  const progress = createProgressLine(EXPLAINING, language)
  const explained = await explainCsv(model, csv, of, (share) => progress.show(share, null)).finally(() => progress.clear())
  return { json: explained, text: () => explainText(explained, scale, language) }
}

function pairOf(given: readonly string[]): [number, number] {
  const rows = given.map(Number)
  const [a, b] = rows
  if (rows.length === 2 && rows.every((row) => Number.isSafeInteger(row) && row >= 1) && a !== b) return [a!, b!]
  throw wrongUsage('compare', {
    en: `--compare wants the numbers of two different rows, counted from 1 below the header, as --compare 3,12, not “${given.join(',')}”.`,
    ko: `--compare에는 서로 다른 두 행의 번호(머리글 아래부터 1로 셈)가 필요합니다(예: --compare 3,12). 입력값: “${given.join(',')}”.`,
  }, 'model explain')
}
