import { newestByName } from '#record/templates/newest-by-name.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { formulaOfCommas, pointedWhereSure, pointForComma } from '../decimal-comma.ts'
import { plainDoi } from '../row-source.ts'
import * as asks from './because.ts'
import { NOTHING_BESIDE } from './beside.ts'
import type { Beside } from './beside.ts'
import { readFor } from './called-fields.ts'
import type { ColumnChoice, MappedColumn, ValueChoice } from './column-choice.ts'
import { ANYBODYS, DOI_WORDS, NAME_WORDS, PLAIN_NAME_WORDS, TITLE_WORDS, YEAR_WORDS } from './field-words.ts'
import { areFormulas, meantUnit, wordsOf } from './fit-field.ts'
import { GuessBoard } from './guess-board.ts'
import { headerKey } from './header-key.ts'
import { headerParts } from './header-parts.ts'
import { NameGuesses } from './name-guesses.ts'
import { readColumnHeader } from './read-column-header.ts'
import { asFields, MOST_CANDIDATES } from './sheet-column.ts'
import type { Candidate, SheetColumn } from './sheet-column.ts'

/**
 * What each column of a sheet seems to be, beside what was chosen for some of them (`chosen`, by place; null where nothing was).
 *
 * Rows hold the cells as they stand, `missing` texts taken for empty. A number with a comma is a number here, whatever its file says of decimals: what it
 * means is for the import to read, or to refuse by name.
 */
export function guessColumns(
  header: readonly string[], rows: readonly (readonly string[])[], missing: readonly string[], templates: Iterable<Template>,
  chosen: readonly (ColumnChoice | null)[] = [], beside: Beside = NOTHING_BESIDE,
): MappedColumn[] {
  const known = [...newestByName(templates).values()]
  const columns = header.map((written, index): SheetColumn => {
    const read = readColumnHeader(written)
    const cells = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '' && !missing.includes(cell))
    const pointed = (how: typeof pointForComma) => cells.map((cell) => pointedWhereSure(cell, how))
    return { index, written, header: read, ...headerKey(read.label), cells, numbers: pointed(pointForComma), formulas: pointed(formulaOfCommas) }
  })
  return new Guess(new GuessBoard(columns, known, chosen, beside)).mapped()
}

class Guess {
  readonly #board: GuessBoard
  readonly #names: NameGuesses

  constructor(board: GuessBoard) {
    this.#board = board
    this.#names = new NameGuesses(board)
  }

  mapped(): MappedColumn[] {
    for (const column of this.#board.columns) this.#takeChosen(column)
    for (const column of this.#board.columns) this.#ofArticle(column)
    const open = new Map(this.#board.open().map((column) => [column, this.#board.fields.of(column)]))
    for (const [column, candidates] of open) if (candidates.length === 1) this.#board.take(column, candidates[0]!, asks.header(column.written, candidates[0]!.of))
    for (const [column, candidates] of open) if (candidates.length > 1) this.#board.resolve(column, candidates)
    for (const column of this.#board.open()) this.#byTerms(column)
    this.#names.byRecords()
    for (const column of this.#board.open()) this.#byFormulas(column)
    this.#units()
    this.#names.names()
    for (const column of this.#board.open()) this.#names.byFiles(column)
    this.#names.leaveWhatIsThere()
    for (const column of this.#board.open()) this.#leave(column)
    // A row without a name cannot be told by it.
    const rows = Math.max(0, ...this.#board.columns.map(({ cells }) => cells.length))
    return this.#board.columns.map((column): MappedColumn => {
      const { cells } = column
      const found = this.#board.found[column.index]!
      const choice = found.choice
      const field = choice?.use === 'value' ? this.#board.fieldOf(choice) : null
      return {
        header: column.written, ...found, records: (this.#board.beside.records.get(column.index) ?? []).map(({ template }) => template),
        path: this.#board.paths[column.index]?.path ?? null, distinct: cells.length === rows && new Set(cells).size === rows, unit: column.header.unit ?? column.header.trailing?.unit ?? null, condition: column.header.condition,
        words: field?.type === 'terms' || field === null ? wordsOf(field, cells).words : [],
      }
    })
  }

  #takeChosen(column: SheetColumn): void {
    const choice = this.#board.chosen[column.index]
    if (!choice) return
    const candidates = this.#board.fields.of(column)
    const field = choice.use === 'value' ? this.#board.fieldOf(choice) : null
    if (choice.use !== 'value' || !field) {
      this.#board.found[column.index] = { state: 'chosen', choice, because: asks.CHOSEN, candidates: asFields(candidates) }
      return
    }
    const read = readFor(column, { template: choice.template, field: choice.field, of: field, template_: this.#board.known.find((each) => templateKey(each) === choice.template)!, header: column.header })
    const whole: ValueChoice = { ...read, ...choice, words: field.type === 'terms' ? (choice.words ?? read.words) : undefined }
    const unsettled = field.type === 'quantity' && whole.unit === undefined && whole.unit_column === undefined
    this.#board.found[column.index] = {
      state: unsettled ? 'asked' : 'chosen', choice: whole, because: unsettled ? asks.noUnit(field) : asks.CHOSEN, candidates: asFields(candidates),
    }
  }

  #ofArticle(column: SheetColumn): void {
    if (this.#board.found[column.index] !== null) return
    const { key, cells } = column
    const isDoi = cells.length > 0 && cells.filter((cell) => /^10\.\d{4,9}\/\S+$/.test(plainDoi(cell))).length >= cells.length * 0.5
    const isKnown = (words: readonly string[]) => words.some((word) => headerKey(word).key === key)
    const doi = this.#board.found.some((found) => found?.choice?.use === 'doi')
    if (isDoi && !doi && (isKnown(DOI_WORDS) || /doi/i.test(column.written) || cells.length > 2)) this.#board.keep(column, { use: 'doi' }, asks.DOIS)
    else if (isKnown(TITLE_WORDS)) this.#board.keep(column, { use: 'title' }, asks.word(column.written))
    else if (isKnown(YEAR_WORDS)) this.#board.keep(column, { use: 'year' }, asks.word(column.written))
  }

  /** A column of words that all are terms of one vocabulary, and of no other. */
  #byTerms(column: SheetColumn): void {
    const { cells } = column
    if (cells.every((cell) => !/\p{L}{2}/u.test(cell))) return
    const words = [...new Set(cells)]
    const fits = this.#board.fields.where(column.header, (field, template) => {
      const vocabulary = field.vocabulary ?? []
      const own = words.filter((word) => vocabulary.some(({ term, label }) => [term, label.en, label.ko].some((each) => each.toLowerCase() === word.toLowerCase())))
      return field.type === 'terms' && !template.extends && own.length >= 2 && own.length === words.length
    })
    const free = fits.filter((candidate) => !this.#board.isTaken(candidate, undefined))
    if (free.length === 1) this.#board.take(column, free[0]!, asks.terms(words.length))
    else if (free.length > 1) this.#board.resolve(column, free)
  }

  #byFormulas(column: SheetColumn): void {
    const { cells } = column
    if (cells.length < 2 || this.#board.found.some((found) => found?.choice?.use === 'value' && found.choice.composition)) return
    if (this.#board.open().some((other) => other !== column && /formula|composition|조성|화학식/i.test(other.written)) && !/formula|composition|조성|화학식/i.test(column.written)) return
    if ([...NAME_WORDS, ...PLAIN_NAME_WORDS].some((word) => headerKey(word).key === column.key)) return
    if (!areFormulas(column.formulas)) return
    const fits = this.#board.compositions(column)
    if (fits.length === 1) this.#board.take(column, fits[0]!, asks.formulas(cells.length))
    else if (fits.length > 1) this.#board.resolve(column, fits)
  }

  /** A column `anneal_time_unit` holds the units of `anneal_time`. */
  #units(): void {
    for (const column of this.#board.open()) {
      if (!/\bunits?\b|_units?$|단위/i.test(column.written)) continue
      const key = headerKey(column.header.label.replace(/[_ ]?units?\b|_units?$|단위/gi, ' ')).key
      const of = this.#board.columns.find((other) => other !== column && other.key === key)
      const found = of && this.#board.found[of.index]
      if (!of || found?.choice?.use !== 'value' || found.choice.unit !== undefined) continue
      const field = this.#board.fieldOf(found.choice)!
      const words = [...new Set(column.cells)]
      const units = words.map((word) => [word, meantUnit(field, word)] as const)
      if (units.some(([, unit]) => unit === null)) continue
      const meant = Object.fromEntries(units.filter(([word, unit]) => word !== unit)) as Record<string, string>
      const choice = { ...found.choice, unit_column: column.written, ...(Object.keys(meant).length > 0 ? { units: meant } : {}) }
      this.#board.found[of.index] = { ...found, state: this.#board.chosen[of.index] ? 'chosen' : 'guessed', choice, because: asks.unitColumn(column.written, words) }
      this.#board.found[column.index] = { state: 'guessed', choice: { use: 'leave_out' }, because: asks.isUnitOf(of.written), candidates: [] }
    }
  }

  #leave(column: SheetColumn): void {
    const { groups, own, isOnlyOne } = this.#parts(column)
    const word = groups.length === 0 || isOnlyOne ? ANYBODYS[own.toLowerCase()] : undefined
    const meant = word === undefined ? [] : this.#anybodys(column, word)
    if (meant.length > 0) {
      this.#board.found[column.index] = { state: 'asked', choice: null, because: asks.anybodys(column.header.label), candidates: asFields(meant) }
      return
    }
    const under = isOnlyOne ? this.#board.fields.under(column) : []
    if (under.length > 0) {
      this.#board.found[column.index] = { state: 'asked', choice: null, because: asks.under(groups, own), candidates: asFields(under) }
      return
    }
    const candidates = this.#board.fields.near(column)
    this.#board.found[column.index] = candidates.length > 0
      ? { state: 'asked', choice: null, because: asks.NEAR, candidates: candidates.slice(0, MOST_CANDIDATES) }
      : { state: 'unmatched', choice: { use: 'leave_out' }, because: asks.UNMATCHED, candidates: [] }
  }

  /** The groups above a column, what it is called below them, and whether no other column is called so below others. */
  #parts(column: SheetColumn): { groups: readonly string[]; own: string; isOnlyOne: boolean } {
    const ownOf = ({ header }: SheetColumn) => headerParts(header.label).at(-1) ?? ''
    const own = ownOf(column)
    return { groups: headerParts(column.header.label).slice(0, -1), own, isOnlyOne: this.#board.columns.every((other) => other === column || ownOf(other).toLowerCase() !== own.toLowerCase()) }
  }

  /** Fields of that quantity, those of templates in use before the others. */
  #anybodys(column: SheetColumn, word: string): Candidate[] {
    const used = new Set(this.#board.found.flatMap((found) => (found?.choice?.use === 'value' ? [found.choice.template] : [])))
    const all = this.#board.fields.anybodys(column, word)
    return [...all.filter(({ template }) => used.has(template)), ...all.filter(({ template }) => !used.has(template))]
  }
}
