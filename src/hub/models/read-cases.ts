import { convert } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { withUnit } from '#science/quantities/with-unit.ts'
import { parseFormula } from '#science/chemistry/composition.ts'
import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Column } from '#discovery/learning/columns.ts'
import type { FieldOfColumn } from '#record/tables/field-of-column.ts'
import type { Field, Term } from '#record/templates/template.ts'
import type { FieldOf } from './fields-of-model.ts'

/** What is known of an input: column name → number, term or label, formula; what is left out or null is unknown. */
export type Case = Readonly<Record<string, number | string | null>>

/**
 * Cases as the columns that a model learned from.
 *
 * A term may be given by its English or Korean label; several are joined by `+`, in any order. Refuses an input that
 * the model does not have (`model.unknown_input`), anything for a structure (`model.structure_given`), what is no number (`model.not_a_number`), a number that the template
 * holds impossible (`model.impossible_value`), and a term that the
 * field's vocabulary does not hold (`model.unknown_term`), since a learner would take it for any other.
 */
export function readCases(inputs: readonly Column[], fieldOf: FieldOf, cases: readonly Case[]): Column[] {
  const known = new Set(inputs.map(({ name }) => name))
  const unknown = cases.flatMap((one) => Object.keys(one)).find((name) => !known.has(name))
  if (unknown !== undefined) throw unknownInput(unknown, known)
  return inputs.map((column) => {
    const field = fieldOf(column.name)
    return { ...column, values: cases.map((one) => readValue(column, field, one[column.name] ?? null)) } as Column
  })
}

/** One value as the column has it; null for what is blank. */
export function readValue(column: Column, field: FieldOfColumn | null, value: number | string | null): unknown {
  if (value === null || String(value).trim() === '') return null
  if (column.kind === 'vector') throw noStructureGiven(column.name)
  if (column.kind === 'composition') return parseFormula(String(value)).fractions
  if (column.kind === 'category') return readTerms(column.name, field?.field ?? null, String(value), column.values)
  const number = typeof value === 'number' ? value : Number(value)
  if (!Number.isFinite(number)) throw notANumber(column, value)
  if (field) requirePossible(column.name, field, number)
  return number
}

/** Refuses what the template says is physically impossible (`model.impossible_value`); bounds are in the field's unit. */
function requirePossible(column: string, { field, unit }: FieldOfColumn, value: number): void {
  if (!field.bounds || unit === null) return
  const stated = field.unit ?? '1'
  const [low, high] = field.bounds.map((bound) => (
    bound === null || unit === stated ? bound : convert(bound, parseUnit(stated), parseUnit(unit))
  ))
  if ((low ?? -Infinity) <= value && value <= (high ?? Infinity)) return
  const range = withUnit(`${low ?? '…'} – ${high ?? '…'}`, unit)
  throw new Refusal(
    'model.impossible_value',
    {
      en: `“${column}” cannot be ${value}: what its template holds possible is ${range}.`,
      ko: `“${column}” 값은 ${value}일 수 없습니다. 템플릿에서 가능한 범위: ${range}.`,
    },
    { input: column, value, low, high, unit },
  )
}

/** Terms as a table's cell has them: joined by `+` in alphabetical order. What a row has is a term, whatever it is. */
export function readTerms(column: string, field: Field | null, written: string, rows: readonly unknown[]): string {
  const vocabulary = field?.vocabulary ?? []
  if (vocabulary.length === 0 || rows.includes(written)) return written
  const whole = termOf(vocabulary, written)
  if (whole !== undefined) return whole
  const parts = field?.several ? written.split('+').map((part) => part.trim()) : [written]
  return [...new Set(parts.map((part) => {
    const term = termOf(vocabulary, part)
    if (term === undefined) throw unknownTerm(column, part, vocabulary)
    return term
  }))].sort().join('+')
}

function termOf(vocabulary: readonly Term[], written: string): string | undefined {
  const same = (text: string) => text.toLowerCase() === written.trim().toLowerCase()
  return vocabulary.find(({ term, label }) => same(term) || same(label.en) || same(label.ko))?.term
}

function unknownTerm(column: string, written: string, vocabulary: readonly Term[]): Refusal {
  const near = nearestWord(written, vocabulary.flatMap(({ term, label }) => [term, label.en, label.ko]))
  const choices = (language: keyof Text) => vocabulary
    .map(({ term, label }) => (label[language] === term ? term : `${term} (${label[language]})`)).join(', ')
  return new Refusal(
    'model.unknown_term',
    {
      en: `“${column}” has no term “${written}”${near ? `; did you mean “${near}”?` : '.'} The terms are: ${choices('en')}.`,
      ko: `“${column}”에 용어 “${written}”이(가) 없습니다.${near ? ` “${near}”을(를) 뜻하셨습니까?` : ''} 있는 용어: ${choices('ko')}.`,
    },
    { input: column, term: written, near },
  )
}

function unknownInput(name: string, known: ReadonlySet<string>): Refusal {
  const choices = [...known].join(', ')
  return new Refusal(
    'model.unknown_input',
    {
      en: `The model has no input “${name}”; it has: ${choices}.`,
      ko: `모델에 입력 “${name}”이(가) 없습니다. 있는 입력: ${choices}.`,
    },
    { input: name },
  )
}

function noStructureGiven(name: string): Refusal {
  return new Refusal(
    'model.structure_given',
    {
      en: `“${name}” is a structure, which cannot be given as text or number. Leave it empty: it then counts as unknown.`,
      ko: `“${name}”은(는) 구조이므로 글이나 수치로 줄 수 없습니다. 비워 두면 알 수 없는 값으로 처리합니다.`,
    },
    { input: name },
  )
}

function notANumber({ name, unit }: Column, value: number | string): Refusal {
  return new Refusal(
    'model.not_a_number',
    {
      en: `“${name}” wants a number${unit ? ` in ${unit}` : ''}, not “${value}”.`,
      ko: `“${name}”에는 ${unit ? `${unit} 단위의 ` : ''}수치가 필요합니다. 입력값: “${value}”.`,
    },
    { input: name, value },
  )
}
