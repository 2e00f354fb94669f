import { newestByName } from '#record/templates/newest-by-name.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { plainDoi } from '../row-source.ts'
import * as asks from './because.ts'
import { mostlyNamed, NOTHING_BESIDE, pathAround } from './beside.ts'
import type { Beside } from './beside.ts'
import { CalledFields, readFor } from './called-fields.ts'
import type { ColumnChoice, FieldAt, MappedColumn, NamedFile, ValueChoice } from './column-choice.ts'
import { ANYBODYS, DOI_WORDS, NAME_WORDS, PLAIN_NAME_WORDS, TITLE_WORDS, YEAR_WORDS } from './field-words.ts'
import { isComposition, meantUnit, sortOfMatter, wordsOf } from './fit-field.ts'
import { headerKey } from './header-key.ts'
import { readColumnHeader } from './read-column-header.ts'
import { asFields, MOST_CANDIDATES } from './sheet-column.ts'
import type { Candidate, Proposal, SheetColumn } from './sheet-column.ts'

/**
 * What each column of a sheet seems to be, beside what was chosen for some of them (`chosen`, by place; null where nothing was).
 *
 * Rows hold the cells as they stand, `missing` texts taken for empty.
 */
export function guessColumns(
  header: readonly string[], rows: readonly (readonly string[])[], missing: readonly string[], templates: Iterable<Template>,
  chosen: readonly (ColumnChoice | null)[] = [], beside: Beside = NOTHING_BESIDE,
): MappedColumn[] {
  const known = [...newestByName(templates).values()]
  const columns = header.map((written, index): SheetColumn => {
    const read = readColumnHeader(written)
    const cells = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '' && !missing.includes(cell))
    return { index, written, header: read, ...headerKey(read.label), cells }
  })
  return new Guess(columns, known, chosen, beside).mapped()
}

class Guess {
  readonly #columns: readonly SheetColumn[]
  readonly #known: readonly Template[]
  readonly #fields: CalledFields
  readonly #chosen: readonly (ColumnChoice | null)[]
  readonly #beside: Beside
  readonly #paths: readonly ReturnType<typeof pathAround>[]
  readonly #found: (Proposal | null)[]

  constructor(columns: readonly SheetColumn[], known: readonly Template[], chosen: readonly (ColumnChoice | null)[], beside: Beside) {
    this.#columns = columns
    this.#known = known
    this.#fields = new CalledFields(known)
    this.#chosen = chosen
    this.#beside = beside
    this.#paths = columns.map(({ cells }) => pathAround(cells, beside))
    this.#found = columns.map(() => null)
  }

  mapped(): MappedColumn[] {
    for (const column of this.#columns) this.#takeChosen(column)
    for (const column of this.#columns) this.#ofArticle(column)
    const open = new Map(this.#open().map((column) => [column, this.#fields.of(column)]))
    for (const [column, candidates] of open) if (candidates.length === 1) this.#take(column, candidates[0]!, asks.header(column.written, candidates[0]!.of))
    for (const [column, candidates] of open) if (candidates.length > 1) this.#resolve(column, candidates)
    for (const column of this.#open()) this.#byTerms(column)
    this.#byRecords()
    for (const column of this.#open()) this.#byFormulas(column)
    this.#units()
    this.#names()
    for (const column of this.#open()) this.#byFiles(column)
    this.#leaveWhatIsThere()
    for (const column of this.#open()) this.#leave(column)
    return this.#columns.map((column): MappedColumn => {
      const found = this.#found[column.index]!
      const choice = found.choice
      const field = choice?.use === 'value' ? this.#fieldOf(choice) : null
      return {
        header: column.written, ...found, records: (this.#beside.records.get(column.index) ?? []).map(({ template }) => template),
        path: this.#paths[column.index]?.path ?? null, unit: column.header.unit ?? column.header.trailing?.unit ?? null, condition: column.header.condition,
        words: field?.type === 'terms' || field === null ? wordsOf(field, column.cells).words : [],
      }
    })
  }

  #open(): SheetColumn[] {
    return this.#columns.filter(({ index }) => this.#found[index] === null)
  }

  #fieldOf({ template, field }: FieldAt): Field | null {
    return this.#known.find((each) => templateKey(each) === template)?.fields.find(({ name }) => name === field) ?? null
  }

  #takeChosen(column: SheetColumn): void {
    const choice = this.#chosen[column.index]
    if (!choice) return
    const candidates = this.#fields.of(column)
    const field = choice.use === 'value' ? this.#fieldOf(choice) : null
    if (choice.use !== 'value' || !field) {
      this.#found[column.index] = { state: 'chosen', choice, because: asks.CHOSEN, candidates: asFields(candidates) }
      return
    }
    const read = readFor(column, { template: choice.template, field: choice.field, of: field, template_: this.#known.find((each) => templateKey(each) === choice.template)!, header: column.header })
    const whole: ValueChoice = { ...read, ...choice, words: field.type === 'terms' ? (choice.words ?? read.words) : undefined }
    const unsettled = field.type === 'quantity' && whole.unit === undefined && whole.unit_column === undefined
    this.#found[column.index] = {
      state: unsettled ? 'asked' : 'chosen', choice: whole, because: unsettled ? asks.noUnit(field) : asks.CHOSEN, candidates: asFields(candidates),
    }
  }

  #ofArticle(column: SheetColumn): void {
    if (this.#found[column.index] !== null) return
    const { key, cells } = column
    const isDoi = cells.length > 0 && cells.filter((cell) => /^10\.\d{4,9}\/\S+$/.test(plainDoi(cell))).length >= cells.length * 0.5
    const isKnown = (words: readonly string[]) => words.some((word) => headerKey(word).key === key)
    const doi = this.#found.some((found) => found?.choice?.use === 'doi')
    if (isDoi && !doi && (isKnown(DOI_WORDS) || /doi/i.test(column.written) || cells.length > 2)) this.#keep(column, { use: 'doi' }, asks.DOIS)
    else if (isKnown(TITLE_WORDS)) this.#keep(column, { use: 'title' }, asks.word(column.written))
    else if (isKnown(YEAR_WORDS)) this.#keep(column, { use: 'year' }, asks.word(column.written))
  }

  #keep(column: SheetColumn, choice: ColumnChoice, because: MappedColumn['because']): void {
    this.#found[column.index] = { state: 'guessed', choice, because, candidates: [] }
  }

  #isTaken(candidate: Candidate, condition: ValueChoice['condition']): boolean {
    return this.#found.some((found) => found?.choice?.use === 'value' && found.choice.template === candidate.template
      && found.choice.field === candidate.field && found.choice.condition?.value === condition?.value)
  }

  #take(column: SheetColumn, candidate: Candidate, because: MappedColumn['because']): void {
    const choice = readFor(column, candidate)
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
  #resolve(column: SheetColumn, candidates: readonly Candidate[]): void {
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
  #byTerms(column: SheetColumn): void {
    const { cells } = column
    if (cells.every((cell) => !/\p{L}{2}/u.test(cell))) return
    const words = [...new Set(cells)]
    const fits = this.#fields.where(column.header, (field, template) => {
      const vocabulary = field.vocabulary ?? []
      const own = words.filter((word) => vocabulary.some(({ term, label }) => [term, label.en, label.ko].some((each) => each.toLowerCase() === word.toLowerCase())))
      return field.type === 'terms' && !template.extends && own.length >= 2 && own.length === words.length
    })
    const free = fits.filter((candidate) => !this.#isTaken(candidate, undefined))
    if (free.length === 1) this.#take(column, free[0]!, asks.terms(words.length))
    else if (free.length > 1) this.#resolve(column, free)
  }

  #byFormulas(column: SheetColumn): void {
    const { cells } = column
    if (cells.length < 2 || this.#found.some((found) => found?.choice?.use === 'value' && found.choice.composition)) return
    if (this.#open().some((other) => other !== column && /formula|composition|조성|화학식/i.test(other.written)) && !/formula|composition|조성|화학식/i.test(column.written)) return
    if ([...NAME_WORDS, ...PLAIN_NAME_WORDS].some((word) => headerKey(word).key === column.key)) return
    if (!areFormulas(cells)) return
    const fits = this.#compositions(column)
    if (fits.length === 1) this.#take(column, fits[0]!, asks.formulas(cells.length))
    else if (fits.length > 1) this.#resolve(column, fits)
  }

  #compositions(column: SheetColumn): Candidate[] {
    return this.#fields.where(column.header, ({ name, type }) => type === 'composition' && name === 'composition')
  }

  /** A column whose cells are names of material records that the hub holds. */
  #byRecords(): void {
    if (this.#found.some((found) => found?.choice?.use === 'record')) return
    const some = this.#open().filter(({ index }) => this.#namedBy(index).length > 0)
    const called = some.filter((column) => isCalled(column, NAME_WORDS))
    const only = called.length === 1 ? called : some
    // A composition makes the sample that it is of.
    const makesOne = this.#found.some((found) => found?.choice?.use === 'value' && this.#templateOf(found.choice)?.kind === 'material')
    for (const column of only) {
      const [first, ...others] = this.#namedBy(column.index)
      const formulas = areFormulas(column.cells)
      const ask = only.length > 1 ? asks.severalColumns(only.map(({ written }) => written)) : others.length > 0 ? asks.severalSorts(others.length + 1)
        : makesOne || formulas ? asks.hereOrNew(first!) : null
      if (ask === null) this.#keep(column, { use: 'record', template: first!.template, ...this.#withFile(column) }, asks.here(first!))
      else this.#found[column.index] = { state: 'asked', choice: null, because: ask, candidates: formulas ? asFields(this.#compositions(column)) : [] }
    }
  }

  #namedBy(index: number) {
    return mostlyNamed(this.#beside.records.get(index) ?? [])
  }

  #templateOf({ template }: FieldAt): Template | undefined {
    return this.#known.find((each) => templateKey(each) === template)
  }

  /** Where rows are about samples that are there, what was guessed to say what they are is left out: a sheet does not write on them. */
  #leaveWhatIsThere(): void {
    const named = this.#found.find((found) => found?.choice?.use === 'record')?.choice
    if (named?.use !== 'record') return
    for (const [index, found] of this.#found.entries()) {
      if (found?.state !== 'guessed' || found.choice?.use !== 'value') continue
      const [template, field] = [this.#templateOf(found.choice), this.#fieldOf(found.choice)]
      if (template?.kind !== 'material' || !(template.template === named.template || field?.type === 'composition')) continue
      this.#found[index] = { ...found, choice: { use: 'leave_out' }, because: asks.SAID_THERE }
    }
  }

  /** Fields that take files of such an ending. */
  #filed(column: SheetColumn): Candidate[] {
    const around = this.#paths[column.index]
    if (!around) return []
    const type = fileTypeOf(`${around.path}${around.path.endsWith('{}') ? column.cells[0] : ''}`)
    return this.#fields.where(column.header, (field, template) => field.type === type && !template.extends)
  }

  #byFiles(column: SheetColumn): void {
    const around = this.#paths[column.index]
    if (!around) return
    const [first, ...others] = this.#filed(column)
    const file = first && others.length === 0 ? { template: first.template, field: first.field, path: around.path } : null
    if (file) this.#keep(column, { use: 'file', ...file }, asks.files(around))
    else this.#found[column.index] = { state: 'asked', choice: null, because: asks.whichFile(around), candidates: asFields(this.#filed(column)) }
  }

  /** Files that are called as what a column names, where only one field takes them. */
  #withFile(column: SheetColumn): { file?: NamedFile } {
    const around = this.#paths[column.index]
    const [first, ...others] = this.#filed(column)
    const isTaken = this.#paths.some((other, index) => other?.path === around?.path && index !== column.index && this.#found[index]?.choice?.use === 'file')
    return around && first && others.length === 0 && !isTaken ? { file: { template: first.template, field: first.field, path: around.path } } : {}
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
    const sure = this.#open().find((column) => isCalled(column, NAME_WORDS) && column.cells.length > 0)
    if (sure) return this.#keep(sure, { use: 'name', ...this.#withFile(sure) }, asks.word(sure.written))
    const own = this.#open().find((column) => (
      isCalled(column, PLAIN_NAME_WORDS) && column.cells.length > 1 && new Set(column.cells).size === column.cells.length && !isCount(column.cells)
    ))
    if (own) this.#keep(own, { use: 'name', ...this.#withFile(own) }, asks.distinct(own.written, own.cells.length))
  }

  #leave(column: SheetColumn): void {
    const word = ANYBODYS[column.header.label.trim().toLowerCase()]
    const meant = word === undefined ? [] : this.#anybodys(column, word)
    if (meant.length > 0) {
      this.#found[column.index] = { state: 'asked', choice: null, because: asks.anybodys(column.header.label), candidates: asFields(meant) }
      return
    }
    const candidates = this.#fields.near(column)
    this.#found[column.index] = candidates.length > 0
      ? { state: 'asked', choice: null, because: asks.NEAR, candidates: candidates.slice(0, MOST_CANDIDATES) }
      : { state: 'unmatched', choice: { use: 'leave_out' }, because: asks.UNMATCHED, candidates: [] }
  }

  /** Fields of that quantity, those of templates in use before the others. */
  #anybodys(column: SheetColumn, word: string): Candidate[] {
    const used = new Set(this.#found.flatMap((found) => (found?.choice?.use === 'value' ? [found.choice.template] : [])))
    const all = this.#fields.anybodys(column, word)
    return [...all.filter(({ template }) => used.has(template)), ...all.filter(({ template }) => !used.has(template))]
  }
}

/** Whether a column is called so, beneath whatever stands over it and others: `Experiment / Sample`. */
function isCalled({ key, written }: SheetColumn, words: readonly string[]): boolean {
  const last = headerKey(written.split(' / ').at(-1)!).key
  return words.some((word) => [key, last].includes(headerKey(word).key))
}

function areFormulas(cells: readonly string[]): boolean {
  const isFormula = (cell: string) => /\d|^\S*[a-z]\S*$/.test(cell) && /[A-Z].*[A-Z]/.test(cell) && isComposition(cell)
  return cells.filter(isFormula).length >= cells.length * 0.9
}

/** The type of the field that takes a file, by its ending. */
function fileTypeOf(path: string): Field['type'] {
  return /\.cif$/i.test(path) ? 'structure' : /\.(png|jpe?g)$/i.test(path) ? 'image' : 'file'
}

/** Numbers of rows name nothing: they change when the sheet is sorted. */
function isCount(cells: readonly string[]): boolean {
  return cells.every((cell, row) => row === 0 || Number(cell) === Number(cells[row - 1]) + 1)
}
