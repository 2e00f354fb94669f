import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Language } from '#science/refusal.ts'
import type { ArchiveReport } from './host/archive-file.ts'
import { count } from './number-text.ts'
import { writeRemark } from './output.ts'

/** What an archive holds, as plain JSON. */
export function archiveJson({ manifest, ...found }: ArchiveReport, more: object) {
  const { made_at, sojae, hub, hubs, accounts, revisions, files, left_out } = manifest
  return { made_at, sojae, hub, hubs, accounts, revisions, files, left_out, ...found, ...more }
}

/** What an archive holds, in one line. */
export function archiveText({ manifest }: ArchiveReport, language: Language): string {
  const { hubs, accounts, revisions, files, made_at } = manifest
  const n = (value: number) => count(value, language)
  const records = hubs.reduce((sum, hub) => sum + hub.records, 0)
  const names = hubs.map(({ slug }) => slug).join(', ')
  return {
    en: `${hubs.length === 1 ? 'hub' : `${hubs.length} hubs:`} ${names}; ${n(records)} records, ${n(revisions)} revisions, ${n(files.count)} files (${formatBytes(files.bytes, 'en')}), ${n(accounts)} ${accounts === 1 ? 'account, the console’s own' : 'accounts, the console’s own among them'}; as of ${made_at}`,
    ko: `허브 ${hubs.length}개(${names}), 기록 ${n(records)}개, 개정 ${n(revisions)}개, 파일 ${n(files.count)}개(${formatBytes(files.bytes, 'ko')}), 계정 ${n(accounts)}개(콘솔 계정 포함), 시점 ${made_at}`,
  }[language]
}

/** Says on stderr what the hub itself has lost or what was changed past it, which the archive can only pass on. */
export function remarkOnDamage({ damaged_files, revisions_differing, first_differing }: ArchiveReport, language: Language): void {
  const [file] = damaged_files
  if (file) {
    writeRemark({
      en: `Note: ${damaged_files.length} files were missing or damaged in the hub and are not in the archive, the first is ${file}. Look for it in an earlier archive.`,
      ko: `참고: 허브에서 파일 ${damaged_files.length}개가 없거나 손상되어 아카이브에 들어 있지 않습니다. 첫 번째: ${file}. 이전 아카이브에서 찾으십시오.`,
    }[language])
  }
  if (first_differing) {
    writeRemark({
      en: `Note: ${revisions_differing} revisions are not what their hashes say, the first is revision ${first_differing.revision} of record ${first_differing.record}. Such an archive is not taken back; keep the earlier ones.`,
      ko: `참고: 개정본 ${revisions_differing}개가 해시와 다릅니다. 첫 번째: 기록 ${first_differing.record}의 개정 ${first_differing.revision}. 이런 아카이브는 다시 가져올 수 없으니 이전 아카이브를 보관하십시오.`,
    }[language])
  }
}
