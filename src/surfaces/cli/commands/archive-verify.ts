import { archiveJson, archiveText, remarkOnDamage } from '../archive-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { requireTrueRevisions, verifyArchive } from '../host/archive-file.ts'
import { createProgressLine } from '../progress-line.ts'

const READING = { en: 'Reading the archive', ko: '아카이브 읽는 중' }

/** Reads an archive whole and computes every checksum and hash in it again. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const progress = createProgressLine(READING, language)
  const report = await verifyArchive(argument, (fraction) => progress.show(fraction, null)).finally(() => progress.clear())
  requireTrueRevisions(report)
  remarkOnDamage(report, language)
  const { en, ko } = { en: 'Every byte and every revision is as it was written', ko: '모든 바이트와 개정본이 기록된 그대로입니다' }
  return { json: archiveJson(report, { file: argument }), text: () => `${{ en, ko }[language]}: ${archiveText(report, language)}` }
}
