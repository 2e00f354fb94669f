import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const rowsOptions = options({
  csv: { kind: 'flag', about: { en: 'All rows as CSV, units in the header', ko: '모든 행을 CSV로 출력(머리글에 단위 표기)' } },
  details: {
    kind: 'flag', about: {
      en: 'With --csv: uncertainty, record and steps beside every cell', ko: '--csv와 함께: 각 셀 옆에 불확도, 기록, 공정 수를 표시',
    },
  },
  frozen: {
    kind: 'whole', placeholder: 'N', min: 1, about: { en: 'As the table stood when frozen the Nth time', ko: 'N번째로 동결한 그대로' },
  },
  limit: {
    kind: 'whole', placeholder: 'N', default: 20, min: 1, max: 10_000,
    about: { en: 'How many rows to show (default: 20)', ko: '표시할 행 수(기본값: 20)' },
  },
  offset: {
    kind: 'whole', placeholder: 'N', default: 0, min: 0, about: { en: 'Rows to pass over first', ko: '건너뛸 행 수' },
  },
  ...HUB,
})

export const columnsOptions = options({
  rows: {
    kind: 'text', placeholder: 'TEMPLATE', required: true,
    about: { en: 'Template whose records are the rows', ko: '행이 될 기록의 템플릿' },
  },
  ...HUB,
})

export const verifyOptions = options({
  frozen: {
    kind: 'whole', placeholder: 'N', min: 1, required: true, about: { en: 'Which of its frozen tables', ko: '확인할 동결본의 번호' },
  },
  ...HUB,
})

export const TABLE_COMMANDS: readonly Command[] = [
  {
    words: 'table list',
    about: { en: 'Tables of the hub', ko: '허브의 표' },
    options: HUB,
    example: 'sojae table list',
    load: () => import('./table-list.ts'),
  },
  {
    words: 'table columns',
    about: { en: 'Columns that a table could draw along the lineage', ko: '계보를 따라 표에 넣을 수 있는 열' },
    options: columnsOptions,
    example: 'sojae table columns --rows tension_test',
    load: () => import('./table-columns.ts'),
  },
  {
    words: 'table create',
    argument: 'FILE.yaml',
    about: { en: 'Define a table; the same name again makes its next version', ko: '표 정의. 같은 이름이면 다음 판이 됨' },
    options: HUB,
    example: 'sojae table create recipes/mpea/table.yaml',
    load: () => import('./table-create.ts'),
  },
  {
    words: 'table rows',
    argument: 'TABLE',
    about: { en: 'Rows of a table, by its id or name', ko: '표의 행(id 또는 이름으로 지정)' },
    options: rowsOptions,
    example: 'sojae table rows mpea-yield-strength --csv > yield-strength.csv',
    load: () => import('./table-rows.ts'),
  },
  {
    words: 'table freeze',
    argument: 'TABLE',
    about: {
      en: 'Keep a table as it stands: Parquet, and the record behind every cell', ko: '표를 지금 그대로 보존: Parquet 파일과 각 셀의 출처 기록',
    },
    options: HUB,
    example: 'sojae table freeze mpea-yield-strength',
    load: () => import('./table-freeze.ts'),
  },
  {
    words: 'table frozen',
    argument: 'TABLE',
    about: { en: 'Frozen tables of a table', ko: '표의 동결본' },
    options: HUB,
    example: 'sojae table frozen mpea-yield-strength',
    load: () => import('./table-frozen.ts'),
  },
  {
    words: 'table verify',
    argument: 'TABLE',
    about: {
      en: 'Compute the hashes behind a frozen table again', ko: '동결본 뒤의 해시를 다시 계산하여 확인',
    },
    options: verifyOptions,
    example: 'sojae table verify mpea-yield-strength --frozen 1',
    load: () => import('./table-verify.ts'),
  },
]
