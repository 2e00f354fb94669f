import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const getOptions = options({
  out: {
    kind: 'text', short: 'o', placeholder: 'FILE',
    about: { en: 'Write here instead of to stdout', ko: '표준 출력 대신 이 파일에 저장' },
  },
})

export const deleteFileOptions = options({
  reason: { kind: 'text', placeholder: 'TEXT', required: true, about: { en: 'Why; stays in place of the file', ko: '사유(파일 자리에 남음)' } },
  for_good: { kind: 'flag', about: { en: 'You know that it cannot be undone', ko: '되돌릴 수 없음을 확인' } },
  ...HUB,
})

export const FILE_COMMANDS: readonly Command[] = [
  {
    words: 'file add',
    argument: 'FILE',
    about: { en: 'Keep a file, for records to name it', ko: '기록에서 가리킬 파일을 보관하기' },
    options: HUB,
    example: 'sojae file add micrograph.png',
    load: () => import('./file-add.ts'),
  },
  {
    words: 'file get',
    argument: 'SHA256',
    about: { en: 'Fetch a kept file back, byte for byte', ko: '보관된 파일을 원본 그대로 내려받기' },
    options: getOptions,
    example: 'sojae file get c5504d93fd324d1be26cf814d0694ee9ee95578d68a0b38aba6813b939fa2c5d -o MPEA_dataset.csv',
    load: () => import('./file-get.ts'),
  },
  {
    words: 'file delete',
    argument: 'SHA256',
    about: { en: 'Delete the bytes of a file for privacy or law, for good', ko: '개인정보 보호·법적 사유로 파일을 영구 삭제' },
    options: deleteFileOptions,
    example: 'sojae file delete c5504d93fd324d1be26cf814d0694ee9ee95578d68a0b38aba6813b939fa2c5d --reason "A face in it" --for-good',
    load: () => import('./file-delete.ts'),
  },
]
