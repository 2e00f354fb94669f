import { slipsBetween } from '#science/nearest-words.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Field, Template } from '#record/templates/template.ts'
import type { FieldAt, ValueChoice } from './column-choice.ts'
import { ANYBODYS, FIELD_WORDS } from './field-words.ts'
import { cellsFit, meantUnit, termOf, unitFor, wordsOf } from './fit-field.ts'
import { headerKey } from './header-key.ts'
import { callingsOf, sayOnlyTheSort } from './header-parts.ts'
import type { ColumnHeader } from './read-column-header.ts'
import type { Candidate, SheetColumn } from './sheet-column.ts'

const TYPES: readonly Field['type'][] = ['quantity', 'composition', 'terms', 'text']
/** A shorter name has neighbours at every slip: `a` and `b`, `YS` and `YI`. */
const SHORTEST_TO_SLIP = 6

/** The fields that the cells of a sheet can fill, by what they are called. */
export class CalledFields {
  readonly #known: readonly Template[]
  readonly #byKey = new Map<string, { template: Template; field: Field }[]>()

  constructor(known: readonly Template[]) {
    this.#known = known
    for (const template of known) {
      for (const field of template.fields) {
        if (field.expression !== undefined || !TYPES.includes(field.type)) continue
        const names = [field.name, field.label.en, field.label.ko, ...(FIELD_WORDS[field.name] ?? []), ...(FIELD_WORDS[`${template.template}.${field.name}`] ?? [])]
        for (const key of new Set(names.map((name) => headerKey(name).key))) {
          const before = this.#byKey.get(key) ?? []
          // What extends a template has its fields, and is meant only where somebody says so.
          if (!before.some((other) => other.field.name === field.name && template.extends?.startsWith(`${other.template.template}@`))) before.push({ template, field })
          this.#byKey.set(key, before)
        }
      }
    }
  }

  /** Every field of which `is` holds, as a candidate for a column. */
  where(header: ColumnHeader, is: (field: Field, template: Template) => boolean): Candidate[] {
    return this.#known.flatMap((template) => template.fields.filter((field) => is(field, template)).map((of): Candidate => (
      { template: templateKey(template), field: of.name, of, template_: template, header }
    )))
  }

  /** Fields that are called as the column is and take what it holds. */
  of(column: SheetColumn): Candidate[] {
    return this.#called(column, (leftOut, { label, template }) => sayOnlyTheSort(leftOut, [label.en, label.ko, template]))
  }

  /** Fields that the column would be called as, were it not for a group above it that says more (`600 °C`). */
  under(column: SheetColumn): Candidate[] {
    return this.#called(column, () => true)
  }

  #called(column: SheetColumn, mayLeaveOut: (groups: readonly string[], template: Template) => boolean): Candidate[] {
    const { trailing } = column.header
    const callings = callingsOf(column.header).map((calling) => ({ header: column.header, ...calling }))
    const readings = trailing ? [callings[0]!, ...callingsOf({ ...column.header, ...trailing }).map((calling) => ({ header: { ...column.header, ...trailing }, ...calling })), ...callings.slice(1)] : callings
    for (const { header, called: words, leftOut } of readings) {
      if (Object.hasOwn(ANYBODYS, words.trim().toLowerCase())) continue
      const { key } = headerKey(words)
      const called = (this.#byKey.get(key) ?? []).filter(({ field, template }) => {
        const unit = field.type === 'quantity' ? unitFor(field, header) : null
        return unit !== undefined && cellsFit(field, column, unit) && (leftOut.length === 0 || mayLeaveOut(leftOut, template))
      })
      const { calculated } = column
      const isCalculation = ({ template }: { template: Template }) => template.template.endsWith('_calculation')
      const some = called.filter((each) => isCalculation(each) === calculated)
      const fits = some.length > 0 ? some : calculated ? [] : called
      if (fits.length > 0) return fits.map(({ template, field }) => ({ template: templateKey(template), field: field.name, of: field, template_: template, header }))
    }
    return []
  }

  /** Fields whose names are a slip or two away from the column's. */
  near(column: SheetColumn): FieldAt[] {
    if (column.key.length < SHORTEST_TO_SLIP) return []
    return [...this.#byKey].filter(([key]) => (
      key.length >= SHORTEST_TO_SLIP && Math.abs(key.length - column.key.length) < 3 && slipsBetween(key, column.key) <= 2
    )).flatMap(([, fields]) => fields).filter(({ field }) => field.type !== 'quantity' || unitFor(field, column.header) !== undefined)
      .map(({ template, field }) => ({ template: templateKey(template), field: field.name }))
  }

  /** Fields of a quantity that any step or test may have, as `temperature`. */
  anybodys(column: SheetColumn, word: string): Candidate[] {
    return this.where(column.header, (field) => (
      TYPES.includes(field.type) && field.expression === undefined && field.name.split('_').includes(word)
      && (field.type !== 'quantity' || unitFor(field, column.header) !== undefined)
    ))
  }
}

/** How a column's cells would be read for a field. */
export function readFor(column: SheetColumn, { template, field: name, of: field, header, template_ }: Candidate): ValueChoice {
  const choice: ValueChoice = { use: 'value', template, field: name }
  const condition = header.condition && conditionOf(template_, header.condition)
  const stated = condition ? { condition } : {}
  if (field.type === 'quantity') return { ...choice, ...stated, unit: unitFor(field, header) ?? undefined }
  if (field.type === 'composition') return { ...choice, ...stated, composition: /wt|mass|weight|중량|질량/i.test(column.written) ? 'mass' : 'amount' }
  if (field.type !== 'terms') return { ...choice, ...stated }
  const { words, split } = wordsOf(field, column.cells)
  const meant = words.flatMap((word) => {
    const term = termOf(field.vocabulary ?? [], word)
    return term === null ? [] : [[word, term] as const]
  })
  return { ...choice, ...stated, words: Object.fromEntries(meant), split: split ?? undefined }
}

function conditionOf(template: Template, { name, value, unit }: NonNullable<ColumnHeader['condition']>): ValueChoice['condition'] {
  const word = ANYBODYS[name.toLowerCase()] ?? name.toLowerCase()
  const fits = template.fields.filter((field) => (
    (field.role === 'condition' || field.role === 'parameter') && field.type === 'quantity' && field.name.split('_').includes(word) && meantUnit(field, unit) !== null
  ))
  return fits.length === 1 ? { field: fits[0]!.name, value, unit: meantUnit(fits[0]!, unit)! } : undefined
}
