import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const showOptions = options({
  yaml: { kind: 'flag', about: { en: 'Print it as a YAML file to keep or change', ko: '보관하거나 고칠 수 있는 YAML 파일로 출력' } },
  ...HUB,
})

export const migrateOptions = options({
  from: {
    kind: 'whole', placeholder: 'N', min: 1, required: true,
    about: { en: 'Version that the records follow', ko: '기록이 따르는 버전' },
  },
  to: { kind: 'whole', placeholder: 'N', min: 2, about: { en: 'Later version (default: the newest)', ko: '옮길 버전(기본값: 최신)' } },
  renamed: {
    kind: 'texts', placeholder: 'OLD=NEW',
    about: { en: 'A field under another name; FIELD.OLD=NEW for a term', ko: '이름이 바뀐 필드. 용어는 FIELD.OLD=NEW' },
  },
  reason: {
    kind: 'text', placeholder: 'TEXT', default: '',
    about: { en: 'Why; stays with each revision', ko: '사유(개정마다 남음)' },
  },
  check: { kind: 'flag', about: { en: 'Only say what would become of the records', ko: '기록이 어떻게 될지만 확인' } },
  ...HUB,
})

export const TEMPLATE_COMMANDS: readonly Command[] = [
  {
    words: 'template list',
    about: { en: 'Templates that records may follow', ko: '기록에 쓸 수 있는 템플릿' },
    options: HUB,
    example: 'sojae template list',
    load: () => import('./template-list.ts'),
  },
  {
    words: 'template show',
    argument: 'NAME',
    about: { en: 'The fields of a template with units and terms', ko: '템플릿의 필드, 단위, 용어' },
    options: showOptions,
    example: 'sojae template show tension_test',
    load: () => import('./template-show.ts'),
  },
  {
    words: 'template check',
    argument: 'FILE.yaml',
    about: { en: 'All that is wrong with a template, and what would become of records', ko: '템플릿의 오류 전부와 기록에 미칠 영향' },
    options: HUB,
    example: 'sojae template check creep_test.template.yaml',
    load: () => import('./template-check.ts'),
  },
  {
    words: 'template add',
    argument: 'FILE.yaml',
    about: { en: 'Add a template, or the next version of one', ko: '템플릿 또는 다음 버전 추가' },
    options: HUB,
    example: 'sojae template add creep_test.template.yaml',
    load: () => import('./template-add.ts'),
  },
  {
    words: 'template draft',
    argument: 'FILE',
    about: { en: 'A template to begin with, from a CSV header or a JSON Schema', ko: 'CSV 머리글이나 JSON Schema에서 템플릿 초안' },
    options: HUB,
    example: 'sojae template draft tests.csv > tests.template.yaml',
    load: () => import('./template-draft.ts'),
  },
  {
    words: 'template migrate',
    argument: 'NAME',
    about: { en: 'Move records to a later version, each by a revision', ko: '기록을 이후 버전으로 이전(개정으로)' },
    options: migrateOptions,
    example: 'sojae template migrate creep_test --from 1 --renamed strength=creep_strength --check',
    load: () => import('./template-migrate.ts'),
  },
  {
    words: 'template migration',
    argument: 'ID',
    about: { en: 'What became of the records of a migration', ko: '이전 결과' },
    options: {},
    example: 'sojae template migration 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./template-migration.ts'),
  },
  {
    words: 'template migrations',
    argument: 'NAME',
    about: { en: 'Every move of its records, newest first', ko: '기록 이전 목록(최신순)' },
    options: HUB,
    example: 'sojae template migrations creep_test',
    load: () => import('./template-migrations.ts'),
  },
  {
    words: 'template undo',
    argument: 'ID',
    about: { en: 'Take a migration back, but for records revised since', ko: '이전 되돌리기(그 뒤에 개정된 기록 제외)' },
    options: {},
    example: 'sojae template undo 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./template-undo.ts'),
  },
]
