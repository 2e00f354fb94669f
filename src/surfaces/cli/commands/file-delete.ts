import { deleteFile } from '#contract/operations/deletion.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { deleteFileOptions } from './file.ts'

/** Deletes the bytes of a file for good. */
export async function run({ argument: sha256, options: { hub, reason, for_good }, language }: Asked<typeof deleteFileOptions>): Promise<Outcome> {
  if (!for_good) {
    throw wrongUsage('for_good', { en: 'A deleted file does not come back: say so with --for-good.', ko: '삭제한 파일은 되살릴 수 없습니다. --for-good으로 확인하십시오.' }, 'file delete')
  }
  const answer = await (await connect(language)).call(deleteFile, { params: { hub, sha256 }, body: { reason } })
  return {
    json: answer,
    text: () => ({
      en: answer.bytes_removed ? 'The file is deleted.' : 'The file is deleted here; its bytes stay in the store, since another hub holds them.',
      ko: answer.bytes_removed ? '파일을 삭제했습니다.' : '이 허브에서 파일을 삭제했습니다. 다른 허브에도 있는 파일이라 저장소에는 남아 있습니다.',
    })[language],
  }
}
