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

const { limit: _limit, cursor: _cursor, ...filters } = listOptions

export const filterOptions = options(filters)

export const exportOptions = options({
  ...filterOptions,
  format: {
    kind: 'choice', placeholder: 'FORMAT', choices: ['csv', 'jsonl'], default: 'csv',
    about: {
      en: 'csv: fields of one template; jsonl: what sojae import reads, with its materials (default: csv)',
      ko: 'csv: 한 템플릿의 필드와 단위, jsonl: sojae import가 읽는 형식, 대상 소재도 함께(기본값: csv)',
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

export const reviseOptions = options({
  file: { kind: 'text', placeholder: 'FILE.json', required: true, about: { en: 'The content of the record as it is now', ko: '이제부터의 기록 내용' } },
  upon: {
    kind: 'whole', placeholder: 'N', min: 1,
    about: { en: 'The revision that you read; refused if it is not the newest', ko: '읽은 개정 번호. 최신이 아니면 거절됨' },
  },
  reason: {
    kind: 'text', placeholder: 'TEXT', required: true, about: { en: 'Why it is revised; stays with the record', ko: '개정 사유(기록에 남음)' },
  },
})

export const commentOptions = options({
  text: { kind: 'text', placeholder: 'TEXT', about: { en: 'What to say; without it, what was said is shown', ko: '남길 의견. 생략하면 의견 목록 표시' } },
})

export const plotOptions = options({
  rows: {
    kind: 'text', placeholder: 'TEMPLATE', required: true, about: { en: 'Template whose records are the points', ko: '점이 될 기록의 템플릿' },
  },
  x: {
    kind: 'text', placeholder: 'COLUMN', required: true,
    about: { en: 'A field, or TEMPLATE.FIELD up the lineage', ko: '필드, 또는 계보 위의 템플릿.필드' },
  },
  y: { kind: 'text', placeholder: 'COLUMN', required: true, about: { en: 'As --x', ko: '--x와 같음' } },
  colour: { kind: 'text', placeholder: 'COLUMN', about: { en: 'As --x: a third value', ko: '--x와 같음: 세 번째 값' } },
  x_unit: { kind: 'text', placeholder: 'UNIT', about: { en: 'Unit of x (default: the template’s)', ko: 'x의 단위(기본값: 템플릿의 단위)' } },
  y_unit: { kind: 'text', placeholder: 'UNIT', about: { en: 'Unit of y (default: the template’s)', ko: 'y의 단위(기본값: 템플릿의 단위)' } },
  ...filterOptions,
})

export const curveOptions = options({
  field: { kind: 'text', placeholder: 'FIELD', required: true, about: { en: 'The field that holds the curve', ko: '곡선이 든 필드' } },
  from: { kind: 'number', placeholder: 'X', about: { en: 'Points from here on, in the unit of x', ko: 'x의 시작(x 단위)' } },
  to: { kind: 'number', placeholder: 'X', about: { en: 'Points up to here', ko: 'x의 끝' } },
  most: {
    kind: 'whole', placeholder: 'N', default: 1000, min: 10, max: 10_000,
    about: { en: 'About how many points of each (default: 1000); extremes and gaps stay', ko: '곡선마다 대략 몇 점(기본값: 1000). 극값과 끊김은 유지' },
  },
  ...HUB,
})

export const restoreOptions = options({
  revision: {
    kind: 'whole', placeholder: 'N', required: true, min: 1,
    about: { en: 'The older revision (see: record history)', ko: '되돌릴 이전 개정 번호' },
  },
  reason: {
    kind: 'text', placeholder: 'TEXT', required: true,
    about: { en: 'Why it is restored; stays with the record', ko: '복원 사유(기록에 남음)' },
  },
})

export const withdrawOptions = options({
  reason: { kind: 'text', placeholder: 'TEXT', required: true, about: { en: 'Why; stays with the record', ko: '사유(기록에 남음)' } },
})

export const lineageOptions = options({
  depth: {
    kind: 'whole', placeholder: 'N', default: 6, min: 1, max: 20,
    about: { en: 'Steps to walk each way (default: 6)', ko: '앞뒤로 따라갈 단계 수(기본값: 6)' },
  },
})

export const mapOptions = options({
  pieces: {
    kind: 'text', placeholder: 'TEMPLATE',
    about: { en: 'Template of the pieces (default: that of most)', ko: '조각의 템플릿(기본값: 가장 많은 것)' },
  },
  colour: {
    kind: 'text', placeholder: 'FIELD',
    about: {
      en: 'Field of the pieces, or TEMPLATE.FIELD that speaks for them (default: the fullest result)',
      ko: '조각의 필드, 또는 조각을 대표하는 TEMPLATE.FIELD(기본값: 값이 가장 많은 결과)',
    },
  },
  unit: { kind: 'text', placeholder: 'UNIT', about: { en: 'Unit of --colour', ko: '--colour의 단위' } },
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
    words: 'record map',
    argument: 'ID',
    about: { en: 'Pieces made on a material or cut from it, at their places', ko: '소재 위에 만들거나 잘라 낸 조각과 그 위치' },
    options: mapOptions,
    example: 'sojae record map 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --colour sheet_resistance_measurement.sheet_resistance',
    load: () => import('./record-map.ts'),
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
    words: 'record revise',
    argument: 'ID',
    about: { en: 'Add a revision that says what a JSON file says', ko: 'JSON 파일의 내용으로 개정 추가' },
    options: reviseOptions,
    example: 'sojae record revise 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --file alloy.json --reason "Weighed again"',
    load: () => import('./record-revise.ts'),
  },
  {
    words: 'record history',
    argument: 'ID',
    about: { en: 'Every revision of a record: when, by whom, why', ko: '기록의 모든 개정: 일시, 작성자, 사유' },
    options: {},
    example: 'sojae record history 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./record-history.ts'),
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
    words: 'record withdraw',
    argument: 'ID',
    about: { en: 'Take a record out of the hub; it can be brought back', ko: '기록을 허브에서 철회(되돌릴 수 있음)' },
    options: withdrawOptions,
    example: 'sojae record withdraw 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "Entered twice"',
    load: () => import('./record-withdraw.ts'),
  },
  {
    words: 'record return',
    argument: 'ID',
    about: { en: 'Bring a withdrawn record back', ko: '철회한 기록 복원' },
    options: withdrawOptions,
    example: 'sojae record return 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "It was another bar"',
    load: () => import('./record-return.ts'),
  },
  {
    words: 'record comment',
    argument: 'ID',
    about: { en: 'What was said about a record, or say something', ko: '기록에 대한 의견 보기, 남기기' },
    options: commentOptions,
    example: 'sojae record comment 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --text "Which furnace?"',
    load: () => import('./record-comment.ts'),
  },
  {
    words: 'record facets',
    argument: '[QUERY]',
    about: { en: 'Counts by stage, template and element; a histogram of --field', ko: '단계·템플릿·원소별 개수, --field의 히스토그램' },
    options: filterOptions,
    example: 'sojae record facets "elements has all Al, Ti" --field yield_strength',
    load: () => import('./record-facets.ts'),
  },
  {
    words: 'record plot',
    argument: '[QUERY]',
    about: { en: 'The numbers of a plot: two values of the same thing, or boxes by category', ko: '그림의 수치: 같은 것의 두 값, 또는 범주별 상자' },
    options: plotOptions,
    example: 'sojae record plot "elements has Ti" --rows tension_test --x test_temperature --y yield_strength',
    load: () => import('./record-plot.ts'),
  },
  {
    words: 'record compare',
    argument: 'ID,ID',
    about: { en: 'Records side by side, each field in one unit', ko: '기록 나란히 비교(필드마다 한 단위)' },
    options: HUB,
    example: 'sojae record compare 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10,01933b5e-9f3a-7c11-8a55-0c2f6f0f9a11',
    load: () => import('./record-compare.ts'),
  },
  {
    words: 'record curve',
    argument: 'ID,ID',
    about: { en: 'Points of the curves of one field as CSV, in one unit on each axis', ko: '한 필드의 곡선 점을 CSV로(축마다 한 단위)' },
    options: curveOptions,
    example: 'sojae record curve 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --field stress_strain > curve.csv',
    load: () => import('./record-curve.ts'),
  },
  {
    words: 'record export',
    argument: '[QUERY]',
    about: {
      en: 'All records that a query and filters find, as a file with units and sources',
      ko: '검색식과 모든 조건에 맞는 기록 전체를 단위·출처와 함께 파일로 저장',
    },
    options: exportOptions,
    example: 'sojae record export "yield_strength > 800 MPa" --template tension_test -o tests.csv',
    load: () => import('./record-export.ts'),
  },
]
