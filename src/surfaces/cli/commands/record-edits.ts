import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'
import { filterOptions } from './record.ts'

const REASON = { kind: 'text', placeholder: 'TEXT', about: { en: 'Why; stays with every record', ko: '사유(모든 기록에 남음)' } } as const

export const editManyOptions = options({
  set: { kind: 'text', placeholder: 'FIELD=VALUE', about: { en: 'Set this field: yield_strength="850 MPa"', ko: '이 필드에 입력: yield_strength="850 MPa"' } },
  clear: { kind: 'text', placeholder: 'FIELD', about: { en: 'Empty this field', ko: '이 필드 비우기' } },
  rename: { kind: 'text', placeholder: 'OLD=NEW', about: { en: 'Replace this part of the name', ko: '이름의 이 부분을 바꾸기' } },
  origin: {
    kind: 'choice', placeholder: 'ORIGIN', choices: ['measured', 'computed', 'predicted', 'specified'],
    about: { en: 'measured, computed, predicted or specified', ko: 'measured, computed, predicted, specified 중 하나' },
  },
  source: {
    kind: 'text', placeholder: 'SOURCE',
    about: { en: 'own, doi:10.1038/… or database:NAME', ko: 'own, doi:10.1038/…, database:이름 중 하나' },
  },
  ids: { kind: 'list', placeholder: 'ID,ID', about: { en: 'These records instead of a search', ko: '검색 대신 이 기록들' } },
  reason: REASON,
  check: { kind: 'flag', about: { en: 'Only say what each record would say; start it later', ko: '각 기록이 어떻게 바뀔지만 표시(나중에 시작 가능)' } },
  ...filterOptions,
})

export const editStartOptions = options({ reason: { ...REASON, required: true } })

export const editsOptions = options({
  limit: { kind: 'whole', placeholder: 'N', default: 20, min: 1, max: 500, about: { en: 'How many to show (default: 20)', ko: '표시할 개수(기본값: 20)' } },
  cursor: { kind: 'text', placeholder: 'NEXT', about: { en: 'Go on where a list ended', ko: '앞선 목록에 이어서 표시' } },
  ...HUB,
})

export const deleteOptions = options({
  name: { kind: 'text', placeholder: 'NAME', about: { en: 'The record’s name, as it stands: deletion cannot be undone', ko: '기록 이름 그대로(삭제는 되돌릴 수 없음)' } },
  reason: { kind: 'text', placeholder: 'TEXT', about: { en: 'Why; stays in place of the record', ko: '사유(기록 자리에 남음)' } },
  check: { kind: 'flag', about: { en: 'Only say what goes and what remains', ko: '지워질 것과 남을 것만 표시' } },
})

export const EDIT_COMMANDS: readonly Command[] = [
  {
    words: 'record edit-many',
    argument: '[QUERY]',
    about: { en: 'One change to all records that a query finds, after a dry run', ko: '검색된 모든 기록에 같은 변경(미리 보기 후 적용)' },
    options: editManyOptions,
    example: 'sojae record edit-many "name contains Batch-7" --set "test_temperature=25 degC" --reason "It was the cold furnace" --check',
    load: () => import('./record-edit-many.ts'),
  },
  {
    words: 'record edit-start',
    argument: 'ID',
    about: { en: 'Make the change of a dry run, upon the revisions that it saw', ko: '미리 본 변경을 그때의 개정 위에 적용' },
    options: editStartOptions,
    example: 'sojae record edit-start 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "It was the cold furnace"',
    load: () => import('./record-edit-start.ts'),
  },
  {
    words: 'record delete',
    argument: 'ID',
    about: { en: 'Delete all that a record ever said, for privacy or law, for good', ko: '개인정보 보호·법적 사유로 기록 내용을 영구 삭제' },
    options: deleteOptions,
    example: 'sojae record delete 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --name "Biopsy 7" --reason "Consent withdrawn"',
    load: () => import('./record-delete.ts'),
  },
  {
    words: 'record edits',
    about: { en: 'Changes that were made to many records', ko: '여러 기록에 한 변경 목록' },
    options: editsOptions,
    example: 'sojae record edits --hub main',
    load: () => import('./record-edits-list.ts'),
  },
  {
    words: 'record edit-undo',
    argument: 'ID',
    about: { en: 'Take a change of many records back; those revised since stay', ko: '여러 기록의 변경 되돌리기(이후 개정된 기록은 유지)' },
    options: editStartOptions,
    example: 'sojae record edit-undo 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "It was the other furnace"',
    load: () => import('./record-edit-undo.ts'),
  },
]
