import type { Field } from '#record/templates/template.ts'
import * as asks from './because.ts'
import { mostlyNamed } from './beside.ts'
import type { NamedFile } from './column-choice.ts'
import { NAME_WORDS, PLAIN_NAME_WORDS } from './field-words.ts'
import { areFormulas } from './fit-field.ts'
import type { GuessBoard } from './guess-board.ts'
import { headerKey } from './header-key.ts'
import { asFields } from './sheet-column.ts'
import type { Candidate, SheetColumn } from './sheet-column.ts'

/** Guesses which columns name things: new ones, records of the hub, files of the ZIP. */
export class NameGuesses {
  readonly #board: GuessBoard

  constructor(board: GuessBoard) {
    this.#board = board
  }

  /** A column whose cells are names of material records that the hub holds. */
  byRecords(): void {
    if (this.#board.found.some((found) => found?.choice?.use === 'record')) return
    const some = this.#board.open().filter(({ index }) => this.#namedBy(index).length > 0)
    const called = some.filter((column) => isCalled(column, NAME_WORDS))
    const only = called.length === 1 ? called : some
    // A composition makes the sample that it is of.
    const makesOne = this.#board.found.some((found) => found?.choice?.use === 'value' && this.#board.templateOf(found.choice)?.kind === 'material')
    for (const column of only) {
      const [first, ...others] = this.#namedBy(column.index)
      const formulas = areFormulas(column.formulas)
      const ask = only.length > 1 ? asks.severalColumns(only.map(({ written }) => written)) : others.length > 0 ? asks.severalSorts(others.length + 1)
        : makesOne || formulas ? asks.hereOrNew(first!) : null
      if (ask === null) this.#board.keep(column, { use: 'record', template: first!.template, ...this.#withFile(column) }, asks.here(first!))
      else this.#board.found[column.index] = { state: 'asked', choice: null, because: ask, candidates: formulas ? asFields(this.#board.compositions(column)) : [] }
    }
  }

  #namedBy(index: number) {
    return mostlyNamed(this.#board.beside.records.get(index) ?? [])
  }

  /** Where rows are about samples that are there, what was guessed to say what they are is left out: a sheet does not write on them. */
  leaveWhatIsThere(): void {
    const named = this.#board.found.find((found) => found?.choice?.use === 'record')?.choice
    if (named?.use !== 'record') return
    for (const [index, found] of this.#board.found.entries()) {
      if (found?.state !== 'guessed' || found.choice?.use !== 'value') continue
      const [template, field] = [this.#board.templateOf(found.choice), this.#board.fieldOf(found.choice)]
      if (template?.kind !== 'material' || !(template.template === named.template || field?.type === 'composition')) continue
      this.#board.found[index] = { ...found, choice: { use: 'leave_out' }, because: asks.SAID_THERE }
    }
  }

  /** Fields that take files of such an ending. */
  #filed(column: SheetColumn): Candidate[] {
    const around = this.#board.paths[column.index]
    if (!around) return []
    const type = fileTypeOf(`${around.path}${around.path.endsWith('{}') ? column.cells[0] : ''}`)
    return this.#board.fields.where(column.header, (field, template) => field.type === type && !template.extends)
  }

  byFiles(column: SheetColumn): void {
    const around = this.#board.paths[column.index]
    if (!around) return
    const [first, ...others] = this.#filed(column)
    const file = first && others.length === 0 ? { template: first.template, field: first.field, path: around.path } : null
    if (file) this.#board.keep(column, { use: 'file', ...file }, asks.files(around))
    else this.#board.found[column.index] = { state: 'asked', choice: null, because: asks.whichFile(around), candidates: asFields(this.#filed(column)) }
  }

  /** Files that are called as what a column names, where only one field takes them. */
  #withFile(column: SheetColumn): { file?: NamedFile } {
    const around = this.#board.paths[column.index]
    const [first, ...others] = this.#filed(column)
    const isTaken = this.#board.paths.some((other, index) => other?.path === around?.path && index !== column.index && this.#board.found[index]?.choice?.use === 'file')
    return around && first && others.length === 0 && !isTaken ? { file: { template: first.template, field: first.field, path: around.path } } : {}
  }

  names(): void {
    if (this.#board.found.some((found) => found?.choice?.use === 'name')) return
    const called = this.#board.open().filter((column) => isCalled(column, NAME_WORDS) && column.cells.length > 0)
    // Beneath a wider header, `Batch` may be one of several parts of a name.
    const sure = called.find(({ cells }) => new Set(cells).size === cells.length) ?? called.find(({ key }) => NAME_WORDS.some((word) => headerKey(word).key === key))
    if (sure) return this.#board.keep(sure, { use: 'name', ...this.#withFile(sure) }, asks.word(sure.written))
    const own = this.#board.open().find((column) => (
      isCalled(column, PLAIN_NAME_WORDS) && column.cells.length > 1 && new Set(column.cells).size === column.cells.length && !isCount(column.cells)
    ))
    if (own) this.#board.keep(own, { use: 'name', ...this.#withFile(own) }, asks.distinct(own.written, own.cells.length))
  }
}

/** Whether a column is called so, beneath whatever stands over it and others: `Experiment / Sample`. */
function isCalled({ key, written }: SheetColumn, words: readonly string[]): boolean {
  const last = headerKey(written.split(' / ').at(-1)!).key
  return words.some((word) => [key, last].includes(headerKey(word).key))
}

/** The type of the field that takes a file, by its ending. */
function fileTypeOf(path: string): Field['type'] {
  return /\.cif$/i.test(path) ? 'structure' : /\.(png|jpe?g)$/i.test(path) ? 'image' : 'file'
}

/** Numbers of rows name nothing: they change when the sheet is sorted. */
function isCount(cells: readonly string[]): boolean {
  return cells.every((cell, row) => row === 0 || Number(cell) === Number(cells[row - 1]) + 1)
}
