import { slipsBetween } from '#science/nearest-words.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { plainDoi } from '../row-source.ts'
import * as asks from './because.ts'
import type { ColumnChoice, FieldAt, MappedColumn, ValueChoice } from './column-choice.ts'
import { ANYBODYS, DOI_WORDS, FIELD_WORDS, NAME_WORDS, PLAIN_NAME_WORDS, TITLE_WORDS, YEAR_WORDS } from './field-words.ts'
import { cellsFit, isComposition, meantUnit, sortOfMatter, termOf, unitFor, wordsOf } from './fit-field.ts'
import { headerKey } from './header-key.ts'
import { readColumnHeader } from './read-column-header.ts'
import type { ColumnHeader } from './read-column-header.ts'

/** A field that a column may fill, and how its unit was read from the header. */
type Candidate = FieldAt & { readonly of: Field; readonly template_: Template; readonly header: ColumnHeader }

type Column = {
  readonly index: number
  readonly written: string
  readonly header: ColumnHeader
  readonly key: string
  readonly calculated: boolean
  /** Filled cells of the rows read. */
  readonly cells: readonly string[]
}

const TYPES: readonly Field['type'][] = ['quantity', 'composition', 'terms', 'text']
const MOST_CANDIDATES = 12
/** A shorter name has neighbours at every slip: `a` and `b`, `YS` and `YI`. */
const SHORTEST_TO_SLIP = 6

/**
 * What each column of a sheet seems to be, beside what was chosen for some of them (`chosen`, by place; null where nothing was).
 *
 * Rows hold the cells as they stand, `missing` texts taken for empty.
 */
export function guessColumns(
  header: readonly string[], rows: readonly (readonly string[])[], missing: readonly string[], templates: Iterable<Template>,
  chosen: readonly (ColumnChoice | null)[] = [],
): MappedColumn[] {
  const known = [...newestByName(templates).values()]
  const columns = header.map((written, index): Column => {
    const read = readColumnHeader(written)
    const cells = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '' && !missing.includes(cell))
    return { index, written, header: read, ...headerKey(read.label), cells }
  })
  return new Guess(columns, known, chosen).mapped()
}

class Guess {
  readonly #columns: readonly Column[]
  readonly #known: readonly Template[]
  readonly #byKey = new Map<string, { template: Template; field: Field }[]>()
  readonly #chosen: readonly (ColumnChoice | null)[]
  readonly #found: (Pick<MappedColumn, 'state' | 'choice' | 'because' | 'candidates'> | null)[]

  constructor(columns: readonly Column[], known: readonly Template[], chosen: readonly (ColumnChoice | null)[]) {
    this.#columns = columns
    this.#known = known
    this.#chosen = chosen
    this.#found = columns.map(() => null)
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

  mapped(): MappedColumn[] {
    for (const column of this.#columns) this.#takeChosen(column)
    for (const column of this.#columns) this.#ofArticle(column)
    const open = new Map(this.#open().map((column) => [column, this.#candidatesOf(column)]))
    for (const [column, candidates] of open) if (candidates.length === 1) this.#take(column, candidates[0]!, asks.header(column.written, candidates[0]!.of))
    for (const [column, candidates] of open) if (candidates.length > 1) this.#resolve(column, candidates)
    for (const column of this.#open()) this.#byTerms(column)
    for (const column of this.#open()) this.#byFormulas(column)
    this.#units()
    this.#names()
    for (const column of this.#open()) this.#leave(column)
    return this.#columns.map((column): MappedColumn => {
      const found = this.#found[column.index]!
      const choice = found.choice
      const field = choice?.use === 'value' ? this.#fieldOf(choice) : null
      return {
        header: column.written, ...found, unit: column.header.unit ?? column.header.trailing?.unit ?? null, condition: column.header.condition,
        words: field?.type === 'terms' || field === null ? wordsOf(field, column.cells).words : [],
      }
    })
  }

  #open(): Column[] {
    return this.#columns.filter(({ index }) => this.#found[index] === null)
  }

  #fieldOf({ template, field }: FieldAt): Field | null {
    return this.#known.find((each) => templateKey(each) === template)?.fields.find(({ name }) => name === field) ?? null
  }

  #takeChosen(column: Column): void {
    const choice = this.#chosen[column.index]
    if (!choice) return
    const candidates = this.#candidatesOf(column)
    const field = choice.use === 'value' ? this.#fieldOf(choice) : null
    if (choice.use !== 'value' || !field) {
      this.#found[column.index] = { state: 'chosen', choice, because: asks.CHOSEN, candidates: asFields(candidates) }
      return
    }
    const read = this.#read(column, { template: choice.template, field: choice.field, of: field, template_: this.#known.find((each) => templateKey(each) === choice.template)!, header: column.header })
    const whole: ValueChoice = { ...read, ...choice, words: field.type === 'terms' ? (choice.words ?? read.words) : undefined }
    const unsettled = field.type === 'quantity' && whole.unit === undefined && whole.unit_column === undefined
    this.#found[column.index] = {
      state: unsettled ? 'asked' : 'chosen', choice: whole, because: unsettled ? asks.noUnit(field) : asks.CHOSEN, candidates: asFields(candidates),
    }
  }

  #ofArticle(column: Column): void {
    if (this.#found[column.index] !== null) return
    const { key, cells } = column
    const isDoi = cells.length > 0 && cells.filter((cell) => /^10\.\d{4,9}\/\S+$/.test(plainDoi(cell))).length >= cells.length * 0.5
    const isKnown = (words: readonly string[]) => words.some((word) => headerKey(word).key === key)
    const doi = this.#found.some((found) => found?.choice?.use === 'doi')
    if (isDoi && !doi && (isKnown(DOI_WORDS) || /doi/i.test(column.written) || cells.length > 2)) this.#keep(column, { use: 'doi' }, asks.DOIS)
    else if (isKnown(TITLE_WORDS)) this.#keep(column, { use: 'title' }, asks.word(column.written))
    else if (isKnown(YEAR_WORDS)) this.#keep(column, { use: 'year' }, asks.word(column.written))
  }

  #keep(column: Column, choice: ColumnChoice, because: MappedColumn['because']): void {
    this.#found[column.index] = { state: 'guessed', choice, because, candidates: [] }
  }

  /** Fields that are called as the column is and take what it holds. */
  #candidatesOf(column: Column): Candidate[] {
    const readings = [column.header, ...(column.header.trailing ? [{ ...column.header, ...column.header.trailing }] : [])]
    for (const header of readings) {
      if (Object.hasOwn(ANYBODYS, header.label.trim().toLowerCase())) continue
      const { key, calculated } = headerKey(header.label)
      const called = (this.#byKey.get(key) ?? []).filter(({ field }) => {
        const unit = field.type === 'quantity' ? unitFor(field, header) : null
        return unit !== undefined && cellsFit(field, column.cells, unit)
      })
      const isCalculation = ({ template }: { template: Template }) => template.template.endsWith('_calculation')
      const some = called.filter((each) => isCalculation(each) === calculated)
      const fits = some.length > 0 ? some : calculated ? [] : called
      if (fits.length > 0) return fits.map(({ template, field }) => ({ template: templateKey(template), field: field.name, of: field, template_: template, header }))
    }
    return []
  }

  /** How the column's cells would be read for a field. */
  #read(column: Column, { template, field: name, of: field, header, template_ }: Candidate): ValueChoice {
    const choice: ValueChoice = { use: 'value', template, field: name }
    const condition = header.condition && this.#conditionOf(template_, header.condition)
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

  #conditionOf(template: Template, { name, value, unit }: NonNullable<ColumnHeader['condition']>): ValueChoice['condition'] {
    const word = ANYBODYS[name.toLowerCase()] ?? name.toLowerCase()
    const fits = template.fields.filter((field) => (
      (field.role === 'condition' || field.role === 'parameter') && field.type === 'quantity' && field.name.split('_').includes(word) && meantUnit(field, unit) !== null
    ))
    return fits.length === 1 ? { field: fits[0]!.name, value, unit: meantUnit(fits[0]!, unit)! } : undefined
  }

  #isTaken(candidate: Candidate, condition: ValueChoice['condition']): boolean {
    return this.#found.some((found) => found?.choice?.use === 'value' && found.choice.template === candidate.template
      && found.choice.field === candidate.field && found.choice.condition?.value === condition?.value)
  }

  #take(column: Column, candidate: Candidate, because: MappedColumn['because']): void {
    const choice = this.#read(column, candidate)
    const candidates = asFields([candidate])
    if (this.#isTaken(candidate, choice.condition)) {
      this.#found[column.index] = { state: 'asked', choice: null, because: asks.twice(candidate.of), candidates }
    } else if (column.header.condition && !choice.condition) {
      this.#found[column.index] = { state: 'asked', choice: null, because: asks.condition(column.header.condition), candidates }
    } else if (candidate.of.type === 'quantity' && choice.unit === undefined) {
      this.#found[column.index] = { state: 'asked', choice, because: asks.noUnit(candidate.of), candidates }
    } else if (choice.words && column.cells.length > 0 && Object.keys(choice.words).length === 0) {
      this.#found[column.index] = { state: 'asked', choice, because: asks.words(candidate.of), candidates }
    } else {
      this.#found[column.index] = { state: 'guessed', choice, because, candidates }
    }
  }

  /** Of several templates with the field, the one of the nearest column that surely belongs to one of them. */
  #resolve(column: Column, candidates: readonly Candidate[]): void {
    const near = candidates.flatMap((candidate) => {
      const distances = this.#columns.flatMap(({ index }) => {
        const choice = this.#found[index]?.choice
        return choice?.use === 'value' && choice.template === candidate.template ? [Math.abs(index - column.index)] : []
      })
      return distances.length === 0 ? [] : [{ candidate, distance: Math.min(...distances) }]
    }).sort((a, b) => a.distance - b.distance)
    const [first, second] = near
    if (first && first.distance !== second?.distance) return this.#take(column, first.candidate, asks.beside(column.written, first.candidate.template_))
    const sort = candidates.every(({ of }) => of.type === 'composition') ? sortOfMatter(column.cells) : null
    const named = sort === null ? undefined : candidates.find(({ template_ }) => template_.template === (sort.sort === 'metals' ? 'alloy' : 'ceramic_composition'))
    if (!first && named) return this.#take(column, named, asks.matter(sort!))
    this.#found[column.index] = { state: 'asked', choice: null, because: asks.several(candidates.length), candidates: asFields(candidates) }
  }

  /** A column of words that all are terms of one vocabulary, and of no other. */
  #byTerms(column: Column): void {
    const { cells } = column
    if (cells.every((cell) => !/\p{L}{2}/u.test(cell))) return
    const words = [...new Set(cells)]
    const fits = this.#known.flatMap((template) => template.fields.filter((field) => {
      const vocabulary = field.vocabulary ?? []
      const own = words.filter((word) => vocabulary.some(({ term, label }) => [term, label.en, label.ko].some((each) => each.toLowerCase() === word.toLowerCase())))
      return field.type === 'terms' && !template.extends && own.length >= 2 && own.length === words.length
    }).map((of): Candidate => ({ template: templateKey(template), field: of.name, of, template_: template, header: column.header })))
    const free = fits.filter((candidate) => !this.#isTaken(candidate, undefined))
    if (free.length === 1) this.#take(column, free[0]!, asks.terms(words.length))
    else if (free.length > 1) this.#resolve(column, free)
  }

  #byFormulas(column: Column): void {
    const { cells } = column
    if (cells.length < 2 || this.#found.some((found) => found?.choice?.use === 'value' && found.choice.composition)) return
    if (this.#open().some((other) => other !== column && /formula|composition|조성|화학식/i.test(other.written)) && !/formula|composition|조성|화학식/i.test(column.written)) return
    if ([...NAME_WORDS, ...PLAIN_NAME_WORDS].some((word) => headerKey(word).key === column.key)) return
    const isFormula = (cell: string) => /\d|^\S*[a-z]\S*$/.test(cell) && /[A-Z].*[A-Z]/.test(cell) && isComposition(cell)
    if (cells.filter(isFormula).length < cells.length * 0.9) return
    const fits = this.#known.flatMap((template) => template.fields.filter(({ name, type }) => type === 'composition' && name === 'composition')
      .map((of): Candidate => ({ template: templateKey(template), field: of.name, of, template_: template, header: column.header })))
    if (fits.length === 1) this.#take(column, fits[0]!, asks.formulas(cells.length))
    else if (fits.length > 1) this.#resolve(column, fits)
  }

  /** A column `anneal_time_unit` holds the units of `anneal_time`. */
  #units(): void {
    for (const column of this.#open()) {
      if (!/\bunits?\b|_units?$|단위/i.test(column.written)) continue
      const key = headerKey(column.header.label.replace(/[_ ]?units?\b|_units?$|단위/gi, ' ')).key
      const of = this.#columns.find((other) => other !== column && other.key === key)
      const found = of && this.#found[of.index]
      if (!of || found?.choice?.use !== 'value' || found.choice.unit !== undefined) continue
      const field = this.#fieldOf(found.choice)!
      const words = [...new Set(column.cells)]
      const units = words.map((word) => [word, meantUnit(field, word)] as const)
      if (units.some(([, unit]) => unit === null)) continue
      const meant = Object.fromEntries(units.filter(([word, unit]) => word !== unit)) as Record<string, string>
      const choice = { ...found.choice, unit_column: column.written, ...(Object.keys(meant).length > 0 ? { units: meant } : {}) }
      this.#found[of.index] = { ...found, state: this.#chosen[of.index] ? 'chosen' : 'guessed', choice, because: asks.unitColumn(column.written, words) }
      this.#found[column.index] = { state: 'guessed', choice: { use: 'leave_out' }, because: asks.isUnitOf(of.written), candidates: [] }
    }
  }

  #names(): void {
    if (this.#found.some((found) => found?.choice?.use === 'name')) return
    const isKnown = (column: Column, words: readonly string[]) => words.some((word) => headerKey(word).key === column.key)
    const sure = this.#open().find((column) => isKnown(column, NAME_WORDS) && column.cells.length > 0)
    if (sure) return this.#keep(sure, { use: 'name' }, asks.word(sure.written))
    const own = this.#open().find(({ cells, ...column }) => (
      isKnown({ cells, ...column }, PLAIN_NAME_WORDS) && cells.length > 1 && new Set(cells).size === cells.length && !isCount(cells)
    ))
    if (own) this.#keep(own, { use: 'name' }, asks.distinct(own.written, own.cells.length))
  }

  #leave(column: Column): void {
    const word = ANYBODYS[column.header.label.trim().toLowerCase()]
    const meant = word === undefined ? [] : this.#anybodys(column, word)
    if (meant.length > 0) {
      this.#found[column.index] = { state: 'asked', choice: null, because: asks.anybodys(column.header.label), candidates: asFields(meant) }
      return
    }
    const near = column.key.length < SHORTEST_TO_SLIP ? [] : [...this.#byKey].filter(([key]) => (
      key.length >= SHORTEST_TO_SLIP && Math.abs(key.length - column.key.length) < 3 && slipsBetween(key, column.key) <= 2
    )).flatMap(([, fields]) => fields).filter(({ field }) => field.type !== 'quantity' || unitFor(field, column.header) !== undefined)
    const candidates = near.map(({ template, field }) => ({ template: templateKey(template), field: field.name }))
    this.#found[column.index] = candidates.length > 0
      ? { state: 'asked', choice: null, because: asks.NEAR, candidates: candidates.slice(0, MOST_CANDIDATES) }
      : { state: 'unmatched', choice: { use: 'leave_out' }, because: asks.UNMATCHED, candidates: [] }
  }

  /** Fields of that quantity, those of templates in use before the others. */
  #anybodys(column: Column, word: string): Candidate[] {
    const used = new Set(this.#found.flatMap((found) => (found?.choice?.use === 'value' ? [found.choice.template] : [])))
    const all = this.#known.flatMap((template) => template.fields.filter((field) => (
      TYPES.includes(field.type) && field.expression === undefined && field.name.split('_').includes(word)
      && (field.type !== 'quantity' || unitFor(field, column.header) !== undefined)
    )).map((of): Candidate => ({ template: templateKey(template), field: of.name, of, template_: template, header: column.header })))
    return [...all.filter(({ template }) => used.has(template)), ...all.filter(({ template }) => !used.has(template))]
  }
}

/** Numbers of rows name nothing: they change when the sheet is sorted. */
function isCount(cells: readonly string[]): boolean {
  return cells.every((cell, row) => row === 0 || Number(cell) === Number(cells[row - 1]) + 1)
}

function asFields(candidates: readonly Candidate[]): FieldAt[] {
  return candidates.slice(0, MOST_CANDIDATES).map(({ template, field }) => ({ template, field }))
}
