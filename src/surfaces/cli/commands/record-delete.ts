import type { z } from 'zod'
import { checkDeletion, deleteRecord } from '#contract/operations/deletion.ts'
import type { DeletionCheckSchema } from '#contract/schemas/deletion.ts'
import type { Language } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count } from '../number-text.ts'
import { labelled } from '../text-table.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { deleteOptions } from './record-edits.ts'

/** Deletes all that a record ever said, or says what would go and what would remain. */
export async function run({ argument: id, options: { name, reason, check }, language }: Asked<typeof deleteOptions>): Promise<Outcome> {
  const client = await connect(language)
  if (check) {
    const places = await client.call(checkDeletion, { params: { id } })
    return { json: places, text: () => placesText(places, language) }
  }
  if (name === undefined || reason === undefined) {
    throw wrongUsage('delete_needs', {
      en: 'Deletion cannot be undone: give the record’s --name and a --reason, or look first with --check.',
      ko: '삭제는 되돌릴 수 없습니다. --name에 기록 이름, --reason에 사유를 적거나 --check로 먼저 살펴보십시오.',
    }, 'record delete')
  }
  const answer = await client.call(deleteRecord, { params: { id }, body: { name, reason } })
  const done = { en: 'All that the record said is deleted. Its tombstone stays.', ko: '기록의 내용을 모두 삭제했습니다. 삭제 표시는 남습니다.' }[language]
  return { json: answer, text: () => `${done}\n\n${placesText(answer.remaining, language)}` }
}

function placesText(places: z.infer<typeof DeletionCheckSchema>, language: Language): string {
  const words = {
    en: {
      revisions: 'Revisions', comments: 'Comments', files: 'Files that go', kept: 'Files that others name', linked: 'Records linked to it, which stay',
      frozen: 'Frozen tables that lose their files', remains: 'It may remain in', original: 'original of an import', model: 'model trained after it came',
      away: 'file kept elsewhere', elsewhere: 'archives and back-ups made before, and what people downloaded',
    },
    ko: {
      revisions: '개정', comments: '의견', files: '지워지는 파일', kept: '다른 곳에서도 쓰는 파일', linked: '연결된 기록(유지)', frozen: '파일이 지워지는 동결 표',
      remains: '남아 있을 수 있는 곳', original: '가져오기 원본', model: '이후 학습한 모델', away: '다른 곳에 보관된 파일', elsewhere: '이전에 만든 아카이브·백업과 내려받은 파일',
    },
  }[language]
  const n = (whole: number) => count(whole, language)
  return [
    labelled([
      [words.revisions, n(places.revisions)], [words.comments, n(places.comments)], [words.linked, n(places.linked)], [words.files, n(places.files.length)],
      [words.kept, n(places.files_kept.length)], [words.frozen, places.frozen.map((one) => `${one.name} ${one.n}`).join(', ') || n(0)],
    ]),
    [`${words.remains}:`, ...places.imports.map(({ file, sha256 }) => `  ${words.original}: ${file} (${sha256})`),
      ...places.models.map((model) => `  ${words.model}: ${model.name} ${model.version}`), ...places.files_elsewhere.map(({ sha256, address }) => `  ${words.away}: ${address} (${sha256})`), `  ${words.elsewhere}`].join('\n'),
  ].join('\n\n')
}
