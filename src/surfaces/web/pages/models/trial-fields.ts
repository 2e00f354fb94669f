import type { z } from 'zod'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import type { ModelCardSchema } from '#contract/schemas/model.ts'
import type { TableRowsSchema } from '#contract/schemas/table.ts'
import { fieldOf, type Template, type Term } from '../tables/column-field.ts'

type Input = z.infer<typeof ModelCardSchema>['inputs'][number]
type Rows = z.infer<typeof TableRowsSchema>

/** A choice among terms: those of the field's vocabulary, where it has one, and the values that rows hold. */
export type TermField = {
  readonly kind: 'category'
  /** Cells of the rows, each once: a term, or several joined by `+`. */
  readonly seen: readonly string[]
  readonly vocabulary: readonly Term[]
  /** Whether several terms may stand together. */
  readonly several: boolean
}

/** An input that a case may give, with what the rows that were learned from hold in it. */
export type TrialField = Pick<Input, 'name' | 'label' | 'unit' | 'stage'> &
  (
    | { readonly kind: 'composition'; readonly elements: readonly string[] }
    | { readonly kind: 'number'; readonly low: number; readonly high: number }
    /** A structure cannot be written in a form: it is unknown in every case. */
    | { readonly kind: 'structure'; readonly n: number }
    | TermField
  )

/** The model's inputs with the elements, ranges and terms that rows with a known target hold. */
export function trialFields(inputs: readonly Input[], target: string, table: Rows, templates: readonly Template[]): TrialField[] {
  const goal = table.columns.findIndex(({ name }) => name === target)
  const rows = goal < 0 ? table.rows : table.rows.filter((row) => row.cells[goal] !== null)
  return inputs.flatMap(({ name, label, unit, stage }): TrialField[] => {
    const k = table.columns.findIndex((column) => column.name === name)
    if (k < 0) return []
    const cells = rows.flatMap((row) => row.cells[k] ?? [])
    const common = { name, label, unit, stage }
    const column = table.columns[k]!
    switch (column.kind) {
      case 'composition':
        return [{ ...common, kind: 'composition', elements: [...new Set(cells.flatMap((cell) => Object.keys(cell.fractions ?? {})))].sort() }]
      case 'number': {
        const values = cells.flatMap((cell) => (typeof cell.value === 'number' ? [cell.value] : []))
        return [{ ...common, kind: 'number', low: Math.min(...values), high: Math.max(...values) }]
      }
      case 'structure':
        return [{ ...common, kind: 'structure', n: cells.length }]
      default: {
        const { vocabulary = [], several = false } = fieldOf(column.path, column.template ?? '', templates) ?? {}
        return [{ ...common, kind: 'category', seen: [...new Set(cells.map((cell) => String(cell.value)))].sort(), vocabulary, several }]
      }
    }
  })
}

/** The terms of a cell; one that holds a plus sign itself is one. */
export function termsIn(cell: string, { vocabulary, several }: Pick<TermField, 'vocabulary' | 'several'>): string[] {
  if (cell === '') return []
  return several && !vocabulary.some(({ term }) => term === cell) ? cell.split('+') : [cell]
}

/** A cell with a term put in or taken out; terms stand in alphabetical order, as in a table. */
export function withTerm(cell: string, term: string, isIn: boolean, field: Pick<TermField, 'vocabulary' | 'several'>): string {
  const others = termsIn(cell, field).filter((other) => other !== term)
  return (isIn ? [...others, term] : others).sort().join('+')
}

/** The case to begin with: the inputs of the known row with the most of them filled, so that the form is never empty. */
export function firstCase(fields: readonly TrialField[], table: Rows): Record<string, string> {
  const places = fields.map(({ name }) => table.columns.findIndex((column) => column.name === name))
  const filled = (row: Rows['rows'][number]) => places.filter((place) => row.cells[place] !== null).length
  const fullest = table.rows.reduce<Rows['rows'][number] | null>((best, row) => (best === null || filled(row) > filled(best) ? row : best), null)
  return Object.fromEntries(fields.map(({ name, kind }, k) => {
    const text = kind === 'structure' ? '' : String(fullest?.cells[places[k]!]?.value ?? '')
    return [name, kind === 'composition' ? formulaText(text) : text]
  }))
}

/** A case as the hub takes it: numbers as numbers, what was left empty as unknown. */
export function caseOf(fields: readonly TrialField[], texts: Readonly<Record<string, string>>): Record<string, number | string | null> {
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const text = String(texts[name] ?? '').trim()
      return [name, text === '' ? null : kind === 'number' ? Number(text) : text]
    }),
  )
}
