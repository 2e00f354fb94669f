import type { Command } from '../command.ts'
import { options } from '../option.ts'

export const exportOptions = options({
  hub: { kind: 'text', placeholder: 'HUB', about: { en: 'Only this hub, without passwords', ko: '이 허브만(비밀번호 제외)' } },
})

export const ARCHIVE_COMMANDS: readonly Command[] = [
  {
    words: 'archive export',
    argument: 'FILE',
    about: {
      en: 'Back up everything of the running hub into one file (packed where it ends in .gz)',
      ko: '실행 중인 허브 전체를 한 파일로 백업(.gz로 끝나면 압축)',
    },
    options: exportOptions,
    example: 'sojae archive export sojae-2026-03-01.tar.gz',
    load: () => import('./archive-export.ts'),
  },
  {
    words: 'archive verify',
    argument: 'FILE',
    about: { en: 'Read an archive whole and compute every checksum again; needs no hub', ko: '아카이브를 끝까지 읽어 모든 체크섬을 다시 계산(허브 불필요)' },
    options: {},
    example: 'sojae archive verify sojae-2026-03-01.tar.gz',
    load: () => import('./archive-verify.ts'),
  },
  {
    words: 'archive import',
    argument: 'FILE',
    about: {
      en: 'Bring an archive into the empty data folder of SOJAE_HOME, all of it or nothing', ko: 'SOJAE_HOME의 빈 데이터 폴더에 아카이브를 전부 가져오기(실패하면 아무것도 남기지 않음)',
    },
    options: {},
    example: 'sojae archive import sojae-2026-03-01.tar.gz',
    load: () => import('./archive-import.ts'),
  },
]
