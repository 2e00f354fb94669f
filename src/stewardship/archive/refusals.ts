import { Refusal } from '#science/refusal.ts'

/** An archive that ends before its end: a copy that broke off, or one that is still being written. */
export function archiveCut(bytes: number): Refusal {
  return new Refusal('archive.cut', {
    en: `The archive ends in the middle, after ${bytes} bytes. Copy it again, or take another.`,
    ko: `아카이브가 ${bytes}바이트 뒤에서 중간에 끊겼습니다. 다시 복사하거나 다른 아카이브를 쓰십시오.`,
  }, { bytes })
}

/** An archive whose bytes are not those that were written; `where` names the member, or what was looked at. */
export function archiveDamaged(where: string): Refusal {
  return new Refusal('archive.damaged', {
    en: `The archive is damaged (${where}): its bytes are no longer those that were written. Take another copy.`,
    ko: `아카이브가 손상되었습니다(${where}). 기록될 때의 내용과 다릅니다. 다른 사본을 쓰십시오.`,
  }, { where })
}

/** A file that is no archive of ours at all. */
export function notAnArchive(): Refusal {
  return new Refusal('archive.foreign', {
    en: 'This is no archive of Sojae. Name a file that “sojae archive export” has written.',
    ko: 'Sojae 아카이브가 아닙니다. “sojae archive export”로 만든 파일을 지정하십시오.',
  })
}
