import { templateKey } from '#record/templates/template.ts'
import type { Field, Template } from '#record/templates/template.ts'
import * as asks from './because.ts'
import { pathAround } from './beside.ts'
import type { Beside } from './beside.ts'
import { CalledFields, readFor } from './called-fields.ts'
import type { ColumnChoice, FieldAt, MappedColumn, ValueChoice } from './column-choice.ts'
import { sortOfMatter } from './fit-field.ts'
import { asFields } from './sheet-column.ts'
import type { Candidate, Proposal, SheetColumn } from './sheet-column.ts'

/** The columns of a sheet, what is known of them, and what was proposed for each so far. */
export class GuessBoard {
  readonly columns: readonly SheetColumn[]
  readonly known: readonly Template[]
  readonly fields: CalledFields
  readonly chosen: readonly (ColumnChoice | null)[]
  readonly beside: Beside
  readonly paths: readonly ReturnType<typeof pathAround>[]
  readonly found: (Proposal | null)[]

  constructor(columns: readonly SheetColumn[], known: readonly Template[], chosen: readonly (ColumnChoice | null)[], beside: Beside) {
    this.columns = columns
    this.known = known
    this.fields = new CalledFields(known)
    this.chosen = chosen
    this.beside = beside
    this.paths = columns.map(({ cells }) => pathAround(cells, beside))
    this.found = columns.map(() => null)
  }

  open(): SheetColumn[] {
    return this.columns.filter(({ index }) => this.found[index] === null)
  }

  fieldOf({ template, field }: FieldAt): Field | null {
    return this.known.find((each) => templateKey(each) === template)?.fields.find(({ name }) => name === field) ?? null
  }

  templateOf({ template }: FieldAt): Template | undefined {
    return this.known.find((each) => templateKey(each) === template)
  }

  keep(column: SheetColumn, choice: ColumnChoice, because: MappedColumn['because']): void {
    this.found[column.index] = { state: 'guessed', choice, because, candidates: [] }
  }

  isTaken(candidate: Candidate, condition: ValueChoice['condition']): boolean {
    return this.found.some((found) => found?.choice?.use === 'value' && found.choice.template === candidate.template
      && found.choice.field === candidate.field && found.choice.condition?.value === condition?.value)
  }

  take(column: SheetColumn, candidate: Candidate, because: MappedColumn['because']): void {
    const choice = readFor(column, candidate)
    const candidates = asFields([candidate])
    if (this.isTaken(candidate, choice.condition)) {
      this.found[column.index] = { state: 'asked', choice: null, because: asks.twice(candidate.of), candidates }
    } else if (column.header.condition && !choice.condition) {
      this.found[column.index] = { state: 'asked', choice: null, because: asks.condition(column.header.condition), candidates }
    } else if (candidate.of.type === 'quantity' && choice.unit === undefined) {
      this.found[column.index] = { state: 'asked', choice, because: asks.noUnit(candidate.of), candidates }
    } else if (choice.words && column.cells.length > 0 && Object.keys(choice.words).length === 0) {
      this.found[column.index] = { state: 'asked', choice, because: asks.words(candidate.of), candidates }
    } else {
      this.found[column.index] = { state: 'guessed', choice, because, candidates }
    }
  }

  /** Of several templates with the field, the one of the nearest column that surely belongs to one of them. */
  resolve(column: SheetColumn, candidates: readonly Candidate[]): void {
    const near = candidates.flatMap((candidate) => {
      const distances = this.columns.flatMap(({ index }) => {
        const choice = this.found[index]?.choice
        return choice?.use === 'value' && choice.template === candidate.template ? [Math.abs(index - column.index)] : []
      })
      return distances.length === 0 ? [] : [{ candidate, distance: Math.min(...distances) }]
    }).sort((a, b) => a.distance - b.distance)
    const [first, second] = near
    if (first && first.distance !== second?.distance) return this.take(column, first.candidate, asks.beside(column.written, first.candidate.template_))
    const sort = candidates.every(({ of }) => of.type === 'composition') ? sortOfMatter(column.formulas) : null
    const named = sort === null ? undefined : candidates.find(({ template_ }) => template_.template === (sort.sort === 'metals' ? 'alloy' : 'ceramic_composition'))
    if (!first && named) return this.take(column, named, asks.matter(sort!))
    this.found[column.index] = { state: 'asked', choice: null, because: asks.several(candidates.length), candidates: asFields(candidates) }
  }

  compositions(column: SheetColumn): Candidate[] {
    return this.fields.where(column.header, ({ name, type }) => type === 'composition' && name === 'composition')
  }
}
