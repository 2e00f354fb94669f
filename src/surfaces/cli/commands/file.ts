import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const getOptions = options({
  out: {
    kind: 'text', short: 'o', placeholder: 'FILE',
    about: { en: 'Write here instead of to stdout', ko: '표준 출력 대신 이 파일에 저장' },
  },
})

export const referOptions = options({
  address: {
    kind: 'text', placeholder: 'ADDRESS', required: true,
    about: { en: 'Where people find it: https:, s3:, sftp:, smb: or a path', ko: '찾아갈 곳: https:, s3:, sftp:, smb: 주소나 경로' },
  },
  name: { kind: 'text', placeholder: 'NAME', about: { en: 'What it is called; else as here', ko: '파일 이름. 생략하면 여기의 이름' } },
})

export const verifyOptions = options({
  record: { kind: 'text', placeholder: 'ID', required: true, about: { en: 'The record that names the file', ko: '파일을 가리키는 기록' } },
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
    words: 'file refer',
    argument: 'FILE',
    about: { en: 'How a record names a file that stays elsewhere; nothing is sent', ko: '다른 곳에 두는 파일을 기록에 쓰는 법. 파일은 보내지 않음' },
    options: referOptions,
    example: 'sojae file refer run5.h5 --address https://zenodo.org/records/1234567/files/run5.h5',
    load: () => import('./file-refer.ts'),
  },
  {
    words: 'file verify',
    argument: 'FILE',
    about: { en: 'Whether a local copy is the file that a record names', ko: '가진 사본이 기록에서 가리키는 파일인지 확인' },
    options: verifyOptions,
    example: 'sojae file verify run5.h5 --record 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./file-verify.ts'),
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
