import { getHubQuality, startCheck } from '#contract/operations/quality.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { Language } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, moment } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import { waitForJob } from '../wait-for-job.ts'

const CHECKING = { en: 'Checking', ko: '점검 중' }

/** Checks what has changed in a hub and says how it stands. */
export async function run({ options: { hub }, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const { job } = await client.call(startCheck, { params: { hub }, body: {} })
  await waitForJob(client, job, { title: CHECKING, language, look: 'quality list' })
  const quality = await client.call(getHubQuality, { params: { hub } })
  return { json: quality, text: () => qualityText(quality, language) }
}

function qualityText({ last, checks, grades }: AnswerOf<typeof getHubQuality>, language: Language): string {
  const words = {
    en: {
      none: 'The checks found nothing that is open.', check: 'Check', open: 'Open', dismissed: 'Dismissed', accepted: 'Accepted', template: 'Template',
      run: (n: string, at: string, release: string | null) => `Records checked: ${n} (changed since the run before) · ${at}${release === null ? '' : ` · Sojae ${release}`}`, more: 'Look at them: sojae quality list --check CODE', code: 'Code',
    },
    ko: {
      none: '미해결 지적 사항이 없습니다.', check: '점검', open: '미해결', dismissed: '기각', accepted: '수용', template: '템플릿',
      run: (n: string, at: string, release: string | null) => `점검한 기록: ${n}건(이전 점검 이후 바뀐 것) · ${at}${release === null ? '' : ` · Sojae ${release}`}`, more: '내용 보기: sojae quality list --check CODE', code: '코드',
    },
  }[language]
  const some = checks.filter(({ open, dismissed, accepted }) => open + dismissed + accepted > 0)
  const findings = some.length === 0 ? words.none : textTable([
    { title: words.check, shrinks: true }, { title: words.open, right: true }, { title: words.dismissed, right: true }, { title: words.accepted, right: true },
    { title: words.code },
  ], some.map((one) => [one.label[language], ...[one.open, one.dismissed, one.accepted].map((n) => count(n, language)), one.code]), terminalWidth())
  const graded = textTable(
    [{ title: words.template, shrinks: true }, ...['A', 'B', 'C', 'D'].map((title) => ({ title, right: true }))],
    grades.map(({ label, counts }) => [label[language], ...(['A', 'B', 'C', 'D'] as const).map((grade) => count(counts[grade], language))]), terminalWidth(),
  )
  return [
    ...(last ? [words.run(count(last.records_checked, language), moment(last.at), last.release)] : []), findings, ...(some.length > 0 ? [words.more] : []),
    ...(grades.length > 0 ? [graded] : []),
  ].join('\n\n')
}
