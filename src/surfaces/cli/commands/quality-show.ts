import { getRecordQuality } from '#contract/operations/quality.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'

/** Shows the grade of a record, why it has no better one, and what the checks have found in it. */
export async function run({ argument: id, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const quality = await client.call(getRecordQuality, { params: { id } })
  return {
    json: quality,
    text: () => {
      const words = {
        en: { grade: 'Grade', nothing: 'nothing is missing', unchecked: 'The checks have not seen its newest revision yet: sojae quality check' },
        ko: { grade: '등급', nothing: '빠진 것이 없습니다', unchecked: '최신 개정은 아직 점검하지 않았습니다: sojae quality check' },
      }[language]
      const { grade, reasons, findings, checked } = quality
      return [
        `${words.grade} ${grade}${reasons.length === 0 ? `: ${words.nothing}` : ''}`,
        ...reasons.map(({ points, text }) => `  +${points}  ${text[language]}`),
        ...findings.map(({ id: finding, state, text }) => `  ${state}: ${text[language]}  ${finding}`),
        ...(checked ? [] : [words.unchecked]),
      ].join('\n')
    },
  }
}
