import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const listOptions = options({
  elements: { kind: 'list', placeholder: 'Al,Ti', about: { en: 'Contains all of these elements', ko: '이 원소를 모두 포함' } },
  without: { kind: 'list', placeholder: 'Co', about: { en: 'Contains none of these elements', ko: '이 원소를 포함하지 않음' } },
  stage: {
    kind: 'choice', placeholder: 'STAGE',
    choices: ['design', 'property', 'processability', 'fabrication', 'performance'],
    about: {
      en: 'design, property, processability, fabrication or performance',
      ko: 'design, property, processability, fabrication, performance 중 하나',
    },
  },
  template: { kind: 'text', placeholder: 'NAME', about: { en: 'Made under this template', ko: '이 템플릿의 기록' } },
  field: {
    kind: 'text', placeholder: 'FIELD',
    about: { en: 'Numeric field for --min and --max', ko: '--min, --max를 적용할 수치 필드' },
  },
  min: { kind: 'number', placeholder: 'N', about: { en: 'At least this, in --unit', ko: '최솟값(--unit 단위)' } },
  max: { kind: 'number', placeholder: 'N', about: { en: 'At most this, in --unit', ko: '최댓값(--unit 단위)' } },
  unit: {
    kind: 'text', placeholder: 'UNIT',
    about: { en: 'Unit of --min and --max: MPa, unit:MegaPA', ko: '--min, --max의 단위: MPa, unit:MegaPA' },
  },
  text: {
    kind: 'text', placeholder: 'WORDS',
    about: {
      en: 'Words of the name or source; a formula (CoCrFeNi) also finds what has exactly its elements',
      ko: '이름이나 출처에 든 낱말. 화학식(CoCrFeNi)이면 원소가 정확히 같은 기록도 찾음',
    },
  },
  limit: {
    kind: 'whole', placeholder: 'N', default: 50, min: 1, max: 500,
    about: { en: 'How many to show (default: 50)', ko: '표시할 개수(기본값: 50)' },
  },
  cursor: { kind: 'text', placeholder: 'NEXT', about: { en: 'Go on where a list ended', ko: '앞선 목록에 이어서 표시' } },
  ...HUB,
})

const { limit: _limit, cursor: _cursor, ...filterOptions } = listOptions

export const exportOptions = options({
  ...filterOptions,
  format: {
    kind: 'choice', placeholder: 'FORMAT', choices: ['csv', 'jsonl'], default: 'csv',
    about: {
      en: 'csv: the fields of one template with units; jsonl: what sojae import reads (default: csv)',
      ko: 'csv: 한 템플릿의 필드와 단위, jsonl: sojae import가 읽는 형식(기본값: csv)',
    },
  },
  out: {
    kind: 'text', short: 'o', placeholder: 'FILE',
    about: { en: 'Write here instead of to stdout', ko: '표준 출력 대신 이 파일에 저장' },
  },
})

export const addOptions = options({
  reason: {
    kind: 'text', placeholder: 'TEXT', default: '',
    about: { en: 'Why it is added; stays with the record', ko: '추가 사유(기록에 남음)' },
  },
  ...HUB,
})

export const restoreOptions = options({
  revision: {
    kind: 'whole', placeholder: 'N', required: true, min: 1,
    about: { en: 'The older revision (see: record show, or the page)', ko: '되돌릴 이전 개정 번호' },
  },
  reason: {
    kind: 'text', placeholder: 'TEXT', required: true,
    about: { en: 'Why it is restored; stays with the record', ko: '복원 사유(기록에 남음)' },
  },
})

export const lineageOptions = options({
  depth: {
    kind: 'whole', placeholder: 'N', default: 6, min: 1, max: 20,
    about: { en: 'Steps to walk each way (default: 6)', ko: '앞뒤로 따라갈 단계 수(기본값: 6)' },
  },
})

export const RECORD_COMMANDS: readonly Command[] = [
  {
    words: 'record list',
    argument: '[QUERY]',
    about: {
      en: 'Records that a query finds and that pass all filters, newest first', ko: '검색식과 모든 조건에 맞는 기록(최신순)',
    },
    options: listOptions,
    example: 'sojae record list "yield_strength > 800 MPa and elements has all Al, Ti" --limit 5',
    load: () => import('./record-list.ts'),
  },
  {
    words: 'record show',
    argument: 'ID',
    about: { en: 'One record with its values and their source', ko: '기록 하나의 값과 출처' },
    options: {},
    example: 'sojae record show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./record-show.ts'),
  },
  {
    words: 'record lineage',
    argument: 'ID',
    about: { en: 'What a record was made from and what became of it', ko: '기록의 계보: 무엇에서 왔고 무엇이 되었는지' },
    options: lineageOptions,
    example: 'sojae record lineage 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --depth 4',
    load: () => import('./record-lineage.ts'),
  },
  {
    words: 'record add',
    argument: 'FILE.json',
    about: { en: 'Add a record: the content of a record as JSON', ko: '기록 추가(기록 내용 JSON 파일)' },
    options: addOptions,
    example: 'sojae record add alloy.json --reason "Batch of 3 May"',
    load: () => import('./record-add.ts'),
  },
  {
    words: 'record restore',
    argument: 'ID',
    about: { en: 'Make an older revision the newest again; nothing between is lost', ko: '이전 개정의 내용을 새 개정으로 복원(중간 개정은 유지)' },
    options: restoreOptions,
    example: 'sojae record restore 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --revision 2 --reason "Wrong sheet"',
    load: () => import('./record-restore.ts'),
  },
  {
    words: 'record export',
    argument: '[QUERY]',
    about: {
      en: 'All records that a query finds and that pass all filters, as a file with units and sources',
      ko: '검색식과 모든 조건에 맞는 기록 전체를 단위·출처와 함께 파일로 저장',
    },
    options: exportOptions,
    example: 'sojae record export "yield_strength > 800 MPa" --template tension_test -o tests.csv',
    load: () => import('./record-export.ts'),
  },
]
