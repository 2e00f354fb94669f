import { archiveJson, archiveText, remarkOnDamage } from '../archive-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { takeArchive } from '../host/take-archive.ts'
import { writeRemark } from '../output.ts'
import { createProgressLine } from '../progress-line.ts'

const BRINGING = { en: 'Checking, then bringing in', ko: '확인 후 가져오는 중' }

/** Brings an archive into an empty data folder. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const progress = createProgressLine(BRINGING, language)
  const { home, ...report } = await takeArchive(argument, {
    onProgress: (fraction) => progress.show(fraction, null), say: (text) => writeRemark(text[language]),
  }).finally(() => progress.clear())
  remarkOnDamage(report, language)
  return {
    json: archiveJson(report, { home }),
    text: () => `${home}: ${archiveText(report, language)}\n${{
      en: 'Start it with: sojae serve. People sign in with their passwords; tokens of programs and instruments are to be made anew.',
      ko: '다음으로 시작하십시오: sojae serve. 사람은 기존 비밀번호로 로그인하며, 프로그램과 장비의 토큰은 새로 만들어야 합니다.',
    }[language]}`,
  }
}
