import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const getOptions = options({
  out: {
    kind: 'text', short: 'o', placeholder: 'FILE',
    about: { en: 'Write here instead of to stdout', ko: '표준 출력 대신 이 파일에 저장' },
  },
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
]
