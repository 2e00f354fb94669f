import { listFindings } from '#contract/operations/quality.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count } from '../number-text.ts'
import type { listFindingsOptions } from './quality.ts'

/** Lists what the checks have found: each with its record, its reason and what it proposes. */
export async function run({ options, language }: Asked<typeof listFindingsOptions>): Promise<Outcome> {
  const { hub, check, template, limit, cursor } = options
  const state = options.state as 'open' | 'dismissed' | 'accepted'
  const client = await connect(language)
  const found = await client.call(listFindings, { params: { hub }, query: { check, template, state, limit, cursor } })
  return {
    json: found,
    text: () => {
      const words = {
        en: { none: 'Nothing is found here.', of: 'of', next: 'More: add --cursor', remedy: 'Proposed', because: 'Because' },
        ko: { none: '해당하는 지적 사항이 없습니다.', of: '/', next: '이어서 보기: --cursor', remedy: '제안', because: '사유' },
      }[language]
      if (found.findings.length === 0) return words.none
      const blocks = found.findings.map(({ id, record, text, remedy, reason, decided_by }) => [
        `${record.name}  ${record.id}`, `  ${text[language]}`,
        ...(remedy ? [`  ${words.remedy}: ${remedy[language]}`] : []),
        ...(reason ? [`  ${words.because}: ${reason} (${decided_by})`] : []), `  ${id}`,
      ].join('\n'))
      return [
        ...blocks,
        `${count(found.findings.length, language)} ${words.of} ${count(found.total, language)}${found.next ? ` · ${words.next} ${found.next}` : ''}`,
      ].join('\n\n')
    },
  }
}
