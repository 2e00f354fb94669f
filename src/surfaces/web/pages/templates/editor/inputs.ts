import type { z } from 'zod'
import type { WrittenTemplateSchema } from '#contract/schemas/template.ts'
import type { Field, Summary } from '../field-words.ts'

export type Written = z.output<typeof WrittenTemplateSchema>
type WrittenField = Written['fields'][number]

/** A term as it stands in the inputs; `id` keeps its row while it is edited. */
export type TermInputs = { id: number; term: string; en: string; ko: string; iri: string; catch_all: boolean }

/** An axis of a curve as it stands in the inputs; the first is x. */
export type AxisInputs = { id: number; name: string; en: string; ko: string; unit: string; iri: string }

/** A column of a small table as it stands in the inputs; without a unit it holds text. */
export type ColumnInputs = AxisInputs

/** How a curve fills the number `name`: `at` is a place or level, `low` and `high` are a window. */
export type SummaryInputs = { id: number; name: string; of: Summary['of']; axis: string; at: string; low: string; high: string }

/** What of a field was guessed by a first draft, and from what. */
export type Guess = 'name' | 'type' | 'unit' | 'label' | 'role' | 'vocabulary'

export type MethodInputs = { id: number; standard: string; title: string }

/** A field as it stands in the inputs; an empty text is not stated. */
export type FieldInputs = {
  id: number
  name: string
  en: string
  ko: string
  description_en: string
  description_ko: string
  type: Field['type'] | ''
  role: Field['role'] | ''
  obligation: Field['obligation'] | ''
  unit: string
  low: string
  high: string
  expression: string
  terms: TermInputs[]
  several: boolean
  axes: AxisInputs[]
  ascending: boolean
  summaries: SummaryInputs[]
  columns: ColumnInputs[]
  group: string
  methods: MethodInputs[]
  iri: string
  guesses: Partial<Record<Guess, string>>
}

export type TemplateInputs = {
  template: string
  version: number | null
  extends: string
  kind: NonNullable<Written['kind']> | ''
  stage: NonNullable<Written['stage']> | ''
  en: string
  ko: string
  description_en: string
  description_ko: string
  iri: string
  event: NonNullable<Written['event']> | ''
  keeps: string
  hands_on: { id: number; role: string; groups: string }[]
  fields: FieldInputs[]
}

let ids = 0
/** A number that no other row of this page has. */
export const nextId = (): number => ++ids

/** A field that says nothing yet. */
export function emptyField(role: FieldInputs['role']): FieldInputs {
  return {
    id: nextId(), name: '', en: '', ko: '', description_en: '', description_ko: '', type: 'quantity', role, obligation: 'optional', unit: '',
    low: '', high: '', expression: '', terms: [], several: false, axes: [], ascending: false, summaries: [], columns: [], group: '', methods: [], iri: '', guesses: {},
  }
}

export function emptyTerm(): TermInputs {
  return { id: nextId(), term: '', en: '', ko: '', iri: '', catch_all: false }
}

export function emptyMethod(): MethodInputs {
  return { id: nextId(), standard: '', title: '' }
}

export function emptyAxis(): AxisInputs {
  return { id: nextId(), name: '', en: '', ko: '', unit: '', iri: '' }
}

export function emptySummary(axis: string): SummaryInputs {
  return { id: nextId(), name: '', of: 'maximum', axis, at: '', low: '', high: '' }
}

/** The inputs that show a template as its author wrote it; what a field has from its base is filled in from the `whole`. */
export function inputsOf(written: Written, version: number | null, whole: readonly Field[] = []): TemplateInputs {
  return {
    template: written.template, version, extends: written.extends ?? '', kind: written.kind ?? '', stage: written.stage ?? '',
    en: written.label.en, ko: written.label.ko, description_en: written.description?.en ?? '', description_ko: written.description?.ko ?? '',
    iri: written.iri ?? '', event: written.event ?? '', keeps: (written.keeps ?? []).join(', '),
    hands_on: Object.entries(written.hands_on ?? {}).map(([role, groups]) => ({ id: nextId(), role, groups: groups.join(', ') })),
    fields: written.fields.map((field) => fieldInputs(whole.find(({ name }) => name === field.name) ?? field)),
  }
}

export function fieldInputs(field: WrittenField): FieldInputs {
  const [low, high] = field.bounds ?? [null, null]
  return {
    id: nextId(), name: field.name, en: field.label?.en ?? '', ko: field.label?.ko ?? '', description_en: field.description?.en ?? '',
    description_ko: field.description?.ko ?? '', type: field.type ?? '', role: field.role ?? '', obligation: field.obligation ?? '',
    unit: field.unit ?? '', low: low === null ? '' : String(low), high: high === null ? '' : String(high), expression: field.expression ?? '',
    terms: (field.vocabulary ?? []).map(({ term, label, iri, catch_all }) => (
      { id: nextId(), term, en: label?.en ?? '', ko: label?.ko ?? '', iri: iri ?? '', catch_all: catch_all ?? false }
    )),
    several: field.several ?? false, axes: (field.axes ?? []).map(({ name, label, unit, iri }) => (
      { id: nextId(), name, en: label.en, ko: label.ko, unit, iri: iri ?? '' }
    )),
    ascending: field.ascending ?? false, summaries: (field.summaries ?? []).map(summaryInputs),
    columns: (field.columns ?? []).map(({ name, label, unit, iri }) => (
      { id: nextId(), name, en: label.en, ko: label.ko, unit: unit ?? '', iri: iri ?? '' }
    )),
    group: field.group ?? '',
    methods: (field.methods ?? []).map(({ standard, title }) => ({ id: nextId(), standard, title: title ?? '' })), iri: field.iri ?? '', guesses: {},
  }
}

function summaryInputs(summary: Summary): SummaryInputs {
  const [low, high] = 'between' in summary && summary.between ? summary.between.map(String) : ['', '']
  return {
    id: nextId(), name: summary.name, of: summary.of, axis: summary.axis, at: 'at' in summary ? String(summary.at) : '', low: low!, high: high!,
  }
}
